// Starting a run through the window's commands: it can be stopped from the moment at which it was asked for, whatever it waits for.
import { describe, expect, test, vi } from 'vitest';
import { createTrainingCommands } from '../../../../electron/app/commands/training.ts';
import type { DatasetSession, SessionResult } from '../../../../electron/host/datasets/dataset-session.ts';
import type { SettingsStore } from '../../../../electron/host/files/settings.ts';
import type { TrainingSession } from '../../../../electron/host/runs/training-session.ts';
import { fail, succeed } from '../../../../engine/base/diagnostics.ts';
import type { Settings, WindowEvent } from '../../../../engine/protocol.ts';
import { createDataset, createNetwork } from '../../../helpers/small-values.ts';

const settings: Settings = { workers: 1, availableWorkers: 1, theme: 'system', language: 'system' };
const dataset = createDataset({});
const document = createNetwork({});

interface Waiting {
  readonly prepare?: () => Promise<SessionResult>;
  readonly read?: () => Promise<Settings>;
  readonly start?: TrainingSession['start'];
}

/** What a start waits for is done at once where nothing else is given. */
function createCommands({ prepare, read, start }: Waiting = {}) {
  const sent: WindowEvent[] = [];
  const training = {
    start: vi.fn<TrainingSession['start']>(start ?? (async () => succeed({ runId: 7 }))),
    stop: vi.fn(async () => undefined),
  };
  const datasets = {
    getCurrent: () => dataset,
    cancel: vi.fn(),
    prepare: vi.fn(prepare ?? (async (): Promise<SessionResult> => ({ kind: 'opened', dataset }))),
  };
  const commands = createTrainingCommands(
    training as unknown as TrainingSession,
    datasets as unknown as DatasetSession,
    { read: read ?? (async () => settings) } as SettingsStore,
    (event) => void sent.push(event),
  );
  return { commands, training, datasets, sent };
}

function createPromise<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((onResolve) => {
    resolve = onResolve;
  });
  return { promise, resolve };
}

describe('a run that is asked for', () => {
  test('is started', async () => {
    const { commands } = createCommands();
    expect(await commands.startTraining({ document })).toEqual({ kind: 'started', runId: 7 });
  });

  test('is not, where it was stopped in the moment of asking', async () => {
    const { commands, training } = createCommands();
    const answer = commands.startTraining({ document });
    await commands.stopTraining({});
    expect(await answer).toEqual({ kind: 'cancelled' });
    expect(training.start).not.toHaveBeenCalled();
  });

  test('is not, where it was stopped while its images were read', async () => {
    const reading = createPromise<SessionResult>();
    const { commands, training, datasets } = createCommands({ prepare: () => reading.promise });
    const answer = commands.startTraining({ document });
    await vi.waitFor(() => expect(datasets.prepare).toHaveBeenCalled());
    await commands.stopTraining({});
    expect(datasets.cancel).toHaveBeenCalled();
    reading.resolve({ kind: 'cancelled' });
    expect(await answer).toEqual({ kind: 'cancelled' });
    expect(training.start).not.toHaveBeenCalled();
  });

  test('is not, where it was stopped when its images were there already', async () => {
    const reading = createPromise<Settings>();
    const read = vi.fn(() => reading.promise);
    const { commands, training } = createCommands({ read });
    const answer = commands.startTraining({ document });
    await vi.waitFor(() => expect(read).toHaveBeenCalled());
    await commands.stopTraining({});
    reading.resolve(settings);
    expect(await answer).toEqual({ kind: 'cancelled' });
    expect(training.start).not.toHaveBeenCalled();
  });

  test('tells which of many sizes it is prepared for, and is given up without a message where it was stopped meanwhile', async () => {
    const preparing = createPromise<undefined>();
    const { commands, training, sent } = createCommands({
      async start(_document, _dataset, _workers, onProgress) {
        onProgress?.(1, 64);
        onProgress?.(2, 64); // within a tenth of a second: nobody could read it
        await preparing.promise;
        return fail({ id: 'start-stopped', severity: 'error', values: {} });
      },
    });
    const answer = commands.startTraining({ document });
    await vi.waitFor(() => expect(sent).toEqual([{ kind: 'start-progress', size: 1, sizes: 64 }]));
    await commands.stopTraining({});
    expect(training.stop).toHaveBeenCalled();
    preparing.resolve(undefined);
    expect(await answer).toEqual({ kind: 'cancelled' });
  });

  test('says why it is not started where nobody has stopped it, and that reading its images was cancelled', async () => {
    const wrong = { id: 'busy', severity: 'error', values: {} } as const;
    const refused = createCommands({ start: async () => fail(wrong) });
    await refused.commands.stopTraining({}); // of a former one
    expect(await refused.commands.startTraining({ document })).toMatchObject({ kind: 'failed', diagnostics: [wrong] });
    const unread = createCommands({ prepare: async () => ({ kind: 'cancelled' }) });
    expect(await unread.commands.startTraining({ document })).toMatchObject({ kind: 'failed', diagnostics: [{ id: 'reading-cancelled' }] });
  });
});
