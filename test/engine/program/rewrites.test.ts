// Rewritten programs compute, to the bit, what programs compute in which every operation stands for itself; and the reference
// networks lose the steps that they should lose.
import { describe, expect, it } from 'vitest';
import { chooseSimdLevel } from '../../../electron/host/runs/simd.ts';
import { createWasmExecution } from '../../../engine/backends/wasm/execution.ts';
import { compile } from '../../../engine/backends/wasm/plan/compile.ts';
import type { Plan } from '../../../engine/backends/wasm/plan/plan.ts';
import { createRandom } from '../../../engine/base/random.ts';
import type { GraphDocument } from '../../../engine/document/document.ts';
import { predictionSlot } from '../../../engine/network/network.ts';
import { hyperparameterSlots } from '../../../engine/operations/hyperparameters.ts';
import { copyWeights, initializeWeights } from '../../../engine/program/execution.ts';
import { type BenchNetwork, readBenchNetwork } from '../../bench/networks.ts';
import { type LayerSketch, networkOf, sketchDocument } from '../../helpers/networks.ts';

const batch = 3;

function planOf(document: GraphDocument, rewrites: boolean): Plan {
  const { seed, optimizer } = document.training;
  const programs = [
    { name: 'train', batch, training: true, rewrites },
    { name: 'evaluate', batch, training: false, rewrites },
  ];
  const outcome = compile({ network: networkOf(document), programs, workers: 1, seed, optimizer });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
  return outcome.value;
}

/** Weights after three steps, and what the trained network then says. */
function trainThreeSteps(document: GraphDocument, rewrites: boolean): { weights: Float32Array; probabilities: Float32Array } {
  const network = networkOf(document);
  const execution = createWasmExecution(planOf(document, rewrites), chooseSimdLevel());
  const random = createRandom(5);
  initializeWeights(execution, network, 3);
  execution.f32('scale').fill(1 / 128);
  execution.f32('offset').fill(-1);
  const hyperparameters = execution.f32('hyperparameters');
  hyperparameters[hyperparameterSlots.learningRate] = 0.01;
  hyperparameters[hyperparameterSlots.firstCorrection] = 1;
  hyperparameters[hyperparameterSlots.secondCorrection] = 1;
  for (let step = 0; step < 3; step++) {
    const bytes = execution.u8('bytes');
    for (let index = 0; index < bytes.length; index++) bytes[index] = random.integer(256);
    const labels = execution.i32('labels');
    for (let index = 0; index < labels.length; index++) labels[index] = random.integer(3);
    execution.run('train');
  }
  const weights = copyWeights(execution);
  execution.run('evaluate');
  return { weights, probabilities: new Float32Array(execution.f32(predictionSlot(network.output.id))) };
}

const input: LayerSketch = { type: 'input', parameters: { height: 9, width: 8, channels: 2 } };
const ending: readonly LayerSketch[] = [{ type: 'flatten' }, { type: 'dense', parameters: { units: 3 } }, { type: 'classification' }];
const relu = (id: string, from?: string): LayerSketch => ({ type: 'activation', id, ...(from === undefined ? {} : { from: [from] }) });
const conv = (id: string, filters: number, from?: string): LayerSketch => ({
  type: 'conv2d',
  id,
  parameters: { filters },
  ...(from === undefined ? {} : { from: [from] }),
});

const documents: Readonly<Record<string, GraphDocument>> = {
  LeNet: readBenchNetwork('LeNet'),
  Quick: readBenchNetwork('Quick'),
  Res: readBenchNetwork('Res'),
  'pooling there and back, rows by themselves, grids of any size': sketchDocument([
    input,
    conv('stem', 8),
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
  ]),
  'a ReLU that several layers read': sketchDocument([
    input,
    conv('first', 6),
    relu('shared'),
    conv('left', 6, 'shared'),
    conv('right', 6, 'shared'),
    { type: 'add', id: 'sum', from: ['left', 'right'] },
    relu('end'),
    ...ending,
  ]),
  'a ReLU beside another reader of its producer': sketchDocument([
    input,
    conv('first', 5),
    relu('positive'),
    { type: 'concat', id: 'both', from: ['first', 'positive'] },
    conv('last', 4),
    ...ending,
  ]),
  'a ReLU read by a layer that masks nothing': sketchDocument([
    input,
    conv('first', 5),
    relu('positive'),
    { type: 'dropout', id: 'some', parameters: { rate: 0.3 } },
    relu('again'),
    ...ending,
  ]),
  'sums of sums, and a layer added to itself': sketchDocument([
    input,
    conv('first', 5),
    { type: 'batchNorm', id: 'norm' },
    { type: 'add', id: 'twice', from: ['norm', 'norm'] },
    { type: 'add', id: 'three', from: ['twice', 'first', 'norm'] },
    { type: 'batchNorm', id: 'after' },
    { type: 'add', id: 'outer', from: ['three', 'after'] },
    relu('end'),
    { type: 'pool2d', id: 'pool', parameters: { operation: 'average' } },
    relu('last'),
    ...ending,
  ]),
  'two ReLUs in a row, through a view, before a dense layer and at the end': sketchDocument([
    input,
    conv('first', 5),
    relu('one'),
    relu('two'),
    { type: 'globalPool2d', id: 'mean' },
    { type: 'dense', id: 'hidden', parameters: { units: 7 } },
    relu('three'),
    { type: 'dense', id: 'logits', parameters: { units: 3 } },
    relu('four'),
    { type: 'classification', id: 'out' },
  ]),
};

describe.each(Object.entries(documents))('%s', (_name, document) => {
  it('trains to the same bits and predicts the same with and without layers that take over others', () => {
    const fused = trainThreeSteps(document, true);
    const apart = trainThreeSteps(document, false);
    expect(fused.weights.every(Number.isFinite)).toBe(true);
    expect(new Uint32Array(fused.weights.buffer)).toEqual(new Uint32Array(apart.weights.buffer));
    fused.probabilities.forEach((value, index) => {
      expect(value).toBeCloseTo(apart.probabilities[index] as number, 5);
    });
  });
});

/** Names of the kernels of a training program. */
const kernelsOf = (name: BenchNetwork, rewrites: boolean): string[] =>
  planOf(readBenchNetwork(name), rewrites).programs[0]?.steps.map((step) => step.kernel) ?? [];

describe('the training step of the reference networks', () => {
  it.each(['LeNet', 'Quick', 'VGGs', 'Res'] as const)('has no step of an activation in %s', (name) => {
    expect(kernelsOf(name, false).filter((kernel) => kernel.startsWith('activation')).length).toBeGreaterThan(4);
    expect(kernelsOf(name, true).filter((kernel) => kernel.startsWith('activation'))).toEqual([]);
  });

  it('adds a residual block in the pass that normalises, and copies no gradient of a sum', () => {
    const sums = (kernels: readonly string[]): number => kernels.filter((kernel) => /^add(Forward|Into)$/.test(kernel)).length;
    // three blocks: forward a sum each, backward one of the two gradients that meet in front of each
    expect(sums(kernelsOf('Res', false))).toBe(6);
    expect(sums(kernelsOf('Res', true))).toBe(3);
  });
});

describe('the evaluation of the reference networks', () => {
  const evaluationOf = (name: BenchNetwork, rewrites: boolean) =>
    planOf(readBenchNetwork(name), rewrites).programs[1] as NonNullable<Plan['programs'][number]>;

  it('has no step of a batch normalisation, and folds each once into the weights in front', () => {
    const { preparation, steps } = evaluationOf('Res', true);
    expect(steps.filter((step) => step.kernel.startsWith('batchNorm'))).toEqual([]);
    expect(preparation.filter((step) => step.kernel === 'batchNormFold').length).toBe(7);
    expect(evaluationOf('Res', false).steps.filter((step) => step.kernel === 'batchNormInference').length).toBe(7);
  });
});

describe('a preview', () => {
  it('shows every node its own map, where other programs let layers share one', () => {
    const document = sketchDocument([
      input,
      conv('first', 6),
      { type: 'batchNorm', id: 'norm' },
      relu('positive'),
      conv('second', 6),
      { type: 'add', id: 'sum', from: ['second', 'positive'] },
      relu('end'),
      ...ending,
    ]);
    const network = networkOf(document);
    const { seed, optimizer } = document.training;
    const programs = [{ name: 'preview', batch: 1, training: false, keepsOutputs: true }];
    const outcome = compile({ network, programs, workers: 1, seed, optimizer });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
    const execution = createWasmExecution(outcome.value, chooseSimdLevel());
    initializeWeights(execution, network, 3);
    execution.f32('scale').fill(1 / 128);
    execution.f32('offset').fill(-1);
    const random = createRandom(7);
    const bytes = execution.u8('bytes');
    for (let index = 0; index < bytes.length; index++) bytes[index] = random.integer(256);
    execution.run('preview');
    const mapOf = (node: string): Float32Array => {
      const map = execution.output('preview', node);
      if (map === undefined) throw new Error(`${node} has no map`);
      return map;
    };
    const [norm, positive, second, sum, end] = ['norm', 'positive', 'second', 'sum', 'end'].map(mapOf) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    expect(norm.some((value) => value < 0)).toBe(true);
    expect(norm).not.toEqual(mapOf('first'));
    expect(positive).toEqual(norm.map((value) => Math.max(0, value)));
    expect(sum).toEqual(second.map((value, index) => value + (positive[index] as number)));
    expect(sum.some((value) => value < 0)).toBe(true);
    expect(end).toEqual(sum.map((value) => Math.max(0, value)));
  });
});
