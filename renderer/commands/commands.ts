// Every command a person can give, once: the toolbar, the shortcuts, the list of shortcuts and the menu derive from it.
import type { WindowEvent } from '../../engine/protocol.ts';
import { copySelection, cutSelection, duplicateSelection, paste } from '../actions/clipboard.ts';
import { deleteSelection, selectAll } from '../actions/edit.ts';
import { exportModel, exportReason, newDocument, openDocument, saveDocument } from '../actions/files.ts';
import { chooseImageFolder, openImagesReason } from '../actions/images.ts';
import { arrangeCanvas } from '../actions/layout.ts';
import { stopTraining, togglePause, train, trainReason } from '../actions/train.ts';
import { fitCanvas } from '../canvas/viewport.ts';
import { documentStore, redoEdit, undoEdit } from '../stores/document.ts';
import { reportFailure } from '../stores/messages.ts';
import { runStore } from '../stores/run.ts';
import { clearSelection } from '../stores/selection.ts';
import { followingTheme, settingsStore, writeSettings } from '../stores/settings.ts';
import { workspaceStore } from '../stores/workspace.ts';

export interface Command {
  readonly id: string;
  readonly label: string;
  readonly group: 'File' | 'Edit' | 'Canvas' | 'Training' | 'Window';
  readonly shortcut?: string;
  /** Other shortcuts that do the same. */
  readonly alternatives?: readonly string[];
  /** True where the shortcut belongs to the text while a text field has the focus. */
  readonly yieldsToText?: boolean;
  /** Why it can't be done now, or undefined. */
  reason?(): string | undefined;
  run(): unknown;
}

const nothing = (what: string, isEmpty: boolean): string | undefined => (isEmpty ? `nothing to ${what}` : undefined);
const history = () => documentStore.getState().history;
const pauseReason = (): string | undefined => {
  const { status } = runStore.getState();
  return status === 'running' || status === 'paused' ? undefined : 'no run is under way';
};

export const commands = {
  new: { id: 'new', label: 'New network', group: 'File', shortcut: 'Mod+N', run: newDocument },
  open: { id: 'open', label: 'Open a network…', group: 'File', shortcut: 'Mod+O', run: () => openDocument() },
  save: { id: 'save', label: 'Save', group: 'File', shortcut: 'Mod+S', run: () => saveDocument() },
  'save-as': { id: 'save-as', label: 'Save as…', group: 'File', shortcut: 'Mod+Shift+S', run: () => saveDocument({ as: true }) },
  export: { id: 'export', label: 'Export model…', group: 'File', shortcut: 'Mod+E', reason: exportReason, run: exportModel },
  'open-images': {
    id: 'open-images',
    label: 'Open a folder of images…',
    group: 'File',
    shortcut: 'Mod+I',
    reason: openImagesReason,
    run: chooseImageFolder,
  },
  undo: {
    id: 'undo',
    label: 'Undo',
    group: 'Edit',
    shortcut: 'Mod+Z',
    yieldsToText: true,
    reason: () => nothing('undo', history().past.length === 0),
    run: undoEdit,
  },
  redo: {
    id: 'redo',
    label: 'Redo',
    group: 'Edit',
    shortcut: 'Mod+Shift+Z',
    alternatives: ['Mod+Y'],
    yieldsToText: true,
    reason: () => nothing('redo', history().future.length === 0),
    run: redoEdit,
  },
  cut: { id: 'cut', label: 'Cut', group: 'Edit', shortcut: 'Mod+X', yieldsToText: true, run: cutSelection },
  copy: { id: 'copy', label: 'Copy', group: 'Edit', shortcut: 'Mod+C', yieldsToText: true, run: copySelection },
  paste: { id: 'paste', label: 'Paste', group: 'Edit', shortcut: 'Mod+V', yieldsToText: true, run: paste },
  duplicate: { id: 'duplicate', label: 'Duplicate', group: 'Edit', shortcut: 'Mod+D', run: duplicateSelection },
  delete: {
    id: 'delete',
    label: 'Delete',
    group: 'Edit',
    shortcut: 'Delete',
    alternatives: ['Backspace'],
    yieldsToText: true,
    run: deleteSelection,
  },
  'select-all': { id: 'select-all', label: 'Select all', group: 'Edit', shortcut: 'Mod+A', yieldsToText: true, run: selectAll },
  'clear-selection': {
    id: 'clear-selection',
    label: 'Clear the selection',
    group: 'Edit',
    shortcut: 'Escape',
    yieldsToText: true,
    run: clearSelection,
  },
  arrange: { id: 'arrange', label: 'Arrange layers', group: 'Canvas', shortcut: 'Mod+L', run: arrangeCanvas },
  fit: { id: 'fit', label: 'Zoom to fit', group: 'Canvas', shortcut: 'Mod+0', run: () => fitCanvas() },
  train: { id: 'train', label: 'Train', group: 'Training', shortcut: 'Mod+Enter', reason: trainReason, run: train },
  pause: { id: 'pause', label: 'Pause or resume', group: 'Training', shortcut: 'Mod+P', reason: pauseReason, run: togglePause },
  stop: { id: 'stop', label: 'Stop', group: 'Training', shortcut: 'Mod+.', run: stopTraining },
  'toggle-theme': {
    id: 'toggle-theme',
    label: 'Change the theme',
    group: 'Window',
    run: () => writeSettings({ theme: followingTheme(settingsStore.getState().theme) }),
  },
  shortcuts: {
    id: 'shortcuts',
    label: 'Keyboard shortcuts',
    group: 'Window',
    shortcut: '?',
    yieldsToText: true,
    run: () => workspaceStore.setState({ shortcutsOpen: true }),
  },
} as const satisfies Record<string, Command>;

export type CommandId = keyof typeof commands;

export const commandList: readonly Command[] = Object.values(commands);

/** Gives a command if it can be given now; what goes wrong is shown. */
export function runCommand(id: CommandId): void {
  const command: Command = commands[id];
  if (command.reason?.() !== undefined) return;
  Promise.resolve(command.run()).catch(reportFailure(command.label));
}

/** The menu's items are commands by their ids; a path comes with a file that the operating system handed over. */
export function runMenuItem(item: Extract<WindowEvent, { kind: 'menu' }>['item'], path?: string): void {
  if (path === undefined) runCommand(item);
  else openDocument(path).catch(reportFailure(commands.open.label));
}
