// Whether the list of shortcuts is open.
import { createStore } from 'zustand/vanilla';

export const shortcutsDialogStore = createStore<{ readonly isOpen: boolean }>()(() => ({ isOpen: false }));

export function openShortcuts(): void {
  shortcutsDialogStore.setState({ isOpen: true });
}
