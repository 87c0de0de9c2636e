// The contract that every layer type keeps, on every one of its samples: shapes, file round trip, gradients, both SIMD
// levels against the plain loops, and bits that do not depend on who does which tile when.
import { describe, expect, it } from 'vitest';
import type { SimdLevel } from '../../../engine/backends/wasm/execution.ts';
import { layerDefinitions } from '../../../engine/layers/index.ts';
import type { AnyLayerDefinition, SampleCase } from '../../../engine/layers/layer.ts';
import { parametersValidator } from '../../../engine/base/fields.ts';
import { compareGradients } from '../../helpers/contract-gradient.ts';
import { type LoweredSample, lowerSample, type TestBuffer } from '../../helpers/contract-lowering.ts';
import { createReferenceMachine, createWasmMachine, hasSimdLevel, type TileOrder } from '../../helpers/contract-machine.ts';
import { copyFloats, fillSample, findStrayWrites, kernelTolerance, relativeError } from '../../helpers/contract-values.ts';

/** Largest difference between analytic and numeric gradient, as a share of the largest: the quotient's own error. */
const gradientTolerance = 1e-3;
const levels: readonly SimdLevel[] = ['plain', 'relaxed'];

/** Maxima have kinks wherever two values tie: only a small step keeps away from them, and loses nothing there. */
const quotientStep = (parameters: Readonly<Record<string, unknown>>): number => (parameters.operation === 'max' ? 2 ** -16 : 2 ** -5);

/** What a person or another layer can see of a run. Statistics that a training step updates are among the weights. */
const resultsOf = (lowered: LoweredSample): TestBuffer[] => [
  lowered.output,
  ...(lowered.backward.length > 0 ? [...lowered.inputGradients, ...lowered.weightGradients.values()] : []),
  ...lowered.weights.values(),
];

function lower(definition: AnyLayerDefinition, sample: SampleCase, training: boolean): LoweredSample {
  return lowerSample(definition, sample, { training, backward: training && definition.group !== 'output' });
}

function runReference(definition: AnyLayerDefinition, lowered: LoweredSample): Float32Array[] {
  const machine = createReferenceMachine(definition.reference, lowered.recorder);
  fillSample(machine.arena, lowered);
  machine.run([...lowered.forward, ...lowered.backward]);
  return resultsOf(lowered).map((buffer) => copyFloats(machine.arena, buffer));
}

function runCompiled(level: SimdLevel, lowered: LoweredSample, order: TileOrder): { results: Float32Array[]; stray: string[] } {
  const machine = createWasmMachine(level, lowered.recorder);
  fillSample(machine.arena, lowered);
  const before = new Uint8Array(machine.arena).slice();
  const steps = [...lowered.forward, ...lowered.backward];
  machine.run(steps, order);
  const stray = findStrayWrites(before, new Uint8Array(machine.arena), lowered.recorder, steps);
  return { results: resultsOf(lowered).map((buffer) => copyFloats(machine.arena, buffer)), stray };
}

const bitsOf = (values: Float32Array): Uint32Array => new Uint32Array(values.buffer, values.byteOffset, values.length);

for (const definition of layerDefinitions) {
  describe(`layer ${definition.type}`, () => {
    it('has samples, a label and an explanation', () => {
      expect(definition.samples.length).toBeGreaterThan(0);
      expect(definition.label).not.toBe('');
      expect(definition.explanation.length).toBeGreaterThan(80);
    });

    for (const sample of definition.samples) {
      describe(sample.name, () => {
        const parameters = parametersValidator(definition.fields).parse(sample.parameters);

        it('has an output of whole, positive sizes', () => {
          const result = definition.inferShape(parameters, sample.inputShapes);
          if ('problem' in result) throw new Error(result.problem.message);
          for (const length of result.shape) expect(Number.isInteger(length) && length > 0, `${length}`).toBe(true);
        });

        it('comes back from a file with the same parameters', () => {
          expect(parametersValidator(definition.fields).parse(JSON.parse(JSON.stringify(parameters)))).toEqual(parameters);
        });

        if (definition.group === 'input') return;

        if (definition.group !== 'output') {
          it('has the gradient that difference quotients have', () => {
            const lowered = lower(definition, sample, true);
            const machine = createReferenceMachine(definition.reference, lowered.recorder);
            for (const { name, analytic, numeric } of compareGradients(machine, lowered, quotientStep(parameters))) {
              expect(relativeError(numeric, analytic), name).toBeLessThan(gradientTolerance);
            }
          });
        }

        for (const training of [true, false]) {
          for (const level of levels) {
            it.skipIf(!hasSimdLevel(level))(
              `${training ? 'trains' : 'predicts'} with ${level} SIMD as with the plain loops, in any order of tiles`,
              () => {
                const lowered = lower(definition, sample, training);
                const expected = runReference(definition, lowered);
                const { results, stray } = runCompiled(level, lowered, 'ascending');
                expect(stray).toEqual([]);
                resultsOf(lowered).forEach((buffer, index) => {
                  expect(relativeError(results[index] as Float32Array, expected[index] as Float32Array), buffer.name).toBeLessThan(
                    kernelTolerance(lowered),
                  );
                });
                for (const order of ['descending', 'shuffled'] as const) {
                  const again = runCompiled(level, lowered, order).results;
                  again.forEach((values, index) => {
                    expect(bitsOf(values), `${resultsOf(lowered)[index]?.name}, ${order}`).toEqual(bitsOf(results[index] as Float32Array));
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
