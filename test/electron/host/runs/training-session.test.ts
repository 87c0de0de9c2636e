// Training in the window's service: the pool is loaded late, the predictor follows the trained network, nothing is left behind.
import { describe, expect, test, vi } from 'vitest';
import { createDatasetHolds } from '../../../../electron/host/datasets/dataset-holds.ts';
import type { KeptNetwork, Predictor, Trainer } from '../../../../electron/host/runs/trainer.ts';
import { createTrainingSession, type TrainingPool } from '../../../../electron/host/runs/training-session.ts';
import { succeed } from '../../../../engine/base/diagnostics.ts';
import type { PreviewRequest } from '../../../../engine/protocol.ts';
import { createDataset, createNetwork } from '../../../helpers/small-values.ts';

const preview: PreviewRequest = { nodes: ['input'], image: { part: 'training', index: 0 }, rate: 5, maximumChannels: 8 };

function createTrained(): KeptNetwork {
  const score = { loss: 1, accuracy: 0.5 };
  return {
    document: createNetwork({}),
    classes: ['cat', 'dog'],
    normalization: { mean: [0.5], standardDeviation: [0.25] },
    weights: { entries: [] },
    summary: { epochs: 1, steps: 2, images: 3, seconds: 1, training: score, validation: null },
    testImages: [],
  };
}

function createSession() {
  let trained: KeptNetwork | undefined;
  const trainer: Trainer = {
    start: vi.fn(async () => succeed({ runId: 1 })),
    pause: vi.fn(),
    resume: vi.fn(),
    stop: vi.fn(async () => undefined),
    idle: vi.fn(async () => undefined),
    requestPreview: vi.fn(),
    trained: () => trained,
    dispose: vi.fn(async () => undefined),
  };
  const predictors: Predictor[] = [];
  const pool: TrainingPool = {
    createTrainer: vi.fn(() => trainer),
    createPredictor: vi.fn(async () => {
      const predictor: Predictor = {
        isOpen: vi.fn(() => true),
        predict: vi.fn(async () => []),
        evaluate: vi.fn(async () => undefined),
        dispose: vi.fn(async () => undefined),
      };
      predictors.push(predictor);
      return succeed(predictor);
    }),
  };
  const loadPool = vi.fn(async () => pool);
  const session = createTrainingSession(loadPool, createDatasetHolds(() => undefined)(), () => undefined);
  const learn = (network: KeptNetwork | undefined): void => {
    trained = network;
  };
  return { session, trainer, pool, predictors, loadPool, learn };
}

test('the pool is loaded by the first run, not by what is asked before it', async () => {
  const { session, loadPool, pool, trainer } = createSession();
  await session.requestPreview(preview, createDataset({}));
  await session.pause();
  await session.resume();
  await session.stop();
  expect(await session.getLearned(1)).toMatchObject({ ok: false, diagnostics: [{ id: 'nothing-trained' }] });
  expect(loadPool).not.toHaveBeenCalled();
  await session.start(createNetwork({}), createDataset({}), 2);
  await session.start(createNetwork({}), createDataset({}), 2);
  expect(pool.createTrainer).toHaveBeenCalledOnce();
  expect(trainer.requestPreview).toHaveBeenCalledExactlyOnceWith(preview);
});

test('previews are off while an image of another folder is watched', async () => {
  const { session, trainer } = createSession();
  const learnt = createDataset({});
  await session.start(createNetwork({}), learnt, 2);
  await session.requestPreview(preview, learnt);
  expect(trainer.requestPreview).toHaveBeenLastCalledWith(preview);
  await session.requestPreview(preview, createDataset({}));
  expect(trainer.requestPreview).toHaveBeenLastCalledWith({ ...preview, nodes: [] });
});

describe('what was learnt', () => {
  test('is the trainer’s network with the folder of its run, and one predictor as long as it is the same', async () => {
    const { session, predictors, learn, pool } = createSession();
    const dataset = createDataset({});
    await session.start(createNetwork({}), dataset, 2);
    const network = createTrained();
    learn(network);
    const learned = await session.getLearned(2);
    expect(learned).toMatchObject({ ok: true });
    if (learned.ok) {
      expect(learned.value.dataset).toBe(dataset);
      expect(learned.value.network).toBe(network);
      expect(learned.value.predictor).toBe(predictors[0]);
    }
    learn({ ...network, weights: { entries: [] } }); // the trainer copies them anew
    await session.getLearned(2);
    expect(pool.createPredictor).toHaveBeenCalledOnce();
  });

  test('anew gets a new predictor, and the former is disposed of', async () => {
    const { session, predictors, learn } = createSession();
    await session.start(createNetwork({}), createDataset({}), 2);
    learn(createTrained());
    await session.getLearned(2);
    learn(createTrained());
    await session.getLearned(2);
    expect(predictors).toHaveLength(2);
    expect(predictors[0]?.dispose).toHaveBeenCalledOnce();
    expect(predictors[1]?.dispose).not.toHaveBeenCalled();
  });

  test('gets a new predictor where the workers of the former have ended', async () => {
    const { session, predictors, learn } = createSession();
    await session.start(createNetwork({}), createDataset({}), 2);
    learn(createTrained());
    await session.getLearned(2);
    vi.mocked(predictors[0]?.isOpen ?? vi.fn()).mockReturnValue(false);
    const learned = await session.getLearned(2);
    expect(predictors).toHaveLength(2);
    expect(learned.ok && learned.value.predictor).toBe(predictors[1]);
  });

  test('is not there before the first epoch has ended', async () => {
    const { session } = createSession();
    await session.start(createNetwork({}), createDataset({}), 2);
    expect(await session.getLearned(2)).toMatchObject({ ok: false, diagnostics: [{ id: 'nothing-trained' }] });
  });
});

test('disposing ends the trainer and the predictor, and no run starts afterwards', async () => {
  const { session, trainer, predictors, learn } = createSession();
  await session.start(createNetwork({}), createDataset({}), 2);
  learn(createTrained());
  await session.getLearned(2);
  await session.dispose();
  expect(trainer.dispose).toHaveBeenCalledOnce();
  expect(predictors[0]?.dispose).toHaveBeenCalledOnce();
  expect(await session.start(createNetwork({}), createDataset({}), 2)).toMatchObject({ ok: false });
});
