// The contract that every layer type keeps, on every one of its samples: shapes, file round trip, gradients, both SIMD levels
// against the plain loops as a whole program, and bits that do not depend on who does which tile when.

import { describe, expect, it } from 'vitest';
import type { TensorData } from '../../../engine/backends/reference/run.ts';
import type { SimdLevel } from '../../../engine/backends/wasm/execution.ts';
import { describe as describeWords } from '../../../engine/base/described.ts';
import { parametersValidator } from '../../../engine/base/fields.ts';
import { createRandom } from '../../../engine/base/random.ts';
import { sizeOf } from '../../../engine/base/shape.ts';
import { layerDefinitions } from '../../../engine/layers/index.ts';
import type { Value } from '../../../engine/operations/operation.ts';
import { bitsOf, relativeError, summationTolerance, valuesOf } from '../../helpers/contract-values.ts';
import { type LayerProgram, programOfLayer } from '../../helpers/layer-programs.ts';
import { lazily } from '../../helpers/lazily.ts';
import { LoweredProgram, runPlain, type TestProgram } from '../../helpers/program-runs.ts';
import { hasSimdLevel } from '../../helpers/step-machine.ts';

/** Largest difference between analytic and numeric gradient, as a share of the largest: the quotient's own error. */
const gradientTolerance = 1e-3;
const mostCoordinates = 24;
const levels: readonly SimdLevel[] = ['plain', 'relaxed'];

/** What a person or another layer can see of a run. Statistics that a training step updates are among the weights. */
const seenOf = (program: LayerProgram): Value[] => [
  program.output,
  ...program.furtherOutputs.values(),
  ...program.inputGradients.flatMap((value) => value ?? []),
  ...program.weightGradients.values(),
  ...program.weights.values(),
];

const testOf = (program: LayerProgram, inputs: ReadonlyMap<Value, TensorData>): TestProgram => ({
  nodes: program.nodes,
  training: program.training,
  inputs,
  outputs: seenOf(program),
});

/** The corners, along every length of the shape the first place and the last, for borders are where mistakes live; and some by chance. */
function coordinatesOf(shape: readonly number[], seed: number): number[] {
  const corners = shape.reduce<number[]>((places, length) => places.flatMap((place) => [place * length, place * length + length - 1]), [0]);
  const others = Int32Array.from({ length: sizeOf(shape) }, (_, coordinate) => coordinate);
  createRandom(seed).shuffle(others);
  return [...new Set([...corners, ...others.subarray(0, mostCoordinates)])].slice(0, Math.max(mostCoordinates, corners.length));
}

/** Σ r·y, the functional whose gradient the output gradient r makes. */
function functional(program: LayerProgram, inputs: ReadonlyMap<Value, TensorData>): number {
  const [y = []] = runPlain({ ...testOf(program, inputs), nodes: program.forward, outputs: [program.output] });
  const r = inputs.get(program.outputGradient) as Float32Array;
  return Array.from(y).reduce((sum, value, index) => sum + value * (r[index] as number), 0);
}

for (const definition of layerDefinitions) {
  describe(`layer ${definition.type}`, () => {
    it('has samples, a label and an explanation', () => {
      expect(definition.samples.length).toBeGreaterThan(0);
      const { label, explanation } = describeWords(definition, 'en');
      expect(label).not.toBe('');
      expect(explanation.length).toBeGreaterThan(80);
    });

    for (const sample of definition.samples) {
      describe(sample.name, () => {
        const parameters = parametersValidator(definition.fields).parse(sample.parameters);

        it('has an output of whole, positive sizes, and puts out just that', () => {
          const result = definition.inferShape(parameters, sample.inputShapes);
          if ('problem' in result) throw new Error(result.problem.id);
          for (const length of result.shape) expect(Number.isInteger(length) && length > 0, `${length}`).toBe(true);
          if (definition.group === 'input') return;
          const { output, furtherOutputs } = programOfLayer(definition, sample, false);
          expect(output.type.shape).toEqual([sample.batch, ...result.shape]);
          const shapes = [...furtherOutputs].map(([name, { type }]) => [name, type.shape.slice(1)]);
          expect(Object.fromEntries(shapes)).toEqual(result.others ?? {});
        });

        it('comes back from a file with the same parameters', () => {
          expect(parametersValidator(definition.fields).parse(JSON.parse(JSON.stringify(parameters)))).toEqual(parameters);
        });

        if (definition.group === 'input') return;

        it('has the gradient that difference quotients have', () => {
          const program = programOfLayer(definition, sample, true);
          const inputs = valuesOf(program);
          const step = Math.min(...program.nodes.map(({ definition: operation }) => operation.quotientStep ?? 2 ** -5));
          const pairs = [
            // positions have none
            ...program.inputs.flatMap((value, index) =>
              value.type.element === 'f32' ? [[value, program.inputGradients[index]] as const] : [],
            ),
            ...[...program.weightGradients].map(([name, gradient]) => [program.weights.get(name) as Value, gradient] as const),
          ];
          expect(program.weightGradients.size).toBe(program.specifications.filter(({ trainable }) => trainable).length);
          for (const [seed, [value, gradient]] of pairs.entries()) {
            expect(gradient, `gradient of ${value.name}`).toBeDefined();
            const [analytic = []] = runPlain({ ...testOf(program, inputs), outputs: [gradient as Value] });
            const given = inputs.get(value) as Float32Array;
            const tried = coordinatesOf(value.type.shape, seed + 5);
            const numeric = tried.map((coordinate) => {
              const moved = (distance: number): { sum: number; at: number } => {
                const values = given.slice();
                values[coordinate] = (values[coordinate] as number) + distance;
                return { sum: functional(program, new Map([...inputs, [value, values]])), at: values[coordinate] as number };
              };
              const [above, below] = [moved(step), moved(-step)];
              return (above.sum - below.sum) / (above.at - below.at);
            });
            const expected = tried.map((coordinate) => analytic[coordinate] as number);
            expect(relativeError(numeric, expected), value.name).toBeLessThan(gradientTolerance);
          }
        });

        for (const training of [true, false]) {
          const prepared = lazily(() => {
            const program = programOfLayer(definition, sample, training);
            const test = testOf(program, valuesOf(program));
            return { test, expected: runPlain(test), lowered: new LoweredProgram(test) };
          });
          for (const level of levels) {
            it.skipIf(!hasSimdLevel(level))(
              `${training ? 'trains' : 'predicts'} with ${level} SIMD as with the plain loops, in any order of tiles`,
              () => {
                const { test, expected, lowered } = prepared();
                const { results, stray, ways } = lowered.run(level);
                const tolerance = Math.max(summationTolerance, ...ways.map((way) => way.tolerance ?? 0));
                expect(stray).toEqual([]);
                test.outputs.forEach((value, index) => {
                  expect(relativeError(results[index] ?? [], expected[index] ?? []), value.name).toBeLessThan(tolerance);
                });
                for (const order of ['descending', 'shuffled'] as const) {
                  lowered.run(level, order).results.forEach((values, index) => {
                    expect(bitsOf(values), `${test.outputs[index]?.name}, ${order}`).toEqual(bitsOf(results[index] as TensorData));
                  });
                }
              },
            );
          }
        }
      });
    }
  });
}
