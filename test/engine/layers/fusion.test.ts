// Layers that say they can take over a ReLU beside them compute what they and the ReLU compute one after the other: forward
// max(0, y), backward a gradient that is zero where the input is not positive.
import { describe, expect, it } from 'vitest';
import type { SimdLevel } from '../../../engine/backends/wasm.ts';
import { layerDefinitions } from '../../../engine/layers/index.ts';
import type { AnyLayerDefinition, SampleCase } from '../../../engine/layers/layer.ts';
import { type LoweredSample, lowerSample } from '../../helpers/contract-lowering.ts';
import { createReferenceMachine, createWasmMachine, hasSimdLevel, type Machine } from '../../helpers/contract-machine.ts';
import { copyFloats, fillSample, findStrayWrites, relativeError } from '../../helpers/contract-values.ts';

/** As in contract.test.ts. */
const kernelTolerance = 2e-6;
const levels: readonly SimdLevel[] = ['plain', 'relaxed'];

interface Seen {
  readonly inputs: Float32Array[];
  readonly output: Float32Array;
  readonly inputGradients: Float32Array[];
  readonly weightGradients: Float32Array[];
}

function run(machine: Machine, lowered: LoweredSample): Seen {
  fillSample(machine.arena, lowered);
  machine.run([...lowered.forward, ...lowered.backward], 'shuffled');
  const copy = (buffers: Iterable<Parameters<typeof copyFloats>[1]>): Float32Array[] =>
    [...buffers].map((buffer) => copyFloats(machine.arena, buffer));
  return {
    inputs: copy(lowered.inputs),
    output: copyFloats(machine.arena, lowered.output),
    inputGradients: lowered.backward.length > 0 ? copy(lowered.inputGradients) : [],
    weightGradients: lowered.backward.length > 0 ? copy(lowered.weightGradients.values()) : [],
  };
}

const lower = (definition: AnyLayerDefinition, sample: SampleCase, training: boolean, fused: boolean): LoweredSample =>
  lowerSample(definition, sample, { training, backward: training, fused });

/** The layer alone, and the ReLUs as they are defined. */
function apart(definition: AnyLayerDefinition, sample: SampleCase, training: boolean): Seen {
  const lowered = lower(definition, sample, training, false);
  const seen = run(createReferenceMachine(definition.reference, lowered.recorder), lowered);
  return {
    ...seen,
    output: definition.fusion?.rectifies ? seen.output.map((value) => Math.max(0, value)) : seen.output,
    inputGradients: definition.fusion?.masks
      ? seen.inputGradients.map((gradient, index) => gradient.map((value, place) => ((seen.inputs[index]?.[place] ?? 0) > 0 ? value : 0)))
      : seen.inputGradients,
  };
}

function expectSame(actual: Seen, expected: Seen): void {
  expect(relativeError(actual.output, expected.output), 'output').toBeLessThan(kernelTolerance);
  for (const [index, gradient] of expected.inputGradients.entries())
    expect(relativeError(actual.inputGradients[index] ?? [], gradient), `gradient of input ${index}`).toBeLessThan(kernelTolerance);
  for (const [index, gradient] of expected.weightGradients.entries())
    expect(relativeError(actual.weightGradients[index] ?? [], gradient), `gradient of weight ${index}`).toBeLessThan(kernelTolerance);
}

const able = layerDefinitions.filter((definition) => definition.fusion?.rectifies || definition.fusion?.masks);

describe.each(able.map((definition) => [definition.type, definition] as const))('layer %s beside a ReLU', (_type, definition) => {
  for (const sample of definition.samples) {
    for (const training of [true, false]) {
      const what = `${sample.name}: ${training ? 'trains' : 'predicts'}`;
      it(`${what} by plain loops as the two one after the other`, () => {
        const lowered = lower(definition, sample, training, true);
        expectSame(run(createReferenceMachine(definition.reference, lowered.recorder), lowered), apart(definition, sample, training));
      });
      for (const level of levels) {
        it.skipIf(!hasSimdLevel(level))(`${what} with ${level} SIMD as the two one after the other`, () => {
          const lowered = lower(definition, sample, training, true);
          const machine = createWasmMachine(level, lowered.recorder);
          const actual = run(machine, lowered);
          expectSame(actual, apart(definition, sample, training));
          fillSample(machine.arena, lowered);
          const before = new Uint8Array(machine.arena).slice();
          const steps = [...lowered.forward, ...lowered.backward];
          machine.run(steps, 'descending');
          expect(findStrayWrites(before, new Uint8Array(machine.arena), lowered.recorder, steps)).toEqual([]);
        });
      }
    }
  }
});
