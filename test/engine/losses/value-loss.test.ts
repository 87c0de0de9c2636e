// Every loss of values: its gradient against difference quotients of the plain loops; both SIMD levels against the plain loops, with and
// without a gradient; sure mistakes that stay finite.
import { describe, expect, it } from 'vitest';
import type { TensorData } from '../../../engine/backends/reference/run.ts';
import { parametersValidator } from '../../../engine/base/fields.ts';
import { sizeOf } from '../../../engine/base/shape.ts';
import { findLoss, lossesFor } from '../../../engine/losses/index.ts';
import type { AnyLossDefinition } from '../../../engine/losses/loss.ts';
import type { Value } from '../../../engine/operations/operation.ts';
import { relativeError } from '../../helpers/contract-values.ts';
import { LoweredProgram, runPlain, type TestProgram } from '../../helpers/program-runs.ts';
import { hasSimdLevel } from '../../helpers/step-machine.ts';
import { programOfValueLoss, type ValueLossProgram } from '../../helpers/training-programs.ts';

const cases = [...lossesFor('values').map(({ type }) => ({ type, parameters: {} })), { type: 'huber', parameters: { delta: 0.3 } }];
/** Of sums of thousands of values in single precision, in another order. */
const summed = 5e-6;
const shapes = [
  [1, 1, 3, 1],
  [5, 7, 3, 3],
  [3, 41, 37, 3],
] as const;

/** Between 0 and 1, both ends left out, and nowhere at the kink of a loss: further than a step from the target. */
function valuesOf(shape: readonly number[]): { readonly prediction: Float32Array; readonly target: Float32Array } {
  const target = Float32Array.from({ length: sizeOf(shape) }, (_, index) => ((index * 37) % 100) / 100);
  const distances = [0.05, -0.12, 0.27, -0.4, 0.15, -0.3];
  const prediction = target.map((value, index) => {
    const distance = distances[index % distances.length] ?? 0;
    return value + distance > 0.02 && value + distance < 0.98 ? value + distance : value > 0.5 ? value - 0.12 : value + 0.12;
  });
  return { prediction, target };
}

function testOf(program: ValueLossProgram, shape: readonly number[]): TestProgram {
  const { nodes, prediction, target, losses, predictionGradient } = program;
  const values = valuesOf(shape);
  const inputs = new Map<Value, TensorData>([
    [prediction, values.prediction],
    [target, values.target],
  ]);
  return {
    nodes,
    training: predictionGradient !== undefined,
    inputs,
    outputs: [losses, ...(predictionGradient ? [predictionGradient] : [])],
  };
}

for (const { type, parameters } of cases) {
  const definition = findLoss('values', type) as AnyLossDefinition;
  const parsed = parametersValidator(definition.fields).parse(parameters);
  describe.each(shapes)(`${type} ${JSON.stringify(parameters)}, %d examples of %d×%d×%d`, (...shape) => {
    it('has the gradient of the mean loss that difference quotients have', () => {
      const program = programOfValueLoss(definition, parsed, shape, true);
      const test = testOf(program, shape);
      const [, analytic = []] = runPlain(test);
      const meanLoss = (prediction: Float32Array): number => {
        const [losses = []] = runPlain({ ...test, inputs: new Map([...test.inputs, [program.prediction, prediction]]) });
        return Array.from(losses).reduce((sum, loss) => sum + loss / losses.length, 0);
      };
      // losses are single precision: of many values, moving one would change too little
      const count = sizeOf(shape);
      const tried = count > 400 ? [] : Array.from({ length: Math.min(count, 40) }, (_, index) => index);
      const step = 2 ** -10;
      for (const index of tried) {
        const moved = (by: number): Float32Array => {
          const { prediction } = valuesOf(shape);
          prediction[index] = (prediction[index] as number) + by;
          return prediction;
        };
        const numeric = (meanLoss(moved(step)) - meanLoss(moved(-step))) / (2 * step);
        const [measured, expected] = [numeric * count, (analytic[index] as number) * count];
        expect(Math.abs(measured - expected), `value ${index}: ${measured} and ${expected}`).toBeLessThan(
          0.01 * Math.max(1, Math.abs(expected)),
        );
      }
    });

    for (const level of ['plain', 'relaxed'] as const) {
      for (const training of [true, false]) {
        it.skipIf(!hasSimdLevel(level))(
          `gives with ${level} SIMD what the plain loops give, ${training ? 'with' : 'without'} gradient`,
          () => {
            const test = testOf(programOfValueLoss(definition, parsed, shape, training), shape);
            const expected = runPlain(test);
            for (const order of ['ascending', 'descending'] as const) {
              const { results, stray } = new LoweredProgram(test).run(level, order);
              expect(stray).toEqual([]);
              expect(results.length).toBe(training ? 2 : 1);
              for (const [index, result] of results.entries()) expect(relativeError(result, expected[index] ?? [])).toBeLessThan(summed);
            }
          },
        );
      }
    }
  });
}

describe('binary cross-entropy of a sure mistake', () => {
  it.each(['plain loops', 'plain'] as const)('is 100 a value, as in PyTorch, and its gradient is finite (%s)', (machine) => {
    const definition = findLoss('values', 'binaryCrossEntropy') as AnyLossDefinition;
    const { nodes, prediction, target, losses, predictionGradient } = programOfValueLoss(definition, {}, [1, 4], true);
    const inputs = new Map<Value, TensorData>([
      [prediction, Float32Array.of(0, 1, 0, 1)],
      [target, Float32Array.of(1, 0, 0, 1)],
    ]);
    const test = { nodes, training: true, inputs, outputs: [losses, predictionGradient as Value] };
    const [loss = [], gradient = []] = machine === 'plain loops' ? runPlain(test) : new LoweredProgram(test).run(machine).results;
    expect(loss[0]).toBeCloseTo(50, 4);
    expect(Array.from(gradient).every(Number.isFinite)).toBe(true);
  });
});
