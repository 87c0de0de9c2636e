// Keyboard shortcuts as text, `Mod+Shift+Z`: matched against events, and shown as the person's system writes them.
// `Mod` is Command on a Mac and Control elsewhere.
const isMac = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac');

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

export function matchesShortcut(press: KeyPress, shortcut: string, mac = isMac): boolean {
  const parts = shortcut.split('+');
  const key = shortcut.endsWith('+') ? '+' : (parts.at(-1) ?? '');
  const wantsModifier = parts.includes('Mod');
  if ((mac ? press.metaKey : press.ctrlKey) !== wantsModifier || (mac ? press.ctrlKey : press.metaKey) || press.altKey) return false;
  // a sign such as ? needs Shift on some keyboards and not on others
  const isSign = key.length === 1 && !/[a-z0-9 ]/i.test(key);
  if (!isSign && press.shiftKey !== parts.includes('Shift')) return false;
  return press.key.toLowerCase() === (key === 'Space' ? ' ' : key.toLowerCase());
}

export function formatShortcut(shortcut: string, mac = isMac): string {
  if (!mac) return shortcut.replace('Mod', 'Ctrl');
  return shortcut
    .replace('Mod', '⌘')
    .replace('Shift', '⇧')
    .replaceAll(/\+(?!$)/g, '');
}

/** As the menu writes it. */
export function toAccelerator(shortcut: string): string {
  return shortcut.replace(/\+$/, 'Plus').replace('Mod', 'CmdOrCtrl');
}
