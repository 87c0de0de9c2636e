// The commands that are about commands: finding one, and the list of shortcuts.
import { defineCommands } from './command.ts';
import { openPalette } from './palette/palette-store.ts';
import { openShortcuts } from './shortcuts-dialog.ts';

export const helpCommands = defineCommands([], {
  palette: { place: { menu: 'help', part: 1 }, shortcut: 'Mod+Shift+P', alternatives: ['F1'], run: openPalette },
  shortcuts: { place: { menu: 'help', part: 1 }, shortcut: '?', yieldsTo: 'text', run: openShortcuts },
});
