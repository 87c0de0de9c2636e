// Every command a person can give, once: the toolbar, the shortcuts, the list of shortcuts and the menu derive from it.
import type { WindowEvent } from '../../engine/protocol.ts';
import { copySelection, cutSelection, duplicateSelection, paste } from '../document/clipboard.ts';
import { documentStore, redoEdit, undoEdit } from '../document/document.ts';
import { deleteSelection, selectAll } from '../document/edit.ts';
import { arrangeCanvas } from '../document/layout.ts';
import { clearSelection, selectionStore } from '../document/selection.ts';
import { fitCanvas, zoomCanvas } from '../document/viewport.ts';
import { exportModel, exportReason, newDocument, openDocument, saveDocument } from '../files/files.ts';
import { workspaceStore } from '../files/workspace.ts';
import { dismissMessage, messageStore, reportFailure } from '../messages/messages.ts';
import { evaluationStore, noEvaluation } from '../runs/evaluation.ts';
import { chooseImageFolder, openImages, openImagesReason } from '../runs/images.ts';
import { runStore } from '../runs/run.ts';
import { evaluate, evaluateReason, stopTraining, togglePause, train, trainReason } from '../runs/train.ts';
import { followingTheme, settingsStore, writeSettings } from '../settings/settings.ts';

export interface Command {
  readonly id: string;
  readonly label: string;
  readonly group: 'File' | 'Edit' | 'Canvas' | 'Training' | 'Window';
  readonly shortcut?: string;
  /** Other shortcuts that do the same. */
  readonly alternatives?: readonly string[];
  /**
   * When the shortcut is not the command's: while a text field has the focus, while something is typed in one that is not yet
   * taken over, or also while a text is selected anywhere.
   */
  readonly yieldsTo?: 'text' | 'typing' | 'selection';
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

/** What Escape takes away, one at a time: what covers the window first. */
function stepBack(): void {
  const newest = messageStore.getState().messages.at(-1);
  const { nodes, edges } = selectionStore.getState();
  if (newest !== undefined) dismissMessage(newest.id);
  else if (nodes.length + edges.length > 0) clearSelection();
  else if (!evaluationStore.getState().running) evaluationStore.setState(noEvaluation, true);
}

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
  'open-samples': {
    id: 'open-samples',
    label: 'Open sample images',
    group: 'File',
    shortcut: 'Mod+Shift+O',
    reason: openImagesReason,
    run: () => openImages({ kind: 'samples' }),
  },
  undo: {
    id: 'undo',
    label: 'Undo',
    group: 'Edit',
    shortcut: 'Mod+Z',
    yieldsTo: 'typing',
    reason: () => nothing('undo', history().past.length === 0),
    run: undoEdit,
  },
  redo: {
    id: 'redo',
    label: 'Redo',
    group: 'Edit',
    shortcut: 'Mod+Shift+Z',
    alternatives: ['Mod+Y'],
    yieldsTo: 'typing',
    reason: () => nothing('redo', history().future.length === 0),
    run: redoEdit,
  },
  cut: { id: 'cut', label: 'Cut', group: 'Edit', shortcut: 'Mod+X', yieldsTo: 'selection', run: cutSelection },
  copy: { id: 'copy', label: 'Copy', group: 'Edit', shortcut: 'Mod+C', yieldsTo: 'selection', run: copySelection },
  paste: { id: 'paste', label: 'Paste', group: 'Edit', shortcut: 'Mod+V', yieldsTo: 'text', run: paste },
  duplicate: { id: 'duplicate', label: 'Duplicate', group: 'Edit', shortcut: 'Mod+D', run: duplicateSelection },
  delete: {
    id: 'delete',
    label: 'Delete',
    group: 'Edit',
    shortcut: 'Delete',
    alternatives: ['Backspace'],
    yieldsTo: 'text',
    run: deleteSelection,
  },
  'select-all': { id: 'select-all', label: 'Select all', group: 'Edit', shortcut: 'Mod+A', yieldsTo: 'text', run: selectAll },
  'clear-selection': {
    id: 'clear-selection',
    label: 'Dismiss or deselect',
    group: 'Edit',
    shortcut: 'Escape',
    yieldsTo: 'text',
    run: stepBack,
  },
  arrange: { id: 'arrange', label: 'Arrange layers', group: 'Canvas', shortcut: 'Mod+L', run: arrangeCanvas },
  fit: { id: 'fit', label: 'Zoom to fit', group: 'Canvas', shortcut: 'Mod+1', run: () => fitCanvas() },
  'zoom-in': {
    id: 'zoom-in',
    label: 'Zoom in',
    group: 'Canvas',
    shortcut: '+',
    alternatives: ['='],
    yieldsTo: 'text',
    run: () => zoomCanvas('in'),
  },
  'zoom-out': { id: 'zoom-out', label: 'Zoom out', group: 'Canvas', shortcut: '-', yieldsTo: 'text', run: () => zoomCanvas('out') },
  train: { id: 'train', label: 'Train', group: 'Training', shortcut: 'Mod+Enter', reason: trainReason, run: train },
  pause: { id: 'pause', label: 'Pause or resume', group: 'Training', shortcut: 'Mod+P', reason: pauseReason, run: togglePause },
  stop: { id: 'stop', label: 'Stop', group: 'Training', shortcut: 'Mod+.', run: stopTraining },
  evaluate: {
    id: 'evaluate',
    label: 'Evaluate',
    group: 'Training',
    shortcut: 'Mod+Shift+Enter',
    reason: evaluateReason,
    run: evaluate,
  },
  'toggle-theme': {
    id: 'toggle-theme',
    label: 'Change the theme',
    group: 'Window',
    shortcut: 'Mod+Shift+L',
    run: () => writeSettings({ theme: followingTheme(settingsStore.getState().theme) }),
  },
  shortcuts: {
    id: 'shortcuts',
    label: 'Keyboard shortcuts',
    group: 'Window',
    shortcut: '?',
    yieldsTo: 'text',
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
  const field = document.activeElement;
  if (item === 'select-all' && field instanceof HTMLInputElement) field.select();
  else if (path === undefined) runCommand(item);
  else openDocument(path).catch(reportFailure(commands.open.label));
}
