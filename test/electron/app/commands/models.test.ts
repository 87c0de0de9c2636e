// What was learnt, used: predictions get exactly the image that was asked for, and images of another kind are refused.
import { describe, expect, test, vi } from 'vitest';
import { createModelCommands } from '../../../../electron/app/commands/models.ts';
import type { DatasetSession } from '../../../../electron/host/datasets/dataset-session.ts';
import type { KeptNetwork, Predictor } from '../../../../electron/host/runs/trainer.ts';
import type { TrainingSession } from '../../../../electron/host/runs/training-session.ts';
import { fail, succeed } from '../../../../engine/base/diagnostics.ts';
import type { OpenedDataset } from '../../../../engine/datasets/image-folder.ts';
import type { Prediction, WindowEvent } from '../../../../engine/protocol.ts';
import { createDataset, createNetwork } from '../../../helpers/small-values.ts';

const classes = ['cat', 'dog'];
const score = { loss: 1, accuracy: 0.5 };

/** A predictor whose first probability says which record it was given. */
function createCommands(current: OpenedDataset | undefined, isTrained = true) {
  const network: KeptNetwork = {
    document: createNetwork({}),
    classes,
    normalization: { mean: [0.5], standardDeviation: [0.25] },
    weights: { entries: [] },
    summary: { epochs: 1, steps: 2, images: 3, seconds: 1, training: score, validation: null },
    testImages: [],
  };
  const predictor = {
    isOpen: () => true,
    predict: vi.fn(async (images: Uint8Array): Promise<Prediction[]> => {
      const count = images.length / 4;
      return Array.from({ length: count }, (_, index) => ({ classes, probabilities: [(images[index * 4] ?? 0) / 10, 1] }));
    }),
    evaluate: vi.fn<Predictor['evaluate']>(async () => ({ images: 1, score, perClass: [{ name: 'cat', count: 1, correct: 1 }] })),
    dispose: async () => undefined,
  };
  const sent: WindowEvent[] = [];
  const learned = succeed({ network, predictor, dataset: createDataset({}) });
  const training: Pick<TrainingSession, 'getLearned'> = {
    getLearned: async () => (isTrained ? learned : fail({ id: 'nothing-trained', severity: 'error', values: {} })),
  };
  const datasets: Pick<DatasetSession, 'getCurrent'> = { getCurrent: () => current };
  const commands = createModelCommands({
    dialogs: { openFile: async () => undefined, openFolder: async () => undefined, saveFile: async () => undefined },
    settings: {
      read: async () => ({ workers: 1, availableWorkers: 1, theme: 'system', language: 'system' }),
      language: async () => 'en',
    },
    datasets,
    training,
    send: (event) => void sent.push(event),
  });
  return { commands, predictor, sent };
}

describe('a prediction', () => {
  test('of an image of the folder is made from its pixels, and knows its class', async () => {
    const { commands } = createCommands(createDataset({}));
    expect(await commands.predict({ source: { part: 'training', index: 2 } })).toEqual({
      kind: 'prediction',
      prediction: { classes, probabilities: [0.3, 1], label: 1 },
    });
  });

  test('of an image without a class has no label', async () => {
    const unlabelled = { ...createDataset({}), labels: new Int32Array(4).fill(-1) };
    const answer = await createCommands(unlabelled).commands.predict({ source: { part: 'training', index: 2 } });
    expect(answer).toEqual({ kind: 'prediction', prediction: { classes, probabilities: [0.3, 1] } });
  });

  test('of an image that is not there is refused', async () => {
    const { commands, predictor } = createCommands(createDataset({}));
    for (const source of [
      { part: 'training', index: 3 },
      { part: 'test', index: 0 },
    ] as const) {
      expect(await commands.predict({ source })).toMatchObject({ kind: 'failed', diagnostics: [{ id: 'no-such-image' }] });
    }
    expect(predictor.predict).not.toHaveBeenCalled();
  });

  test('of a file that is no image says so', async () => {
    const { commands } = createCommands(undefined);
    expect(await commands.predict({ source: { path: '/no/such/image.png' } })).toMatchObject({
      kind: 'failed',
      diagnostics: [{ path: '/no/such/image.png' }],
    });
  });
});

describe('images of another kind than the network has learnt from are refused', () => {
  const square = { height: 4, width: 4, channels: 1, fit: 'contain', background: [0, 0, 0] } as const;
  test.each<[string, OpenedDataset | undefined]>([
    ['none', undefined],
    ['another size', createDataset({ settings: { ...square, background: [0, 0, 0] } })],
    ['other classes', createDataset({ classes: ['dog', 'cat'] })],
    ['no classes', createDataset({ classes: [] })],
  ])('%s', async (_, dataset) => {
    const { commands, predictor } = createCommands(dataset);
    expect(await commands.predict({ source: { part: 'training', index: 0 } })).toMatchObject({ kind: 'failed' });
    expect(await commands.evaluate({ part: 'training' })).toMatchObject({ kind: 'failed' });
    expect(predictor.evaluate).not.toHaveBeenCalled();
  });
});

test('an evaluation gives its score, by class too, and refuses a part without images', async () => {
  const { commands } = createCommands(createDataset({}));
  expect(await commands.evaluate({ part: 'validation' })).toEqual({
    kind: 'evaluation',
    images: 1,
    score,
    perClass: [{ name: 'cat', count: 1, correct: 1 }],
  });
  expect(await commands.evaluate({ part: 'test' })).toMatchObject({ kind: 'failed', diagnostics: [{ id: 'part-empty' }] });
});

test('an evaluation tells how far it is, and is cancelled', async () => {
  const { commands, predictor, sent } = createCommands(createDataset({}));
  predictor.evaluate.mockImplementation((_dataset, _part, onProgress, signal) => {
    onProgress?.(1, 3);
    return new Promise((resolve) => signal?.addEventListener('abort', () => resolve(undefined)));
  });
  const answer = commands.evaluate({ part: 'validation' });
  await vi.waitFor(() => expect(sent).toEqual([{ kind: 'evaluation-progress', done: 1, total: 3 }]));
  expect(await commands.cancelEvaluation({})).toEqual({ kind: 'done' });
  expect(await answer).toEqual({ kind: 'cancelled' });
});

test('before a network was trained nothing can be done with it', async () => {
  const { commands } = createCommands(createDataset({}), false);
  for (const answer of [
    commands.predict({ source: { part: 'training', index: 0 } }),
    commands.evaluate({ part: 'training' }),
    commands.exportModel({}),
  ]) {
    expect(await answer).toMatchObject({ kind: 'failed', diagnostics: [{ id: 'nothing-trained' }] });
  }
});

test('an export is cancelled with its dialog, before anything is predicted', async () => {
  const { commands, predictor } = createCommands(createDataset({}));
  expect(await commands.exportModel({})).toEqual({ kind: 'cancelled' });
  expect(predictor.predict).not.toHaveBeenCalled();
});

test('outputs and losses that are no numbers are said, not shown', async () => {
  const { commands, predictor } = createCommands(createDataset({}));
  predictor.predict.mockResolvedValue([{ classes, probabilities: [Number.NaN, Number.NaN] }]);
  predictor.evaluate.mockResolvedValue({ images: 1, score: { loss: Number.NaN, accuracy: 0 }, perClass: [] });
  const failing = (id: string) => ({ kind: 'failed', diagnostics: [{ id }] });
  expect(await commands.predict({ source: { part: 'training', index: 0 } })).toMatchObject(failing('outputs-not-finite'));
  expect(await commands.evaluate({ part: 'training' })).toMatchObject(failing('loss-not-finite'));
});
