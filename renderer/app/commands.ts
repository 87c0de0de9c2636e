// What each command does, gathered from the rooms that do it, and what the menu asks for.
import type { WindowEvent } from '../../engine/protocol.ts';
import { commands } from '../commands/list.ts';
import { type CommandActions, runCommand } from '../commands/registry.ts';
import { openShortcuts } from '../commands/shortcuts-dialog.ts';
import { copySelection, cutSelection, duplicateSelection, paste } from '../document/clipboard.ts';
import { documentStore, redoEdit, undoEdit } from '../document/document.ts';
import { deleteSelection, selectAll } from '../document/edit.ts';
import { arrangeCanvas } from '../document/layout.ts';
import { clearSelection, selectionStore } from '../document/selection.ts';
import { fitCanvas, zoomCanvas } from '../document/viewport.ts';
import { exportModel, exportReason } from '../export/export-model.ts';
import { newDocument, openDocument, saveDocument } from '../files/files.ts';
import { dismissMessage, messageStore, reportFailure } from '../messages/messages.ts';
import { evaluationStore, noEvaluation } from '../runs/evaluation.ts';
import { chooseImageFolder, openImages, openImagesReason } from '../runs/images.ts';
import { runStore } from '../runs/run.ts';
import { evaluate, evaluateReason, stopTraining, togglePause, train, trainReason } from '../runs/train.ts';
import { followingTheme, settingsStore, writeSettings } from '../settings/settings.ts';

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

/** Bound to the list of commands at the start (main.tsx). */
export const commandActions: CommandActions = {
  new: { run: newDocument },
  open: { run: () => openDocument() },
  save: { run: () => saveDocument() },
  'save-as': { run: () => saveDocument({ as: true }) },
  export: { reason: exportReason, run: exportModel },
  'open-images': { reason: openImagesReason, run: chooseImageFolder },
  'open-samples': { reason: openImagesReason, run: () => openImages({ kind: 'samples' }) },
  undo: { reason: () => nothing('undo', history().past.length === 0), run: undoEdit },
  redo: { reason: () => nothing('redo', history().future.length === 0), run: redoEdit },
  cut: { run: cutSelection },
  copy: { run: copySelection },
  paste: { run: paste },
  duplicate: { run: duplicateSelection },
  delete: { run: deleteSelection },
  'select-all': { run: selectAll },
  'clear-selection': { run: stepBack },
  arrange: { run: arrangeCanvas },
  fit: { run: () => fitCanvas() },
  'zoom-in': { run: () => zoomCanvas('in') },
  'zoom-out': { run: () => zoomCanvas('out') },
  train: { reason: trainReason, run: train },
  pause: { reason: pauseReason, run: togglePause },
  stop: { run: stopTraining },
  evaluate: { reason: evaluateReason, run: evaluate },
  'toggle-theme': { run: () => writeSettings({ theme: followingTheme(settingsStore.getState().theme) }) },
  shortcuts: { run: openShortcuts },
};

/** The menu's items are commands by their ids; a path comes with a file that the operating system handed over. */
export function runMenuItem(item: Extract<WindowEvent, { kind: 'menu' }>['item'], path?: string): void {
  const field = document.activeElement;
  if (item === 'select-all' && field instanceof HTMLInputElement) field.select();
  else if (path === undefined) runCommand(item);
  else openDocument(path).catch(reportFailure(commands.open.label));
}
