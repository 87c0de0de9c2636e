// Settings of the application that outlive a document: the theme, the language and the number of workers. Main keeps them.

import { createStore } from 'zustand/vanilla';
import type { Settings } from '../../engine/protocol.ts';
import { send } from '../bridge/bridge.ts';

export type Theme = Settings['theme'];
export type LanguageSetting = Settings['language'];

export const settingsStore = createStore<Settings>()(() => ({ workers: 1, availableWorkers: 1, theme: 'system', language: 'system' }));

export async function readSettings(): Promise<void> {
  settingsStore.setState(await send('readSettings', {}));
}

export async function writeSettings(change: Partial<Pick<Settings, 'workers' | 'theme' | 'language'>>): Promise<void> {
  settingsStore.setState(change);
  settingsStore.setState(await send('writeSettings', change));
}

const themeOrder: readonly Theme[] = ['system', 'light', 'dark'];

export function followingTheme(theme: Theme): Theme {
  return themeOrder[(themeOrder.indexOf(theme) + 1) % themeOrder.length] ?? 'system';
}

/** Sets the page's theme now and whenever the setting or the system changes. */
export function applyTheme(page: Window): void {
  const prefersDark = page.matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const { theme } = settingsStore.getState();
    const isDark = theme === 'dark' || (theme === 'system' && prefersDark.matches);
    page.document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  };
  prefersDark.addEventListener('change', apply);
  settingsStore.subscribe(apply);
  apply();
}
