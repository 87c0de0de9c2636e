// Training, evaluating and predicting on images that keep their own sizes: real threads. The same bits on any number of workers, and
// the same as a network of one size where all images have it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createPredictor, createTrainer } from '../../../../electron/host/runs/client.ts';
import { RefusedSizes } from '../../../../electron/host/runs/failure.ts';
import type { KeptNetwork } from '../../../../electron/host/runs/trainer.ts';
import type { ImageSize } from '../../../../engine/base/image-sizes.ts';
import { type OpenedDataset, sizeOfRecord } from '../../../../engine/datasets/image-folder.ts';
import type { GraphDocument } from '../../../../engine/document/document.ts';
import { documentAt } from '../../../../engine/network/sizes.ts';
import type { TrainEvent } from '../../../../engine/train/events.ts';
import { makeBars } from '../../../helpers/datasets.ts';
import { inEnglish } from '../../../helpers/in-english.ts';
import { sketchDocument } from '../../../helpers/networks.ts';
import { makeSizedBars } from '../../../helpers/sized-bars.ts';

const sizes: readonly ImageSize[] = [
  { height: 10, width: 12 },
  { height: 14, width: 20 },
  { height: 18, width: 12 },
];
const range = { step: 4, largest: 22 };
const bars = makeSizedBars({ sizes, ...range, training: 90, validation: 30 });

const documentFor = ({ height, width }: ImageSize, filters = 16, step = range.step): GraphDocument =>
  sketchDocument(
    [
      { type: 'input', parameters: { sizes: 'any', height, width, channels: 1, ...range, step } },
      { type: 'conv2d', parameters: { filters, bias: false } },
      { type: 'batchNorm' },
      { type: 'activation' },
      { type: 'pool2d' },
      { type: 'conv2d', parameters: { filters: 16 } },
      { type: 'activation' },
      { type: 'adaptivePool2d', parameters: { operation: 'max', size: [2, 3] } },
      { type: 'flatten' },
      { type: 'dense', parameters: { units: 2 } },
      { type: 'classification' },
    ],
    { batchSize: 16, epochs: 2 },
  );
const document = documentFor({ height: 10, width: 12 });

async function train(trainedDocument: GraphDocument, dataset: OpenedDataset, workers: number) {
  const events: TrainEvent[] = [];
  const trainer = createTrainer((event) => events.push(event));
  const started = await trainer.start({ document: trainedDocument, dataset, workers });
  if (!started.ok) throw new Error(JSON.stringify(started.diagnostics));
  await trainer.idle();
  const trained = trainer.trained();
  await trainer.dispose();
  if (trained === undefined) throw new Error(`nothing was trained: ${JSON.stringify(events.at(-1))}`);
  return { trained, events };
}

const bitsOf = ({ weights }: KeptNetwork): string =>
  weights.entries.map(({ values }) => Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64')).join(' ');

function pixelsOf({ pixels }: OpenedDataset, record: number): Uint8Array {
  if (pixels.kind !== 'memory' || pixels.layout === undefined) throw new Error('expected images of their own sizes in memory');
  const { offsets, bytes } = pixels.layout;
  return new Uint8Array(pixels.buffer).slice(offsets[record], (offsets[record] ?? 0) + (bytes[record] ?? 0));
}

const opened: { dispose(): Promise<void> }[] = [];
async function open(trained: KeptNetwork, workers = 2) {
  const made = await createPredictor(trained, workers);
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics));
  opened.push(made.value);
  return made.value;
}
afterAll(async () => {
  for (const one of opened) await one.dispose();
});

describe('images of their own sizes', () => {
  it('train to the same bits on one, two and three workers, in steps of one size', async () => {
    const runs = [await train(document, bars, 1), await train(document, bars, 2), await train(document, bars, 3)];
    const [first, ...others] = runs.map(({ trained }) => bitsOf(trained));
    expect(others).toEqual([first, first]);
    const counts = sizes.map(
      (_, size) => bars.parts.training.indices.filter((record) => bars.pixels.layout?.sizeOf[record] === size).length,
    );
    const steps = counts.reduce((sum, count) => sum + Math.ceil(count / 16), 0);
    expect(runs[0]?.events[0]).toMatchObject({ kind: 'run-started', stepsPerEpoch: steps, batchSize: 16 });
    expect(runs[0]?.trained.summary).toMatchObject({ images: 180, steps: 2 * steps });
  });

  it('train to the bits of a network of one size, where all have it', async () => {
    const size = { height: 14, width: 14 };
    const square = makeBars({ size: 14, training: 70, validation: 20 });
    if (square.pixels.kind !== 'memory') throw new Error('expected pixels in memory');
    const count = 90;
    const own: OpenedDataset = {
      ...square,
      settings: { ...square.settings, sizes: range },
      pixels: {
        ...square.pixels,
        layout: {
          sizes: [size],
          sizeOf: new Uint8Array(count),
          offsets: Float64Array.from({ length: count }, (_, record) => record * 196),
          bytes: new Uint32Array(count).fill(196),
        },
      },
    };
    const any = documentFor(size);
    const fixed = documentAt(any, size);
    const [one, other] = [await train(any, own, 2), await train(fixed, square, 2)];
    expect(bitsOf(one.trained)).toBe(bitsOf(other.trained));
    expect(one.trained.summary.validation).toEqual(other.trained.summary.validation);
  });

  it('train to the same bits out of a file, read ahead', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'receptive-sizes-'));
    try {
      const path = join(folder, 'pixels.bin');
      const { pixels } = bars;
      if (pixels.kind !== 'memory' || pixels.layout === undefined) throw new Error('expected images of their own sizes in memory');
      const { imageBytes, layout } = pixels;
      writeFileSync(path, new Uint8Array(pixels.buffer));
      const inFile: OpenedDataset = { ...bars, pixels: { kind: 'file', path, headerBytes: 0, imageBytes, layout } };
      const [one, other] = [await train(document, bars, 1), await train(document, inFile, 2)];
      expect(bitsOf(other.trained)).toBe(bitsOf(one.trained));
      expect(other.trained.testImages).toEqual(one.trained.testImages);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('are predicted to the bits of the network of their size, whichever came before, and evaluated as they are predicted', async () => {
    const { trained } = await train(document, bars, 1);
    const predictor = await open(trained);
    const records = Array.from(bars.parts.validation.indices);
    const images = records.map((record) => pixelsOf(bars, record));
    const joined = Uint8Array.from(images.flatMap((image) => [...image]));
    const predicted = await predictor.predict(
      joined,
      records.map((record) => sizeOfRecord(bars, record)),
    );
    expect(predicted).toHaveLength(records.length);
    for (const size of sizes) {
      const alone = await open({ ...trained, document: documentAt(document, size) }, 1);
      for (const [index, record] of records.entries()) {
        if (sizeOfRecord(bars, record) !== size) continue;
        expect(predicted[index]).toEqual((await alone.predict(images[index] as Uint8Array))[0]);
      }
    }
    const right = predicted.filter(({ probabilities }, index) => {
      const answer = (probabilities[1] ?? 0) > (probabilities[0] ?? 0) ? 1 : 0;
      return answer === bars.labels[records[index] ?? 0];
    }).length;
    const evaluation = await predictor.evaluate(bars, 'validation');
    expect(evaluation?.score.accuracy).toBeCloseTo(right / records.length, 12);
    expect(evaluation?.score).toEqual(trained.summary.validation);
  });

  it('are looked into at their own size', async () => {
    const { trained } = await train(document, bars, 1);
    const predictor = await open(trained, 1);
    for (const record of [0, 1, 2, 3, 4, 5]) {
      const { height, width } = sizeOfRecord(bars, record);
      const preview = await predictor.preview(bars, { nodes: ['conv2d1'], record, rate: 1, maximumChannels: 2 });
      expect(preview.maps).toMatchObject([{ node: 'conv2d1', height, width, channels: 2 }]);
    }
  });

  it('are told of while the programs of many sizes are being prepared, and a stop then leaves no run', async () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ height: 10 + 2 * Math.floor(index / 5), width: 10 + 2 * (index % 5) }));
    const ofMany = makeSizedBars({ sizes: many, step: 2, largest: 22, training: 240, validation: 60 });
    const documentOfMany = documentFor({ height: 10, width: 10 }, 16, 2);
    const request = { document: documentOfMany, dataset: ofMany, workers: 1 };
    const events: TrainEvent[] = [];
    const trainer = createTrainer((event) => events.push(event));
    const told: string[] = [];
    let stopped: Promise<void> | undefined;
    const started = trainer.start(request, (size, count) => {
      told.push(`${size} of ${count}`);
      if (size === 3) stopped = trainer.stop();
    });
    expect(await trainer.start(request)).toMatchObject({ ok: false, diagnostics: [{ id: 'busy' }] });
    expect(await started).toMatchObject({ ok: false, diagnostics: [{ id: 'start-stopped' }] });
    await stopped;
    expect(told).toEqual(['1 of 30', '2 of 30', '3 of 30']);
    expect(events).toEqual([]);

    told.length = 0;
    expect(await trainer.start(request, (size) => told.push(`${size}`))).toMatchObject({ ok: true });
    expect(told).toEqual(many.map((_, index) => `${index + 1}`));
    await trainer.stop();
    await trainer.dispose();
    expect(events.at(-1)?.kind).toBe('stopped');
  });

  it('are refused, with the size, where they need more memory than there is', async () => {
    const deep = documentFor({ height: 10, width: 12 }, 64);
    const { trained } = await train(deep, bars, 2);
    const wide = {
      ...deep,
      nodes: deep.nodes.map((node) => (node.type === 'input' ? { ...node, parameters: { ...node.parameters, largest: 4096 } } : node)),
    };
    const predictor = await open({ ...trained, document: wide }, 1);
    const side = 4094;
    const refused = predictor.predict(new Uint8Array(0), [{ height: side, width: side + 2 }]);
    await expect(refused).rejects.toBeInstanceOf(RefusedSizes);
    const { diagnostic } = (await refused.catch((error: unknown) => error)) as RefusedSizes;
    expect(inEnglish(diagnostic)).toMatchObject({
      id: 'step-too-large',
      message: expect.stringMatching(/^With images of 4094×4096: /),
      received: expect.stringMatching(/bytes/),
    });
    const size = sizeOfRecord(bars, 0);
    expect(await predictor.predict(pixelsOf(bars, 0), [size])).toHaveLength(1);
  });

  it('are refused by a network of one size', async () => {
    const trainer = createTrainer(() => undefined);
    const started = await trainer.start({ document: documentAt(document, { height: 10, width: 12 }), dataset: bars, workers: 1 });
    await trainer.dispose();
    expect({ ...started, diagnostics: started.diagnostics.map(inEnglish) }).toMatchObject({
      ok: false,
      diagnostics: [{ id: 'image-size', expected: '10×12×1', received: 'any size from 10×12×1 on, in steps of 4, up to 22' }],
    });
  });
});
