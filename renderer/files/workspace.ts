// Whether the first screen was put aside, and the question that is being asked. Nothing here belongs to a document.
import { createStore } from 'zustand/vanilla';

export type UnsavedAnswer = 'save' | 'discard' | 'cancel';

export interface WorkspaceState {
  /** True when the person chose the empty canvas over the first screen. */
  readonly startDismissed: boolean;
  /** Set while the person is asked what to do with unsaved changes. */
  readonly unsavedQuestion?: ((answer: UnsavedAnswer) => void) | undefined;
}

export const workspaceStore = createStore<WorkspaceState>()(() => ({ startDismissed: false }));

export function askAboutUnsaved(): Promise<UnsavedAnswer> {
  return new Promise((resolve) => {
    const answer = (given: UnsavedAnswer): void => {
      workspaceStore.setState({ unsavedQuestion: undefined });
      resolve(given);
    };
    workspaceStore.setState({ unsavedQuestion: answer });
  });
}
