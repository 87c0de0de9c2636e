// Hands each event of the main process to the store it concerns.
import type { WindowEvent } from '../../engine/protocol.ts';
import { getDocument } from '../document/document.ts';
import { showMessage } from '../messages/messages.ts';
import { receiveDataset, receiveProgress } from '../runs/dataset.ts';
import { evaluationStore, noEvaluation, receiveEvaluationProgress } from '../runs/evaluation.ts';
import { forgetMaps, receivePreview } from '../runs/preview.ts';
import { receiveTrainEvent, runStore } from '../runs/run.ts';
import { runMenuItem } from './commands.ts';

export function receiveEvent(event: WindowEvent): void {
  switch (event.kind) {
    case 'menu':
      runMenuItem(event.item, event.path);
      return;
    case 'dataset-opened':
      receiveDataset(event.dataset, getDocument());
      return;
    case 'dataset-progress':
      receiveProgress(event);
      return;
    case 'evaluation-progress':
      receiveEvaluationProgress(event.done, event.total);
      return;
    case 'progress':
      event.events.forEach(receiveEvent);
      return;
    case 'preview':
      receiveMaps(event);
      return;
    case 'run-started':
      forgetMaps();
      evaluationStore.setState(noEvaluation, true);
      receiveTrainEvent(event);
      return;
    default:
      receiveTrainEvent(event);
      if (event.kind === 'crashed') showMessage('error', `Training ended early: ${event.message}`);
  }
}

function receiveMaps(event: Extract<WindowEvent, { kind: 'preview' }>): void {
  const { runId, isElsewhere } = runStore.getState();
  if (event.runId === runId) receivePreview(isElsewhere === true ? { ...event, maps: [] } : event);
}

export function receiveUnreadable(error: unknown): void {
  console.error(error);
  showMessage('error', 'A message of the training process can’t be read', [
    { id: 'unreadable-event', severity: 'error', message: error instanceof Error ? error.message.slice(0, 400) : String(error) },
  ]);
}
