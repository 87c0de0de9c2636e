// One plan, two backends: after a few training steps the SIMD kernels and the plain loops hold the same weights.
import { describe, expect, it } from 'vitest';
import { chooseSimdLevel } from '../../../electron/host/runs/simd.ts';
import { createReferenceExecution } from '../../../engine/backends/reference/execution.ts';
import { createWasmExecution } from '../../../engine/backends/wasm/execution.ts';
import type { Plan } from '../../../engine/backends/wasm/plan/plan.ts';
import { createRandom } from '../../../engine/base/random.ts';
import type { GraphDocument } from '../../../engine/document/document.ts';
import { unpackWeights } from '../../../engine/network/weights.ts';
import { hyperparameterSlots } from '../../../engine/operations/hyperparameters.ts';
import { composeProgram } from '../../../engine/program/compose.ts';
import { copyWeights, type Execution, initializeWeights } from '../../../engine/program/execution.ts';
import { compileTraining, trainProgram } from '../../../engine/train/programs.ts';
import { type LayerSketch, networkOf, sketchDocument } from '../../helpers/networks.ts';

const images = 6;
const imageBytes = 9 * 8 * 2;

function planOf(document: GraphDocument): Plan {
  const outcome = compileTraining(networkOf(document), document.training, images, 1);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
  return outcome.value;
}

function plainExecution(document: GraphDocument): Execution {
  const network = networkOf(document);
  const program = composeProgram(network, { name: trainProgram, batch: images, training: true }, document.training);
  return createReferenceExecution(network, [program]);
}

/** The weights after three steps on random images. */
function trainThreeSteps(execution: Execution, document: GraphDocument): Float32Array {
  const random = createRandom(5);
  initializeWeights(execution, networkOf(document), 3);
  execution.f32('scale').fill(1 / 128);
  execution.f32('offset').fill(-1);
  const hyperparameters = execution.f32('hyperparameters');
  hyperparameters[hyperparameterSlots.learningRate] = 0.05;
  for (let step = 1; step <= 3; step++) {
    const bits = new Uint32Array(hyperparameters.buffer, hyperparameters.byteOffset, 16);
    bits[hyperparameterSlots.iterationBits] = step;
    hyperparameters[hyperparameterSlots.firstCorrection] = 1 - 0.9 ** step;
    hyperparameters[hyperparameterSlots.secondCorrection] = 1 - 0.999 ** step;
    const bytes = execution.u8('bytes');
    // a plan has room for the larger batch of an evaluation
    for (let index = 0; index < images * imageBytes; index++) bytes[index] = random.integer(256);
    const labels = execution.i32('labels');
    for (let index = 0; index < images; index++) labels[index] = random.integer(3);
    execution.run(trainProgram);
  }
  const weights = unpackWeights(copyWeights(execution), execution.weights).entries;
  const ordered = [...weights].sort((first, second) => (`${first.node}.${first.name}` < `${second.node}.${second.name}` ? -1 : 1));
  return Float32Array.from(ordered.flatMap(({ values }) => [...values]));
}

const input: LayerSketch = { type: 'input', parameters: { height: 9, width: 8, channels: 2 } };
const ending: readonly LayerSketch[] = [{ type: 'flatten' }, { type: 'dense', parameters: { units: 3 } }, { type: 'classification' }];
const networks: Readonly<Record<string, readonly LayerSketch[]>> = {
  'a convolution and two dense layers': [
    input,
    { type: 'conv2d', parameters: { filters: 5 } },
    { type: 'activation' },
    { type: 'flatten' },
    { type: 'dense', parameters: { units: 11 } },
    { type: 'activation', parameters: { function: 'tanh' } },
    { type: 'dense', parameters: { units: 3 } },
    { type: 'classification' },
  ],
  'convolution, activation, max-pooling twice': [
    input,
    { type: 'conv2d', parameters: { filters: 6, kernelSize: [5, 5] } },
    { type: 'activation' },
    { type: 'pool2d' },
    { type: 'conv2d', parameters: { filters: 9, kernelSize: [3, 3], padding: 'valid' } },
    { type: 'activation' },
    { type: 'pool2d' },
    ...ending,
  ],
  'a residual block with batch normalisation': [
    input,
    { type: 'conv2d', id: 'stem', parameters: { filters: 8, bias: false } },
    { type: 'batchNorm' },
    { type: 'activation', id: 'start' },
    { type: 'conv2d', parameters: { filters: 8, bias: false } },
    { type: 'batchNorm', id: 'left' },
    { type: 'add', from: ['left', 'start'] },
    { type: 'activation' },
    { type: 'globalPool2d' },
    { type: 'dense', parameters: { units: 3 } },
    { type: 'classification' },
  ],
  'branches that meet in a concatenation, with dropout': [
    input,
    { type: 'conv2d', id: 'one', parameters: { filters: 4, kernelSize: [1, 1] } },
    { type: 'conv2d', id: 'three', from: ['input0'], parameters: { filters: 5 } },
    { type: 'concat', from: ['one', 'three'] },
    { type: 'activation' },
    { type: 'pool2d', parameters: { operation: 'average' } },
    { type: 'dropout', parameters: { rate: 0.3 } },
    ...ending,
  ],
};

describe.each(Object.entries(networks))('%s', (_name, layers) => {
  const document = sketchDocument(layers, { batchSize: 6 });
  const reference = trainThreeSteps(plainExecution(document), document);

  it.each(['relaxed', 'plain'] as const)('trains to the same weights by %s SIMD as by plain loops', (level) => {
    chooseSimdLevel();
    const weights = trainThreeSteps(createWasmExecution(planOf(document), level), document);
    let largest = 0;
    for (let index = 0; index < weights.length; index++)
      largest = Math.max(largest, Math.abs((weights[index] as number) - (reference[index] as number)));
    expect(weights.length).toBeGreaterThan(100);
    expect(weights.every(Number.isFinite)).toBe(true);
    expect(largest).toBeLessThan(2e-5);
  });
});
