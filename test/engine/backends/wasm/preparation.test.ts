// What follows from the weights alone is computed once, and again as soon as it no longer holds: after a training step, after
// weights came from outside, after another program used the same memory.
import { describe, expect, it } from 'vitest';
import { chooseSimdLevel } from '../../../../electron/host/runs/simd.ts';
import { createReferenceExecution } from '../../../../engine/backends/reference/execution.ts';
import { createWasmExecution } from '../../../../engine/backends/wasm/execution.ts';
import { type CompileRequest, compile, composePrograms } from '../../../../engine/backends/wasm/plan/compile.ts';
import type { Plan, Program } from '../../../../engine/backends/wasm/plan/plan.ts';
import { createRandom } from '../../../../engine/base/random.ts';
import { predictionSlot } from '../../../../engine/network/network.ts';
import { unpackWeights } from '../../../../engine/network/weights.ts';
import { hyperparameterSlots } from '../../../../engine/operations/hyperparameters.ts';
import { copyWeights, type Execution, initializeWeights, loadWeights } from '../../../../engine/program/execution.ts';
import { networkOf, sketchDocument } from '../../../helpers/networks.ts';

const document = sketchDocument([
  { type: 'input', parameters: { height: 9, width: 8, channels: 3 } },
  { type: 'conv2d', id: 'first', parameters: { filters: 8 } },
  { type: 'batchNorm' },
  { type: 'activation' },
  { type: 'conv2d', id: 'second', parameters: { filters: 12 } },
  { type: 'activation' },
  { type: 'flatten' },
  { type: 'dense', id: 'dense', parameters: { units: 3 } },
  { type: 'classification' },
]);
const network = networkOf(document);

function request(): CompileRequest {
  const { seed, optimizer } = document.training;
  const programs = [
    { name: 'train', batch: 4, training: true },
    { name: 'evaluate', batch: 4, training: false },
    { name: 'preview', batch: 1, training: false, keepsOutputs: true },
  ];
  return { network, programs, workers: 1, seed, optimizer };
}

function plan(): Plan {
  const outcome = compile(request());
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
  return outcome.value;
}

function ready(execution: Execution): Execution {
  const random = createRandom(5);
  initializeWeights(execution, network, 3);
  execution.f32('scale').fill(1 / 128);
  execution.f32('offset').fill(-1);
  execution.f32('hyperparameters')[hyperparameterSlots.learningRate] = 0.05;
  const bytes = execution.u8('bytes');
  for (let index = 0; index < bytes.length; index++) bytes[index] = random.integer(256);
  execution.i32('labels').set([0, 1, 2, 1]);
  return execution;
}

const evaluate = (execution: Execution): Float32Array => {
  execution.run('evaluate');
  return new Float32Array(execution.f32(predictionSlot(network.output.id)));
};

const program = (name: string): Program => plan().programs.find((candidate) => candidate.name === name) as Program;

const machines: readonly (readonly [string, () => Execution])[] = [
  ['SIMD', () => ready(createWasmExecution(plan(), chooseSimdLevel()))],
  ['plain loops', () => ready(createReferenceExecution(network, composePrograms(request())))],
];

describe.each(machines)('evaluating by %s', (_name, create) => {
  it('gives the same bits the second time, when nothing is prepared again', () => {
    const execution = create();
    const first = evaluate(execution);
    expect(evaluate(execution)).toEqual(first);
    expect(first.every((value) => value > 0 && value < 1)).toBe(true);
  });

  it('sees what a training step between two evaluations changed', () => {
    const execution = create();
    const before = evaluate(execution);
    execution.run('train');
    const after = evaluate(execution);
    expect(after).not.toEqual(before);
    const fresh = create();
    fresh.run('train');
    expect(evaluate(fresh)).toEqual(after);
  });

  it('sees weights that were loaded', () => {
    const trained = create();
    for (let step = 0; step < 3; step++) trained.run('train');
    const execution = create();
    const before = evaluate(execution);
    loadWeights(execution, unpackWeights(copyWeights(trained), trained.weights));
    const after = evaluate(execution);
    expect(after).not.toEqual(before);
    expect(after).toEqual(evaluate(trained));
  });

  it('is not disturbed by a preview in the same memory', () => {
    const execution = create();
    const before = evaluate(execution);
    execution.run('preview');
    expect(evaluate(execution)).toEqual(before);
  });
});

describe('a program outside training', () => {
  it('predicts by SIMD what it predicts by plain loops, from weights folded by each', () => {
    const [simd, plain] = machines.map(([, create]) => create()) as [Execution, Execution];
    simd.run('train');
    loadWeights(plain, unpackWeights(copyWeights(simd), simd.weights));
    const expected = evaluate(plain);
    evaluate(simd).forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index] as number, 5);
    });
  });

  it('packs, transforms and folds weights in its preparation, never in its steps', () => {
    const { preparation, steps } = program('evaluate');
    expect(preparation.map((step) => step.kernel)).toContain('batchNormFold');
    expect(preparation.filter((step) => /Pack/.test(step.kernel)).length).toBe(2);
    expect(steps.filter((step) => /Pack|Fold/.test(step.kernel))).toEqual([]);
  });

  it('keeps what is prepared in place to its last step, where nothing else lies', () => {
    for (const { preparation, steps, buffers } of [program('evaluate'), program('preview')]) {
      const read = new Set(steps.flatMap((step) => Object.values(step.reads)));
      const results = preparation.flatMap((step) => Object.values(step.writes)).filter((buffer) => read.has(buffer));
      expect(results.length).toBeGreaterThan(0);
      for (const result of results) {
        expect(result.lastStep).toBe(preparation.length + steps.length - 1);
        const overlapping = buffers.filter(
          (buffer) =>
            buffer.id !== result.id &&
            buffer.lastStep >= result.firstStep &&
            buffer.offset < result.offset + result.bytes &&
            result.offset < buffer.offset + buffer.bytes,
        );
        expect(overlapping.map((buffer) => buffer.name)).toEqual([]);
      }
    }
  });

  it('leaves a training step whole: its weights change', () => {
    expect(program('train').preparation).toEqual([]);
    expect(program('train').steps.some((step) => /Pack/.test(step.kernel))).toBe(true);
  });
});
