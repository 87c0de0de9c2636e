// The worker pool, with real threads: commands that reach a busy worker, crashes that keep what was learnt,
// and refusals before anything is allocated. The same bits on any number of workers: same-bits.test.ts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { createPredictor, createTrainer } from '../../../../electron/host/runs/client.ts';
import type { Trainer } from '../../../../electron/host/runs/trainer.ts';
import type { OpenedDataset } from '../../../../engine/datasets/image-folder.ts';
import type { GraphDocument } from '../../../../engine/document/document.ts';
import type { TrainEvent } from '../../../../engine/train/events.ts';
import { makeBars } from '../../../helpers/datasets.ts';
import { inEnglish } from '../../../helpers/in-english.ts';
import { sketchDocument } from '../../../helpers/networks.ts';

const dataset = makeBars({ size: 9, training: 70, validation: 20 });

function bars(training: Partial<GraphDocument['training']>, units = 2): GraphDocument {
  return sketchDocument(
    [
      { type: 'input', parameters: { height: 9, width: 9, channels: 1 } },
      { type: 'conv2d', id: 'conv', parameters: { filters: 5 } },
      { type: 'batchNorm' },
      { type: 'activation', id: 'relu' },
      { type: 'pool2d', id: 'pool' },
      { type: 'dropout', parameters: { rate: 0.1 } },
      { type: 'flatten' },
      { type: 'dense', id: 'last', parameters: { units } },
      { type: 'classification' },
    ],
    { batchSize: 16, epochs: 3, ...training },
  );
}

let trainer: Trainer | undefined;
const created: Worker[] = [];
afterEach(async () => {
  await trainer?.dispose();
  trainer = undefined;
});

/** A trainer whose events can be waited for. */
function watch() {
  const events: TrainEvent[] = [];
  const waiting: { readonly kind: TrainEvent['kind']; readonly resolve: (event: TrainEvent) => void }[] = [];
  const made = createTrainer((event) => {
    events.push(event);
    for (const entry of waiting.splice(0)) {
      if (entry.kind === event.kind) entry.resolve(event);
      else waiting.push(entry);
    }
  });
  trainer = made;
  const next = <Kind extends TrainEvent['kind']>(kind: Kind): Promise<Extract<TrainEvent, { kind: Kind }>> =>
    new Promise((resolve) => {
      waiting.push({ kind, resolve: resolve as (event: TrainEvent) => void });
    });
  return { trainer: made, events, next };
}

async function trainedWeights(workers: number, images: OpenedDataset = dataset): Promise<string> {
  const { trainer: made, events } = watch();
  const started = await made.start({ document: bars({}), dataset: images, workers });
  expect(started).toMatchObject({ ok: true });
  await made.idle();
  expect(events.at(-1)?.kind).toBe('finished');
  const weights = made.trained()?.weights.entries ?? [];
  await made.dispose();
  return weights
    .map(
      (entry) =>
        `${entry.node}.${entry.name} ${Buffer.from(entry.values.buffer, entry.values.byteOffset, entry.values.byteLength).toString('base64')}`,
    )
    .join('\n');
}

describe('a training run', () => {
  it('gives the same bits from a file of pixels that is read ahead of it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'receptive-pixels-'));
    try {
      const path = join(folder, 'pixels.bin');
      const { pixels } = dataset;
      if (pixels.kind !== 'memory') throw new Error('expected pixels in memory');
      writeFileSync(path, new Uint8Array(pixels.buffer));
      const streamed = { ...dataset, pixels: { kind: 'file', path, headerBytes: 0, imageBytes: pixels.imageBytes } } as const;
      expect(await trainedWeights(2, streamed)).toBe(await trainedWeights(2));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('ends as crashed where the file of pixels is shorter than it should be', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'receptive-pixels-'));
    try {
      const path = join(folder, 'pixels.bin');
      const images = makeBars({ size: 9, training: 70, validation: 0 });
      writeFileSync(path, new Uint8Array(81 * 60)); // with the images of the test vectors
      const { trainer: made, events } = watch();
      const pixels = { kind: 'file', path, headerBytes: 0, imageBytes: 81 } as const;
      await made.start({ document: bars({}), dataset: { ...images, pixels }, workers: 2 });
      await made.idle();
      expect(events.at(-1)).toMatchObject({
        kind: 'crashed',
        reason: 'worker-threw',
        message: { values: { text: expect.stringContaining('is not in the pixel file') } },
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('learns, and tells of every step and every epoch', async () => {
    const { trainer: made, events } = watch();
    await made.start({ document: bars({ epochs: 12 }), dataset, workers: 2 });
    await made.idle();
    const losses = events.flatMap((event) => (event.kind === 'batches' ? event.losses : []));
    const epochs = events.filter((event) => event.kind === 'epoch');
    expect(losses).toHaveLength(12 * 5); // 70 images are four batches of 16 and one of 6
    expect(epochs).toHaveLength(12);
    expect(epochs.at(-1)?.validation?.accuracy).toBeGreaterThan(0.9);
    const finished = events.at(-1);
    expect(finished).toMatchObject({ kind: 'finished', summary: { epochs: 12, steps: 60, images: 840 } });
  });

  it('sends the maps that were asked for, and new ones as it learns', async () => {
    const { trainer: made, events } = watch();
    made.requestPreview({ nodes: ['conv', 'pool', 'last'], image: { part: 'validation', index: 3 }, rate: 30, maximumChannels: 3 });
    await made.start({ document: bars({ epochs: 60 }), dataset, workers: 1 });
    await made.idle();
    const previews = events.filter((event) => event.kind === 'preview');
    const [first] = previews;
    expect(previews.length).toBeGreaterThan(1);
    expect(first?.maps.map((map) => [map.node, map.height, map.width, map.channels, map.totalChannels])).toEqual([
      ['conv', 9, 9, 3, 5],
      ['pool', 4, 4, 3, 5],
      ['last', 1, 2, 1, 1],
    ]);
    expect(first?.probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    expect(previews.at(-1)?.maps[0]?.values).not.toEqual(first?.maps[0]?.values);
  });

  it('shows the maps of another image when the run has ended', async () => {
    const { trainer: made, next } = watch();
    await made.start({ document: bars({ epochs: 2 }), dataset, workers: 2 });
    await made.idle();
    const preview = next('preview');
    made.requestPreview({ nodes: ['conv'], image: { part: 'validation', index: 1 }, rate: 1, maximumChannels: 2 });
    expect(await preview).toMatchObject({ runId: 1, step: 10, maps: [{ node: 'conv', height: 9, channels: 2 }] });
  });

  it('pauses, answers previews meanwhile, resumes and stops, keeping the weights of that moment', async () => {
    const { trainer: made, events, next } = watch();
    const paused = next('paused');
    await made.start({ document: bars({ epochs: 100000 }), dataset, workers: 2 });
    await next('epoch');
    made.pause();
    const { step } = await paused;
    const preview = next('preview');
    made.requestPreview({ nodes: ['relu'], image: { part: 'training', index: 0 }, rate: 1, maximumChannels: 8 });
    expect((await preview).step).toBe(step);
    const resumed = next('resumed');
    made.resume();
    expect((await resumed).step).toBe(step);
    await next('epoch');
    await made.stop();
    const last = events.at(-1);
    expect(last?.kind).toBe('stopped');
    expect(made.trained()?.summary.steps).toBeGreaterThan(step);
  });

  it('becomes a crash with its reason when a worker dies, keeps the last epoch, and lets the next run start', async () => {
    const { trainer: made, next } = watch();
    const originalPost = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, ...values: Parameters<typeof originalPost>) {
      created.push(this);
      return originalPost.apply(this, values);
    };
    made.requestPreview({ nodes: ['conv'], image: { part: 'training', index: 0 }, rate: 1, maximumChannels: 1 });
    await made.start({ document: bars({ epochs: 100000 }), dataset, workers: 2 });
    Worker.prototype.postMessage = originalPost;
    await next('epoch');
    const crashed = next('crashed');
    await created.at(-1)?.terminate();
    const event = await crashed;
    expect(event).toMatchObject({ reason: 'worker-exited' });
    expect(event.keptEpoch).toBeGreaterThan(0);
    expect(made.trained()?.summary.epochs).toBeGreaterThan(0);
    await made.idle();
    const finished = next('finished');
    expect(await made.start({ document: bars({ epochs: 1 }), dataset, workers: 2 })).toMatchObject({ ok: true });
    await finished;
  });

  it('ends as diverged when the loss is no number any more', async () => {
    const { trainer: made, events } = watch();
    const optimizer = { type: 'sgd', parameters: { learningRate: 10, momentum: 0.999, nesterov: false, weightDecay: 1 } };
    await made.start({ document: bars({ epochs: 100000, optimizer }), dataset, workers: 1 });
    await made.idle();
    expect(events.at(-1)).toMatchObject({ kind: 'crashed', reason: 'diverged' });
  });
});

describe('a refusal', () => {
  it('names the layer to change when outputs and classes differ', async () => {
    const outcome = await watch().trainer.start({ document: bars({}, 7), dataset, workers: 1 });
    expect({ ...outcome, diagnostics: outcome.diagnostics.map(inEnglish) }).toMatchObject({
      ok: false,
      diagnostics: [
        {
          id: 'classes-differ',
          expected: '2 outputs, one a class',
          received: '7',
          fix: { changes: [{ node: 'last', name: 'units', value: 2 }] },
        },
      ],
    });
  });

  it('says that a run is under way', async () => {
    const { trainer: made } = watch();
    await made.start({ document: bars({ epochs: 100000 }), dataset, workers: 1 });
    expect(await made.start({ document: bars({}), dataset, workers: 1 })).toMatchObject({ ok: false, diagnostics: [{ id: 'busy' }] });
  });

  it('says that the pixels are gone where they can’t be read any more', async () => {
    const pixels = { kind: 'file', path: '/no/such/pixels.bin', headerBytes: 0, imageBytes: 81 } as const;
    const outcome = await watch().trainer.start({ document: bars({}), dataset: { ...dataset, pixels }, workers: 1 });
    expect(outcome).toMatchObject({ ok: false, diagnostics: [{ id: 'pixels-gone', path: '/bars' }] });
  });

  it('says at which size the images were opened', async () => {
    const outcome = await watch().trainer.start({
      document: bars({}),
      dataset: makeBars({ size: 11, training: 10, validation: 2 }),
      workers: 1,
    });
    const diagnostics = outcome.diagnostics.map(inEnglish);
    expect({ ...outcome, diagnostics }).toMatchObject({
      ok: false,
      diagnostics: [{ id: 'image-size', expected: '9×9×1', received: '11×11×1' }],
    });
  });
});

describe('a predictor', () => {
  it('gives the score and the probabilities of the trained network', async () => {
    const { trainer: made, events } = watch();
    await made.start({ document: bars({ epochs: 12 }), dataset, workers: 1 });
    await made.idle();
    const trained = made.trained();
    if (trained === undefined) throw new Error('expected a trained network');
    const outcome = await createPredictor(trained, 2);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
    const predictor = outcome.value;
    const evaluation = await predictor.evaluate(dataset, 'validation');
    const epoch = events.filter((event) => event.kind === 'epoch').at(-1);
    expect(evaluation?.score).toEqual(epoch?.validation);
    expect(evaluation?.perClass.map((entry) => entry.count)).toEqual([10, 10]);
    const pixels = dataset.pixels.kind === 'memory' ? new Uint8Array(dataset.pixels.buffer).slice(0, 81 * 40) : new Uint8Array(0);
    const predictions = await predictor.predict(pixels);
    expect(predictions).toHaveLength(40);
    const [alone] = await predictor.predict(pixels.slice(0, 81));
    expect(predictions[0]?.probabilities).toEqual(alone?.probabilities);
    await predictor.dispose();
    await expect(predictor.predict(pixels)).rejects.toThrow('closed');
  });
});
