// Training that diverges: it always ends with the reason, and what is kept is one epoch's in all its parts, the best on validation,
// or without validation the last whose weights, losses and outputs are finite. No number that is none ends a run by itself.
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPredictor, createTrainer } from '../../../../electron/host/runs/client.ts';
import type { KeptNetwork, Trainer, TrainRequest } from '../../../../electron/host/runs/trainer.ts';
import type { OpenedDataset } from '../../../../engine/datasets/image-folder.ts';
import type { GraphDocument } from '../../../../engine/document/document.ts';
import type { TrainEvent } from '../../../../engine/train/events.ts';
import { makeBars } from '../../../helpers/datasets.ts';
import { sketchDocument } from '../../../helpers/networks.ts';

const validated = makeBars({ size: 9, training: 70, validation: 20 });
const unvalidated = makeBars({ size: 9, training: 70, validation: 0 });

function bars(training: Partial<GraphDocument['training']>): GraphDocument {
  return sketchDocument(
    [
      { type: 'input', parameters: { height: 9, width: 9, channels: 1 } },
      { type: 'conv2d', parameters: { filters: 5 } },
      { type: 'batchNorm', id: 'norm' },
      { type: 'activation' },
      { type: 'flatten' },
      { type: 'dense', id: 'dense', parameters: { units: 2 } },
      { type: 'classification' },
    ],
    { batchSize: 16, epochs: 3, ...training },
  );
}

/** Good for some epochs; then the rate has risen to what no network bears. */
const rising: Partial<GraphDocument['training']> = {
  epochs: 60,
  optimizer: { type: 'sgd', parameters: { learningRate: 10, momentum: 0.99, nesterov: false, weightDecay: 0.9 } },
  schedule: { type: 'warmup', parameters: { epochs: 60 } },
};

/** Moves no weight. */
const still: GraphDocument['training']['optimizer'] = {
  type: 'sgd',
  parameters: { learningRate: 0, momentum: 0, nesterov: false, weightDecay: 0 },
};

let trainer: Trainer | undefined;
afterEach(async () => {
  await trainer?.dispose();
  vi.restoreAllMocks();
});

interface Run {
  readonly events: readonly TrainEvent[];
  readonly epochs: readonly Extract<TrainEvent, { kind: 'epoch' }>[];
  readonly last: TrainEvent | undefined;
  readonly trained: KeptNetwork | undefined;
}

async function run(document: GraphDocument, dataset: OpenedDataset, more: Partial<TrainRequest> = {}): Promise<Run> {
  const events: TrainEvent[] = [];
  const made = createTrainer((event) => events.push(event));
  trainer = made;
  expect(await made.start({ document, dataset, workers: 1, ...more })).toMatchObject({ ok: true });
  await made.idle();
  return { events, epochs: events.filter((event) => event.kind === 'epoch'), last: events.at(-1), trained: made.trained() };
}

/** The weights a run of one epoch leaves, with some of them changed. */
async function weightsWith(values: Readonly<Record<string, number>>): Promise<NonNullable<TrainRequest['weights']>> {
  const { trained } = await run(bars({ epochs: 1 }), unvalidated);
  await trainer?.dispose();
  if (trained === undefined) throw new Error('expected weights after an epoch, found none');
  for (const { node, name, values: found } of trained.weights.entries) {
    const value = values[`${node}.${name}`];
    if (value !== undefined) found.fill(value);
  }
  return trained.weights;
}

describe('a run that diverges', () => {
  it('keeps the epoch with the lowest validation loss, its weights and its scores', async () => {
    const { epochs, last, trained } = await run(bars(rising), validated);
    const best = [...epochs].sort((one, other) => (one.validation?.loss ?? 0) - (other.validation?.loss ?? 0))[0];
    if (best === undefined || trained === undefined) throw new Error('expected a best epoch that is kept, found none');
    expect(best.epoch).toBeLessThan(epochs.length);
    expect(last).toMatchObject({ kind: 'crashed', reason: 'diverged', keptEpoch: best.epoch, keptBest: true });
    const { epoch, step, training, validation } = best;
    expect(trained.summary).toMatchObject({ epochs: epoch, steps: step, images: epoch * 70, training, validation });
    const predictor = await createPredictor(trained, 1);
    if (!predictor.ok) throw new Error(JSON.stringify(predictor.diagnostics));
    expect((await predictor.value.evaluate(validated, 'validation'))?.score).toEqual(validation);
    await predictor.value.dispose();
  });

  it('without validation keeps the last epoch whose weights, losses and outputs are finite', async () => {
    const { epochs, last, trained } = await run(bars(rising), unvalidated);
    expect(epochs.length).toBeGreaterThan(10);
    expect(last).toMatchObject({ kind: 'crashed', reason: 'diverged', keptEpoch: epochs.length, keptBest: false });
    expect(trained?.summary).toMatchObject({ epochs: epochs.length, training: epochs.at(-1)?.training, validation: null });
    expect(trained?.weights.entries.every(({ values }) => values.every(Number.isFinite))).toBe(true);
  });

  it.each([
    [
      'weights that are infinite while the loss is not',
      { 'norm.runningVariance': Number.POSITIVE_INFINITY },
      unvalidated,
      'diverged-weights',
    ],
    [
      'a validation loss that is no number',
      { 'norm.runningMean': -3.4e38, 'norm.runningVariance': 0 },
      validated,
      'diverged-validation-loss',
    ],
    ['test outputs that are no numbers', { 'norm.runningMean': -3.4e38, 'norm.runningVariance': 0 }, unvalidated, 'diverged-outputs'],
  ] as const)('ends at %s, though the loss in training is finite', async (_, values, dataset, what) => {
    const weights = await weightsWith(values);
    const { events, last, trained } = await run(bars({ epochs: 5, optimizer: still }), dataset, { weights });
    const losses = events.flatMap((event) => (event.kind === 'batches' ? event.losses : []));
    expect(losses).toHaveLength(5); // all steps of the first epoch
    expect(losses.every(Number.isFinite)).toBe(true);
    expect(last).toMatchObject({
      kind: 'crashed',
      reason: 'diverged',
      keptEpoch: 0,
      keptBest: false,
      message: { id: 'divergence', values: { epoch: 1, what: { id: what } } },
    });
    expect(trained).toBeUndefined();
  });

  it('is not stopped into a model of infinite weights', async () => {
    const weights = await weightsWith({ 'norm.runningVariance': Number.POSITIVE_INFINITY });
    const events: TrainEvent[] = [];
    const made = createTrainer((event) => events.push(event));
    trainer = made;
    await made.start({ document: bars({ epochs: 5, optimizer: still }), dataset: unvalidated, workers: 1, weights });
    await made.stop(); // before the first epoch's end
    expect(events.at(-1)).toMatchObject({ kind: 'crashed', reason: 'diverged', keptEpoch: 0 });
    expect(made.trained()).toBeUndefined();
  });
});

describe('a number that is none', () => {
  it('in what a run tells costs it nothing', async () => {
    const started: Worker[] = [];
    const post = Worker.prototype.postMessage;
    vi.spyOn(Worker.prototype, 'postMessage').mockImplementation(function (this: Worker, ...values) {
      started.push(this);
      post.apply(this, values);
    });
    const events: TrainEvent[] = [];
    const made = createTrainer((event) => events.push(event));
    trainer = made;
    made.requestPreview({ nodes: ['dense'], image: { part: 'training', index: 0 }, rate: 1, maximumChannels: 1 });
    await made.start({ document: bars({ epochs: 5 }), dataset: validated, workers: 1 });
    started
      .at(-1)
      ?.emit('message', { kind: 'event', event: { kind: 'preview', runId: 1, step: 1, maps: [], probabilities: [Number.NaN] } });
    await made.idle();
    expect(events.at(-1)).toMatchObject({ kind: 'finished', summary: { epochs: 5 } });
  });

  it('among the outputs for a watched image leaves its maps, and names no class', async () => {
    const weights = await weightsWith({ 'norm.runningMean': -3.4e38, 'norm.runningVariance': 0 });
    const events: TrainEvent[] = [];
    const made = createTrainer((event) => events.push(event));
    trainer = made;
    made.requestPreview({ nodes: ['norm'], image: { part: 'training', index: 0 }, rate: 30, maximumChannels: 1 });
    await made.start({ document: bars({ epochs: 5, optimizer: still }), dataset: validated, workers: 1, weights });
    await made.idle();
    expect(events.at(-1)).toMatchObject({ kind: 'crashed', reason: 'diverged' });
    const previews = events.filter((event) => event.kind === 'preview');
    expect(previews.length).toBeGreaterThan(0);
    for (const preview of previews) expect(preview).toMatchObject({ probabilities: [], maps: [{ node: 'norm' }] });
  });

  it('makes an evaluation’s loss none, and its predictor goes on', async () => {
    const { trained } = await run(bars({ epochs: 1 }), unvalidated);
    if (trained === undefined) throw new Error('expected a trained network, found none');
    trained.weights.entries.find(({ node }) => node === 'dense')?.values.fill(Number.NaN);
    const predictor = await createPredictor(trained, 1);
    if (!predictor.ok) throw new Error(JSON.stringify(predictor.diagnostics));
    expect((await predictor.value.evaluate(validated, 'validation'))?.score.loss).toBeNaN();
    expect(predictor.value.isOpen()).toBe(true);
    await predictor.value.dispose();
  });
});
