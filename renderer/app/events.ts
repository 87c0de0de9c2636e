// Hands each event of the main process to the store it concerns.
import { messagesOf } from '../../engine/base/messages.ts';
import type { WindowEvent } from '../../engine/protocol.ts';
import { words } from '../../engine/words/host.ts';
import { defineTexts, sentence } from '../../engine/words/texts.ts';
import { runFromMenu } from '../commands/use-shortcuts.ts';
import { getDocument } from '../document/document.ts';
import { openDocument } from '../files/files.ts';
import { attempt, showMessage } from '../messages/messages.ts';
import { receiveDataset, receiveProgress } from '../runs/dataset.ts';
import { evaluationStore, noEvaluation, receiveEvaluationProgress } from '../runs/evaluation.ts';
import { forgetMaps, receivePreview } from '../runs/preview.ts';
import { receiveStartProgress, receiveTrainEvent, runStore } from '../runs/run.ts';
import { barTexts } from './words.ts';

const { problem } = messagesOf(words);

const eventTexts = defineTexts(
  { ended: 'Training ended early: {why}', unreadable: 'A message of the training process can’t be read' },
  { ended: '训练提前结束：{why}', unreadable: '无法读取训练进程的消息' },
);

export function receiveEvent(event: WindowEvent): void {
  switch (event.kind) {
    case 'menu':
      runFromMenu(event.item);
      return;
    case 'open-file':
      void attempt('open', sentence(barTexts, 'opening-network'), () => openDocument(event.path));
      return;
    case 'dataset-opened':
      receiveDataset(event.dataset, getDocument());
      return;
    case 'dataset-progress':
      receiveProgress(event);
      return;
    case 'start-progress':
      receiveStartProgress(event.size, event.sizes);
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
      if (event.kind === 'crashed')
        showMessage('error', sentence(eventTexts, 'ended', { why: { ...event.message, kind: 'message' } }), [], 'run');
  }
}

function receiveMaps(event: Extract<WindowEvent, { kind: 'preview' }>): void {
  const { runId, isElsewhere } = runStore.getState();
  if (event.runId === runId) receivePreview(isElsewhere === true ? { ...event, maps: [] } : event);
}

export function receiveUnreadable(error: unknown): void {
  console.error(error);
  const why = error instanceof Error ? error.message.slice(0, 400) : String(error);
  showMessage('error', sentence(eventTexts, 'unreadable'), [problem('unreadable-event', { why })]);
}
