// Layers that say they can take over their neighbours compute what they and those compute one after the other: a term added to
// the output, max(0, ·) of it, and backward a gradient that is zero where the input is not positive, in place where they may.
import { describe, expect, it } from 'vitest';
import type { SimdLevel } from '../../../engine/backends/wasm/execution.ts';
import { layerDefinitions } from '../../../engine/layers/index.ts';
import type { AnyLayerDefinition, SampleCase } from '../../../engine/layers/layer.ts';
import { type LoweredSample, lowerSample } from '../../helpers/contract-lowering.ts';
import { createReferenceMachine, createWasmMachine, hasSimdLevel, type Machine } from '../../helpers/contract-machine.ts';
import { copyFloats, fillSample, findStrayWrites, kernelTolerance, relativeError } from '../../helpers/contract-values.ts';

const levels: readonly SimdLevel[] = ['plain', 'relaxed'];

interface Seen {
  readonly inputs: Float32Array[];
  readonly output: Float32Array;
  readonly addend: Float32Array | undefined;
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
    addend: lowered.addend === undefined ? undefined : copyFloats(machine.arena, lowered.addend),
    inputGradients: lowered.backward.length > 0 ? copy(lowered.inputGradients) : [],
    weightGradients: lowered.backward.length > 0 ? copy(lowered.weightGradients.values()) : [],
  };
}

const lower = (definition: AnyLayerDefinition, sample: SampleCase, training: boolean, added: boolean): LoweredSample =>
  lowerSample(definition, sample, { training, backward: training, fused: true, added, inPlace: true });

/** The layer alone, and the ReLUs as they are defined. */
function apart(definition: AnyLayerDefinition, sample: SampleCase, training: boolean, addend: Float32Array | undefined): Seen {
  const lowered = lowerSample(definition, sample, { training, backward: training });
  const seen = run(createReferenceMachine(definition.reference, lowered.recorder), lowered);
  const sum = seen.output.map((value, index) => value + (addend?.[index] ?? 0));
  return {
    ...seen,
    output: sum.map((value) => (definition.fusion?.rectifies ? Math.max(0, value) : value)),
    inputGradients: definition.fusion?.masks
      ? seen.inputGradients.map((gradient, index) => gradient.map((value, place) => ((seen.inputs[index]?.[place] ?? 0) > 0 ? value : 0)))
      : seen.inputGradients,
  };
}

function expectSame(actual: Seen, expected: Seen, tolerance: number): void {
  expect(relativeError(actual.output, expected.output), 'output').toBeLessThan(tolerance);
  for (const [index, gradient] of expected.inputGradients.entries())
    expect(relativeError(actual.inputGradients[index] ?? [], gradient), `gradient of input ${index}`).toBeLessThan(tolerance);
  for (const [index, gradient] of expected.weightGradients.entries())
    expect(relativeError(actual.weightGradients[index] ?? [], gradient), `gradient of weight ${index}`).toBeLessThan(tolerance);
}

const able = layerDefinitions.filter((definition) => definition.fusion !== undefined && definition.group !== 'input');

describe.each(able.map((definition) => [definition.type, definition] as const))('layer %s with what it takes over', (_type, definition) => {
  for (const sample of definition.samples) {
    for (const [training, added] of [
      [true, false],
      [true, true],
      [false, false],
      [false, true],
    ] as const) {
      const what = `${sample.name}: ${training ? 'trains' : 'predicts'}${added ? ', a term added,' : ''}`;
      if (added && definition.fusion?.adds === undefined) continue;
      it(`${what} by plain loops as one after the other`, () => {
        const lowered = lower(definition, sample, training, added);
        const actual = run(createReferenceMachine(definition.reference, lowered.recorder), lowered);
        expectSame(actual, apart(definition, sample, training, actual.addend), kernelTolerance(lowered));
      });
      for (const level of levels) {
        it.skipIf(!hasSimdLevel(level))(`${what} with ${level} SIMD as one after the other`, () => {
          const lowered = lower(definition, sample, training, added);
          const machine = createWasmMachine(level, lowered.recorder);
          const actual = run(machine, lowered);
          expectSame(actual, apart(definition, sample, training, actual.addend), kernelTolerance(lowered));
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
