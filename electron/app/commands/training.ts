// Starting and steering a training run. The images are made to fit the document first: a folder that was opened for another
// input size is read again, and the window is told.

import type { Diagnostic } from '../../../engine/base/diagnostics.ts';
import { messagesOf } from '../../../engine/base/messages.ts';
import { summarizeDataset } from '../../../engine/datasets/image-folder.ts';
import type { CommandAnswer, WindowEvent } from '../../../engine/protocol.ts';
import { words } from '../../../engine/words/host.ts';
import type { DatasetSession } from '../../host/datasets/dataset-session.ts';
import type { SettingsStore } from '../../host/files/settings.ts';
import type { TrainingSession } from '../../host/runs/training-session.ts';
import { type CommandData, type CommandHandlers, createFailure } from '../ipc/answer.ts';
import { atIntervals } from './at-intervals.ts';
import { noDataset } from './datasets.ts';

const { problem } = messagesOf(words);

type TrainingCommands = Pick<CommandHandlers, 'startTraining' | 'pauseTraining' | 'resumeTraining' | 'stopTraining' | 'requestPreview'>;

export function createTrainingCommands(
  training: TrainingSession,
  datasets: DatasetSession,
  settings: SettingsStore,
  send: (event: WindowEvent) => void,
): TrainingCommands {
  /** What is being started, from the moment at which it was asked for: the trainer hears of it when its images are there. */
  let starting: Starting | undefined;

  const start = async (input: CommandData<'startTraining'>, mine: Starting): Promise<CommandAnswer<'startTraining'>> => {
    const [{ parseDocument }, { checkReadable, measureModel }] = await Promise.all([
      import('../../../engine/document/parse.ts'),
      import('../../host/models/model-room.ts'),
    ]);
    const parsed = parseDocument(input.document);
    if (!parsed.ok) return createFailure(parsed.diagnostics);
    if (mine.isStopped) return { kind: 'cancelled' };
    const before = datasets.getCurrent();
    const prepared = await datasets.prepare(parsed.value);
    if (prepared === undefined) return createFailure([noDataset]);
    if (prepared.kind === 'failed') return createFailure(prepared.diagnostics);
    if (prepared.kind === 'problem') return createFailure(prepared.problems);
    if (prepared.kind === 'cancelled') return mine.isStopped ? { kind: 'cancelled' } : createFailure([readingCancelled]);
    if (prepared.dataset !== before) send({ kind: 'dataset-opened', dataset: summarizeDataset(prepared.dataset) });
    const problems = checkReadable(measureModel(parsed.value, prepared.dataset.classes) ?? 0);
    if (problems.length > 0) return createFailure(problems);
    const { workers } = await settings.read();
    if (mine.isStopped) return { kind: 'cancelled' };
    const tell = atIntervals((size, sizes) => send({ kind: 'start-progress', size, sizes }));
    const started = await training.start(parsed.value, prepared.dataset, workers, tell);
    if (started.ok) return { kind: 'started', runId: started.value.runId };
    return mine.isStopped ? { kind: 'cancelled' } : createFailure(started.diagnostics);
  };

  return {
    async startTraining(input) {
      const mine: Starting = { isStopped: false };
      starting = mine;
      try {
        return await start(input, mine);
      } finally {
        if (starting === mine) starting = undefined;
      }
    },

    async pauseTraining() {
      await training.pause();
      return { kind: 'done' };
    },

    async resumeTraining() {
      await training.resume();
      return { kind: 'done' };
    },

    async stopTraining() {
      if (starting !== undefined) starting.isStopped = true;
      datasets.cancel(); // a run that is still waiting for its images is not started
      await training.stop();
      return { kind: 'done' };
    },

    async requestPreview(input) {
      await training.requestPreview(input, datasets.getCurrent());
      return { kind: 'done' };
    },
  };
}

interface Starting {
  isStopped: boolean;
}

const readingCancelled: Diagnostic = problem('reading-cancelled');
