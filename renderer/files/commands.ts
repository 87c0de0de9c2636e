// Commands about the network's file.
import { defineCommands } from '../commands/command.ts';
import { newDocument, openDocument, saveDocument } from './files.ts';

const opening = { menu: 'file', part: 1 } as const;
const saving = { menu: 'file', part: 2 } as const;

export const fileCommands = defineCommands([], {
  new: { place: opening, shortcut: 'Mod+N', run: newDocument },
  open: { place: opening, shortcut: 'Mod+O', topic: 'open', run: () => openDocument() },
  save: { place: saving, shortcut: 'Mod+S', topic: 'save', run: () => saveDocument() },
  'save-as': { place: saving, shortcut: 'Mod+Shift+S', topic: 'save', run: () => saveDocument({ as: true }) },
});
