// Fills an arena for a test, reads buffers, compares them. Everything that is not filled holds the bits of a NaN, so that a
// value that a kernel forgot to write, or read from beyond a buffer's end, shows in the result.
import type { StepRequest } from '../../engine/layers/layer.ts';
import { hyperparameterSlots } from '../../engine/operations/hyperparameters.ts';
import { createRandom } from '../../engine/base/random.ts';
import { firstBufferOffset, type LoweredSample, type Recorder, slackBytes, type TestBuffer } from './contract-lowering.ts';

export function viewFloats(arena: ArrayBufferLike, buffer: TestBuffer): Float32Array {
  return new Float32Array(arena, buffer.offset, buffer.bytes >> 2);
}

export function copyFloats(arena: ArrayBufferLike, buffer: TestBuffer): Float32Array {
  return new Float32Array(viewFloats(arena, buffer));
}

/** Every byte of the buffers' part of the arena becomes 0xFF: NaN as a float, −1 as an integer. */
export function spoil(arena: ArrayBufferLike, recorder: Recorder): void {
  new Uint8Array(arena, firstBufferOffset, recorder.arenaBytes - firstBufferOffset).fill(0xff);
}

/** Values of either sign from 0.05 to 1.5: a difference quotient does not straddle the kink of a function at 0. */
export function fillSmooth(values: Float32Array, seed: number): void {
  const random = createRandom(seed);
  for (let index = 0; index < values.length; index++) {
    const size = 0.05 + 1.45 * random.next();
    values[index] = random.next() < 0.5 ? -size : size;
  }
}

/** Sums of f32 in another order than the plain loops'. */
export const summationTolerance = 2e-6;
/**
 * Winograd's transforms multiply and subtract values many times as large as their sum: errors of up to 6e-6 are measured where
 * the definition's are 2e-7, the price of a fourth of its products (Lavin and Gray, 2016, table 4, find the same ratio).
 */
const winogradTolerance = 1e-5;

/** Largest difference of the compiled kernels from the plain loops, as a share of the largest value of a buffer. */
export function kernelTolerance({ forward, backward }: LoweredSample): number {
  return [...forward, ...backward].some(({ kernel }) => kernel.includes('Winograd')) ? winogradTolerance : summationTolerance;
}

/** The same inputs, weights and output gradient on every machine. */
export function fillSample(arena: ArrayBufferLike, lowered: LoweredSample): void {
  spoil(arena, lowered.recorder);
  for (const [index, buffer] of lowered.inputs.entries()) fillSmooth(viewFloats(arena, buffer), 11 + index);
  for (const [index, buffer] of [...lowered.weights.values()].entries()) fillSmooth(viewFloats(arena, buffer), 101 + index);
  const variance = lowered.weights.get('runningVariance');
  if (variance !== undefined)
    viewFloats(arena, variance).forEach((value, index, values) => {
      values[index] = Math.abs(value);
    });
  fillSmooth(viewFloats(arena, lowered.outputGradient), 1001);
  if (lowered.addend !== undefined) fillSmooth(viewFloats(arena, lowered.addend), 2001);
  viewFloats(arena, lowered.hyperparameters).fill(0);
  new Int32Array(arena, lowered.hyperparameters.offset, 2)[hyperparameterSlots.iterationBits] = 3;
}

/** The largest difference, as a share of the largest expected value; NaN, which no comparison passes, where a value is none. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let [difference, largest] = [0, Number.MIN_VALUE];
  for (let index = 0; index < expected.length; index++) {
    const gap = Math.abs((actual[index] as number) - (expected[index] as number));
    if (Number.isNaN(gap)) return Number.NaN;
    difference = Math.max(difference, gap);
    largest = Math.max(largest, Math.abs(expected[index] as number));
  }
  return difference / largest;
}

/** What the steps wrote outside the buffers they name, by name; an overrun into the slack behind a buffer is allowed. */
export function findStrayWrites(before: Uint8Array, after: Uint8Array, recorder: Recorder, steps: readonly StepRequest[]): string[] {
  const written = new Set(steps.flatMap((step) => Object.values(step.writes)).map((handle) => (handle as TestBuffer).offset));
  return recorder.buffers.flatMap((buffer, index) => {
    const next = recorder.buffers[index + 1]?.offset ?? recorder.arenaBytes;
    const from = written.has(buffer.offset) ? buffer.offset + buffer.bytes + slackBytes : buffer.offset;
    for (let place = from; place < next; place++)
      if (before[place] !== after[place]) return [`${buffer.name}, byte ${place - buffer.offset} of ${buffer.bytes}`];
    return [];
  });
}
