// Every loss: its gradient with respect to the logits, through softmax, against difference quotients; both SIMD levels
// against the plain loops; empty places of a batch; evaluation without a gradient.
import { describe, expect, it } from 'vitest';
import type { TensorData } from '../../../engine/backends/reference/run.ts';
import { parametersValidator } from '../../../engine/base/fields.ts';
import { lossDefinitions } from '../../../engine/losses/index.ts';
import type { AnyLossDefinition } from '../../../engine/losses/loss.ts';
import type { Value } from '../../../engine/operations/operation.ts';
import { fillSmooth, relativeError } from '../../helpers/contract-values.ts';
import { LoweredProgram, runPlain, type TestProgram } from '../../helpers/program-runs.ts';
import { hasSimdLevel } from '../../helpers/step-machine.ts';
import { type LossProgram, programOfLoss } from '../../helpers/training-programs.ts';

const cases: readonly { readonly type: string; readonly parameters: Readonly<Record<string, number>> }[] = [
  ...lossDefinitions.map(({ type }) => ({ type, parameters: {} })),
  { type: 'crossEntropy', parameters: { labelSmoothing: 0.1 } },
];
const sizes = [
  { batch: 1, classes: 2 },
  { batch: 5, classes: 7 },
  { batch: 33, classes: 130 },
] as const;

function logitsOf(count: number): Float32Array {
  const logits = new Float32Array(count);
  fillSmooth(logits, 7);
  return logits;
}

function testOf({ nodes, logits, labels, losses, logitsGradient }: LossProgram, batch: number, classes: number): TestProgram {
  const given = Int32Array.from({ length: batch }, (_, row) => (row % 3 === 2 ? -1 : (row * 5) % classes));
  const inputs = new Map<Value, TensorData>([
    [logits, logitsOf(batch * classes)],
    [labels, given],
  ]);
  return { nodes, training: logitsGradient !== undefined, inputs, outputs: [losses, ...(logitsGradient ? [logitsGradient] : [])] };
}

for (const { type, parameters } of cases) {
  const definition = lossDefinitions.find((candidate) => candidate.type === type) as AnyLossDefinition;
  const parsed = parametersValidator(definition.fields).parse(parameters);
  for (const { batch, classes } of sizes) {
    describe(`${type} ${JSON.stringify(parameters)}, ${batch} examples, ${classes} classes`, () => {
      it('has the gradient of the mean loss that difference quotients have', () => {
        const program = programOfLoss(definition, parsed, batch, classes, true);
        const test = testOf(program, batch, classes);
        const [, analytic = []] = runPlain(test);
        const meanLoss = (logits: Float32Array): number => {
          const [losses = []] = runPlain({ ...test, inputs: new Map([...test.inputs, [program.logits, logits]]) });
          return Array.from(losses).reduce((sum, loss) => sum + loss / batch, 0);
        };
        const tried = Math.min(batch * classes, 60);
        const numeric = Float64Array.from({ length: tried }, (_, index) => {
          const [above, below] = [logitsOf(batch * classes), logitsOf(batch * classes)];
          above[index] = (above[index] as number) + 2 ** -5;
          below[index] = (below[index] as number) - 2 ** -5;
          return (meanLoss(above) - meanLoss(below)) * 16;
        });
        expect(relativeError(numeric, Array.from(analytic).slice(0, tried))).toBeLessThan(1e-3);
      });

      it('gives neither loss nor gradient to an empty place', () => {
        const { results } = new LoweredProgram(testOf(programOfLoss(definition, parsed, batch, classes, true), batch, classes)).run(
          'plain',
        );
        const [losses = [], gradient = []] = results;
        for (let row = 2; row < batch; row += 3) {
          expect(losses[row]).toBe(0);
          expect(
            Array.from(gradient)
              .slice(row * classes, (row + 1) * classes)
              .every((value) => value === 0),
          ).toBe(true);
        }
      });

      for (const level of ['plain', 'relaxed'] as const) {
        for (const training of [true, false]) {
          it.skipIf(!hasSimdLevel(level))(
            `gives with ${level} SIMD what the plain loops give, ${training ? 'with' : 'without'} gradient`,
            () => {
              const test = testOf(programOfLoss(definition, parsed, batch, classes, training), batch, classes);
              const expected = runPlain(test);
              for (const order of ['ascending', 'descending'] as const) {
                const { results, stray } = new LoweredProgram(test).run(level, order);
                expect(stray).toEqual([]);
                expect(results.length).toBe(training ? 2 : 1);
                for (const [index, result] of results.entries()) expect(relativeError(result, expected[index] ?? [])).toBeLessThan(1e-6);
              }
            },
          );
        }
      }
    });
  }
}

describe('a loss while nobody trains', () => {
  it('is the plain cross-entropy, without label smoothing', () => {
    const definition = lossDefinitions.find((candidate) => candidate.type === 'crossEntropy') as AnyLossDefinition;
    const lossesOf = (labelSmoothing: number, training: boolean): TensorData | undefined =>
      runPlain(testOf(programOfLoss(definition, { labelSmoothing }, 4, 5, training), 4, 5))[0];
    expect(lossesOf(0.2, false)).toEqual(lossesOf(0, false));
    expect(lossesOf(0.2, true)).not.toEqual(lossesOf(0, true));
  });
});
