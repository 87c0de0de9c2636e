// Whether the palette is open, and which commands were chosen in it lately: those come first the next time, also after a restart.
import { z } from 'zod';
import { createStore } from 'zustand/vanilla';

const storageKey = 'receptive-recent-commands';
const mostRecent = 8;
const recentSchema = z.array(z.string().max(64)).max(mostRecent);

interface PaletteState {
  readonly isOpen: boolean;
  /** Ids, the latest first. */
  readonly recent: readonly string[];
}

export const paletteStore = createStore<PaletteState>()(() => ({ isOpen: false, recent: readRecent() }));

export function openPalette(): void {
  paletteStore.setState({ isOpen: true });
}

export function closePalette(): void {
  paletteStore.setState({ isOpen: false });
}

export function rememberCommand(id: string): void {
  const recent = [id, ...paletteStore.getState().recent.filter((other) => other !== id)].slice(0, mostRecent);
  paletteStore.setState({ recent });
  globalThis.localStorage?.setItem(storageKey, JSON.stringify(recent));
}

/** None where nothing, or nothing readable, was kept. */
function readRecent(): readonly string[] {
  try {
    return recentSchema.parse(JSON.parse(globalThis.localStorage?.getItem(storageKey) ?? '[]'));
  } catch {
    return [];
  }
}
