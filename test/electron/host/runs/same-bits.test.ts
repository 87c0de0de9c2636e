// The same seed gives the same bits on one, two, three and four workers: real threads, whole training runs, and networks
// that between them run every kernel there is, which the list of kernels itself confirms.
import { describe, expect, it } from 'vitest';
import { createPredictor, createTrainer } from '../../../../electron/host/runs/client.ts';
import { kernelTable } from '../../../../engine/backends/wasm/generated/kernel-table.ts';
import type { Plan } from '../../../../engine/backends/wasm/plan/plan.ts';
import type { GraphDocument } from '../../../../engine/document/document.ts';
import type { TrainEvent } from '../../../../engine/train/events.ts';
import { compileInference, compileTraining } from '../../../../engine/train/programs.ts';
import { makeBars } from '../../../helpers/datasets.ts';
import { type LayerSketch, networkOf, sketchDocument } from '../../../helpers/networks.ts';

const size = 18;
const batchSize = 16;
// whole batches and a smaller one, so that the program of the remainder runs, too
const dataset = makeBars({ size, training: 70, validation: 20 });
const others = [2, 3, 4];
/** No plan has these: gradients of taking a part of the channels and of summing positions, which no layer's forward pass does. */
const neverPlanned = ['placeChannels', 'spreadPositions'];

const input: LayerSketch = { type: 'input', parameters: { height: size, width: size, channels: 1 } };
const ending: readonly LayerSketch[] = [{ type: 'dense', parameters: { units: 2 } }, { type: 'classification' }];
const adam = { type: 'adam', parameters: { learningRate: 0.001, firstDecay: 0.9, secondDecay: 0.999, epsilon: 1e-8, weightDecay: 0.01 } };
const squares: readonly LayerSketch[] = [
  { type: 'dense', parameters: { units: 2 } },
  { type: 'classification', parameters: { loss: 'meanSquaredError' } },
];

const documents: Readonly<Record<string, GraphDocument>> = {
  'a few filters of five by five, pooling, two dense layers': sketchDocument(
    [
      input,
      { type: 'conv2d', parameters: { filters: 6, kernelSize: [5, 5] } },
      { type: 'activation' },
      { type: 'pool2d' },
      { type: 'conv2d', parameters: { filters: 16, kernelSize: [5, 5], padding: 'valid' } },
      { type: 'activation', parameters: { function: 'tanh' } },
      { type: 'pool2d', parameters: { operation: 'average' } },
      { type: 'flatten' },
      { type: 'dense', parameters: { units: 30 } },
      { type: 'activation' },
      ...ending,
    ],
    { batchSize, epochs: 2 },
  ),
  'wide convolutions of three by three and five by five': sketchDocument(
    [
      input,
      { type: 'conv2d', parameters: { filters: 16 } },
      { type: 'activation' },
      { type: 'conv2d', parameters: { filters: 32 } },
      { type: 'activation' },
      { type: 'conv2d', parameters: { filters: 32, kernelSize: [5, 5] } },
      { type: 'pool2d' },
      { type: 'activation' },
      { type: 'conv2d', parameters: { filters: 24 } },
      { type: 'globalPool2d', parameters: { operation: 'max' } },
      ...ending,
    ],
    { batchSize, epochs: 2 },
  ),
  'normalisation, strides, a sum and a concatenation, dropout, Adam': sketchDocument(
    [
      input,
      { type: 'conv2d', id: 'stem', parameters: { filters: 16, bias: false } },
      { type: 'batchNorm' },
      { type: 'activation', id: 'start' },
      { type: 'conv2d', parameters: { filters: 16, bias: false } },
      { type: 'batchNorm', id: 'left' },
      { type: 'add', from: ['left', 'start'] },
      { type: 'activation', id: 'sum' },
      { type: 'conv2d', id: 'strided', parameters: { filters: 24, stride: [2, 2] } },
      { type: 'conv2d', id: 'short', from: ['sum'], parameters: { filters: 12, kernelSize: [1, 1], stride: [2, 2] } },
      { type: 'concat', id: 'both', from: ['strided', 'short'] },
      { type: 'batchNorm' },
      { type: 'squeezeExcite', parameters: { ratio: 4 } },
      { type: 'dropout', parameters: { rate: 0.2 } },
      { type: 'conv2d', parameters: { filters: 8, groups: 4, dilation: [2, 2] } },
      { type: 'globalPool2d' },
      ...squares,
    ],
    { batchSize, epochs: 2, optimizer: adam },
  ),
  'ends of different weight, a softmax between layers, channels that are scaled, a frozen normalisation': sketchDocument(
    [
      input,
      { type: 'conv2d', parameters: { filters: 8 } },
      { type: 'activation', id: 'seen' },
      { type: 'softmax', id: 'shares' },
      { type: 'conv2d', from: ['shares'], parameters: { filters: 1 } },
      { type: 'activation', id: 'light', parameters: { function: 'sigmoid' } },
      { type: 'reconstruction', id: 'image', parameters: { loss: 'binaryCrossEntropy', weight: 3 } },
      { type: 'reconstruction', id: 'again', from: ['light'], parameters: { weight: 0.5 } },
      { type: 'squeezeExcite', from: ['seen'] },
      { type: 'conv2d', parameters: { filters: 8 } },
      { type: 'batchNorm', frozen: true },
      { type: 'conv2d', parameters: { filters: 8 } },
      { type: 'globalPool2d' },
      ...ending,
    ],
    { batchSize, epochs: 2 },
  ),
  'weights that several layers use, over maps of different sizes, and frozen ones': sketchDocument(
    [
      input,
      { type: 'conv2d', parameters: { filters: 8 }, frozen: true },
      { type: 'activation' },
      { type: 'conv2d', id: 'once', parameters: { filters: 8 } },
      { type: 'activation' },
      { type: 'conv2d', parameters: { filters: 8, stride: [2, 2] }, weightsOf: 'once' },
      { type: 'activation' },
      { type: 'conv2d', parameters: { filters: 8 }, weightsOf: 'once' },
      { type: 'globalPool2d' },
      ...ending,
    ],
    { batchSize, epochs: 2, optimizer: adam },
  ),
  'pooling there and back, rows by themselves, grids of any size': sketchDocument(
    [
      input,
      { type: 'conv2d', parameters: { filters: 8, bias: false } },
      { type: 'batchNorm' },
      { type: 'activation' },
      { type: 'pool2d', id: 'pool' },
      { type: 'conv1d', parameters: { filters: 8 } },
      { type: 'batchNorm' },
      { type: 'activation', id: 'rows' },
      { type: 'unpool2d', id: 'large', from: ['rows', 'pool:switches'] },
      { type: 'activation', id: 'seen' },
      { type: 'adaptivePool2d', id: 'means', parameters: { size: [5, 4] } },
      { type: 'adaptivePool2d', id: 'largest', from: ['seen'], parameters: { operation: 'max', size: [5, 4] } },
      { type: 'concat', from: ['means', 'largest'] },
      { type: 'flatten' },
      ...ending,
    ],
    { batchSize, epochs: 2 },
  ),
  'strides over maps that tiles of four cover': sketchDocument(
    [
      input,
      { type: 'conv2d', parameters: { filters: 8, padding: 'valid' } },
      { type: 'activation' },
      { type: 'conv2d', parameters: { filters: 20, stride: [2, 2] } },
      { type: 'activation' },
      { type: 'globalPool2d' },
      ...ending,
    ],
    { batchSize, epochs: 2 },
  ),
};

function plansOf(document: GraphDocument): Plan[] {
  const network = networkOf(document);
  const outcomes = [
    compileTraining(network, document.training, dataset.parts.training.count, 1),
    compileInference(network, document.training, 1),
  ];
  return outcomes.map((outcome) => {
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
    return outcome.value;
  });
}

const bytesOf = (values: Float32Array): string => Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');

/** Weights, losses and predictions of a whole run, as text that shows every bit. */
async function train(document: GraphDocument, threads: number): Promise<string> {
  const events: TrainEvent[] = [];
  const trainer = createTrainer((event) => events.push(event));
  const started = await trainer.start({ document, dataset, workers: threads });
  expect(started).toMatchObject({ ok: true });
  await trainer.idle();
  const trained = trainer.trained();
  await trainer.dispose();
  if (trained === undefined || dataset.pixels.kind !== 'memory') throw new Error('nothing was trained');
  expect(events.at(-1)?.kind).toBe('finished');
  const predictor = await createPredictor(trained, threads);
  if (!predictor.ok) throw new Error(JSON.stringify(predictor.diagnostics));
  // a whole batch and some images more
  const predictions = await predictor.value.predict(new Uint8Array(dataset.pixels.buffer).slice(0, size * size * 35));
  await predictor.value.dispose();
  return [
    ...trained.weights.entries.map((entry) => `${entry.node}.${entry.name} ${bytesOf(entry.values)}`),
    ...events.flatMap((event) => (event.kind === 'batches' ? event.losses : [])),
    ...predictions.flatMap((prediction) => prediction.probabilities),
    ...predictions.flatMap(({ reconstructions = [] }) => reconstructions.map(({ values }) => bytesOf(values))),
  ].join('\n');
}

describe('a training run and its predictions', () => {
  it.each(Object.entries(documents))('have the same bits on one to four workers: %s', async (_, document) => {
    const alone = await train(document, 1);
    expect(alone.length).toBeGreaterThan(3000);
    for (const threads of others) expect(await train(document, threads), `${threads} workers`).toBe(alone);
  });

  it('are tried with every kernel there is', () => {
    const used = new Set(
      Object.values(documents)
        .flatMap(plansOf)
        .flatMap((plan) => plan.programs)
        .flatMap((program) => [...program.preparation, ...program.steps].map((step) => step.kernel)),
    );
    expect(
      Object.keys(kernelTable)
        .filter((kernel) => !used.has(kernel))
        .sort(),
    ).toEqual([...neverPlanned].sort());
  });
});
