// Numeric gradients: the difference quotient of a random linear functional Σ r·y of a layer's output, in double precision as
// far as the layer's f32 buffers allow, for a few coordinates of each input and weight.
import { createRandom } from '../../engine/base/random.ts';
import type { LoweredSample, TestBuffer } from './contract-lowering.ts';
import type { Machine } from './contract-machine.ts';
import { copyFloats, fillSample, viewFloats } from './contract-values.ts';

const mostCoordinates = 24;

export interface GradientPair {
  readonly name: string;
  readonly analytic: readonly number[];
  readonly numeric: readonly number[];
}

function functional(machine: Machine, lowered: LoweredSample): number {
  machine.run(lowered.forward);
  const y = viewFloats(machine.arena, lowered.output);
  const r = viewFloats(machine.arena, lowered.outputGradient);
  return y.reduce((sum, value, index) => sum + value * (r[index] as number), 0);
}

function numericGradient(machine: Machine, lowered: LoweredSample, buffer: TestBuffer, coordinate: number, distance: number): number {
  const values = viewFloats(machine.arena, buffer);
  const middle = values[coordinate] as number;
  values[coordinate] = middle + distance;
  const [above, upper] = [functional(machine, lowered), values[coordinate] as number];
  values[coordinate] = middle - distance;
  const [below, lower] = [functional(machine, lowered), values[coordinate] as number];
  values[coordinate] = middle;
  return (above - below) / (upper - lower);
}

/** Both gradients of every input and trainable weight, at the coordinates tried. `distance` is the step of the quotient. */
export function compareGradients(machine: Machine, lowered: LoweredSample, distance: number): GradientPair[] {
  fillSample(machine.arena, lowered);
  machine.run(lowered.forward);
  machine.run(lowered.backward);
  const pairs: readonly (readonly [TestBuffer, TestBuffer])[] = [
    ...lowered.inputs.map((buffer, index) => [buffer, lowered.inputGradients[index] as TestBuffer] as const),
    ...[...lowered.weightGradients].map(([name, gradient]) => [lowered.weights.get(name) as TestBuffer, gradient] as const),
  ];
  const analytic = pairs.map(([, gradient]) => copyFloats(machine.arena, gradient));
  return pairs.map(([buffer], index) => {
    const coordinates = Int32Array.from({ length: buffer.bytes >> 2 }, (_, coordinate) => coordinate);
    createRandom(index + 5).shuffle(coordinates);
    const tried = [...coordinates.subarray(0, mostCoordinates)];
    return {
      name: buffer.name,
      analytic: tried.map((coordinate) => analytic[index]?.[coordinate] as number),
      numeric: tried.map((coordinate) => numericGradient(machine, lowered, buffer, coordinate, distance)),
    };
  });
}
