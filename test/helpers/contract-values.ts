// Values to try operations on, and how results are compared.
import { createHash } from 'node:crypto';
import type { TensorData } from '../../engine/backends/reference/run.ts';
import { createRandom } from '../../engine/base/random.ts';
import { hyperparameterBytes, hyperparameterSlots } from '../../engine/operations/hyperparameters.ts';
import type { Value } from '../../engine/operations/operation.ts';
import type { LayerProgram } from './layer-programs.ts';

/** Values of either sign from 0.05 to 1.5: a difference quotient does not straddle the kink of a function at 0. */
export function fillSmooth(values: Float32Array, seed: number): void {
  const random = createRandom(seed);
  for (let index = 0; index < values.length; index++) {
    const size = 0.05 + 1.45 * random.next();
    values[index] = random.next() < 0.5 ? -size : size;
  }
}

/** Largest difference of ways that only sum in another order than the plain loops, as a share of the largest value of a result. */
export const summationTolerance = 2e-6;

function smooth(value: Value, seed: number): Float32Array {
  const values = new Float32Array(value.type.shape.reduce((product, length) => product * length, 1));
  fillSmooth(values, seed);
  return values;
}

/** The block of hyper-parameters at the third update. */
function hyperparameterBlock(): Float32Array {
  const block = new Float32Array(hyperparameterBytes / 4);
  new Int32Array(block.buffer)[hyperparameterSlots.iterationBits] = 3;
  block[hyperparameterSlots.learningRate] = 0.05;
  block[hyperparameterSlots.firstCorrection] = 0.3;
  block[hyperparameterSlots.secondCorrection] = 0.2;
  return block;
}

/** Inputs, weights and output gradient of a layer, the same for everybody. */
export function valuesOf(program: LayerProgram): Map<Value, TensorData> {
  const values = new Map<Value, TensorData>();
  for (const [index, value] of program.inputs.entries()) values.set(value, operandValues(value, 11 + index, program.below, false));
  for (const [index, value] of [...program.weights.values()].entries()) values.set(value, smooth(value, 101 + index));
  const variance = program.weights.get('runningVariance');
  if (variance !== undefined) values.set(variance, (values.get(variance) as Float32Array).map(Math.abs));
  values.set(program.outputGradient, smooth(program.outputGradient, 1001));
  values.set(program.hyperparameters, hyperparameterBlock());
  return values;
}

/** Values for an operand of an operation tried alone; variances and what is like them should be positive: `isPositive`. */
export function operandValues(value: Value, seed: number, below: number, isPositive: boolean): TensorData {
  const random = createRandom(seed);
  const count = value.type.shape.reduce((product, length) => product * length, 1);
  if (value.type.element === 'i32') return Int32Array.from({ length: count }, () => random.integer(below));
  if (value.type.element === 'u8') return Uint8Array.from({ length: count }, () => random.integer(256));
  const floats = smooth(value, seed);
  if (value.type.shape.length === 1 && value.name === 'hyperparameters') return hyperparameterBlock();
  return isPositive ? floats.map(Math.abs) : floats;
}

/**
 * The largest difference, as a share of the largest value of `scale`, what is expected where absent; NaN, which no comparison passes,
 * where a value is none.
 */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>, scale = expected): number {
  if (actual.length !== expected.length) return Number.NaN;
  let [difference, largest] = [0, Number.MIN_VALUE];
  for (let index = 0; index < expected.length; index++) {
    const gap = Math.abs((actual[index] as number) - (expected[index] as number));
    if (Number.isNaN(gap)) return Number.NaN;
    difference = Math.max(difference, gap);
    largest = Math.max(largest, Math.abs(scale[index] as number));
  }
  return difference / largest;
}

/** A digest of a result's bits: two are equal where all their bits are, and comparing them takes no time. */
export function bitsOf(values: TensorData): string {
  return createHash('sha256')
    .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    .digest('hex');
}
