// New, open, save, save as: dialogs and files are the main process's, the questions and the outcomes ours.

import type { GraphDocument } from '../../engine/document/document.ts';
import { parseDocument } from '../../engine/document/parse.ts';
import { sentence } from '../../engine/words/texts.ts';
import { send } from '../bridge/bridge.ts';
import { documentStore, getDocument, isUnsaved, markSaved, replaceDocument, resetDocument } from '../document/document.ts';
import { fileName } from '../document/file-name.ts';
import { clearSelection } from '../document/selection.ts';
import { fitCanvas } from '../document/viewport.ts';
import { settle, showDiagnostics, showMessage } from '../messages/messages.ts';
import { evaluationStore, noEvaluation } from '../runs/evaluation.ts';
import { forgetMaps } from '../runs/preview.ts';
import { idleRun, isActive, runStore } from '../runs/run.ts';
import { fileTexts } from './words.ts';
import { askAboutUnsaved, workspaceStore } from './workspace.ts';

/** Asks about unsaved changes where there are some; false when the person would rather stay. */
export async function mayLeaveDocument(): Promise<boolean> {
  if (!isUnsaved(documentStore.getState()) || getDocument().nodes.length === 0) return true;
  const answer = await askAboutUnsaved();
  if (answer === 'save') return saveDocument();
  return answer === 'discard';
}

/** Shows another document, with nothing left of the former one's run. */
export function showDocument(document: GraphDocument, origin: { readonly path?: string; readonly unsaved: boolean }): void {
  replaceDocument(document, origin);
  leaveRunBehind();
  fitCanvas();
}

function leaveRunBehind(): void {
  clearSelection();
  settle('open', 'draft', 'train', 'save');
  forgetMaps();
  evaluationStore.setState(noEvaluation, true);
  if (isActive(runStore.getState().status)) runStore.setState({ isElsewhere: true });
  else runStore.setState(idleRun, true);
}

/** False when the person would rather stay. */
export async function newDocument(): Promise<boolean> {
  if (!(await mayLeaveDocument())) return false;
  resetDocument();
  leaveRunBehind();
  fitCanvas();
  workspaceStore.setState({ startDismissed: false });
  return true;
}

export async function openDocument(path?: string): Promise<void> {
  if (!(await mayLeaveDocument())) return;
  const answer = await send('openDocument', path === undefined ? {} : { path });
  if (answer.kind === 'cancelled') return;
  if (answer.kind === 'failed') {
    showMessage('error', sentence(fileTexts, 'unopened'), answer.diagnostics, 'open');
    return;
  }
  const parsed = parseDocument(answer.document);
  if (!parsed.ok) {
    showMessage('error', sentence(fileTexts, 'refused', { file: fileName(answer.path) }), parsed.diagnostics, 'open');
    return;
  }
  showDocument(parsed.value, { path: answer.path, unsaved: false });
  showDiagnostics(sentence(fileTexts, 'changed', { file: fileName(answer.path) }), answer.warnings, 'open');
}

/** Saves where the document is kept; asks for a place where there is none, or for `as`. True when it was saved. */
export async function saveDocument(options: { readonly as?: boolean } = {}): Promise<boolean> {
  const document = getDocument();
  const { path } = documentStore.getState();
  const answer = await send('saveDocument', { document, ...(path === undefined || options.as === true ? {} : { path }) });
  if (answer.kind === 'cancelled') return false;
  if (answer.kind === 'failed') {
    showMessage('error', sentence(fileTexts, 'unsaved'), answer.diagnostics, 'save');
    return false;
  }
  markSaved(document, answer.path);
  showMessage('success', sentence(fileTexts, 'saved', { file: fileName(answer.path) }), [], 'save');
  return true;
}
