// Dropout while training: y = 0 where a value's 32 random bits are below rate · 2³², else x / (1 − rate). The mask is never stored:
// it follows from the key, the number of the update and the value's index, so the gradient is the same operation on dy.
import { hashCounter } from '../../base/random.ts';
import { hyperparameterBytes, hyperparameterSlots } from '../hyperparameters.ts';
import { defineOperation, floats, type OperationBuilder, operandOf, type Value } from '../operation.ts';

export interface DropoutAttributes {
  readonly [name: string]: unknown;
  /** The share of values that go; from 0, below 1. */
  readonly rate: number;
  /** 32 bits that no other dropout of the program has. */
  readonly key: number;
}

/** Of 2³² random numbers those below this drop a value; and what the others are multiplied by. */
export function dropoutNumbers({ rate }: DropoutAttributes): { threshold: number; scale: number } {
  return { threshold: Math.round(rate * 4294967296), scale: 1 / (1 - rate) };
}

const hyperparameters = floats(hyperparameterBytes / 4);

export const dropping = defineOperation<DropoutAttributes>({
  name: 'dropout',
  explanation: 'y = 0 with the probability given, else x / (1 − rate)',
  results: (_, operands) => ({ y: operandOf(operands, 'x').type }),
  inPlace: ['x'],
  gradient: ({ builder, attributes, operand, gradientOf, needs, give }) => {
    const dy = gradientOf('y');
    if (dy !== undefined && needs('x')) give('x', drop(builder, { x: dy, hyperparameters: operand('hyperparameters') }, attributes));
  },
  reference: (call) => {
    const [x, y, settings] = [call.f32('x'), call.f32('y'), call.f32('hyperparameters')];
    const bits = new Uint32Array(settings.buffer, settings.byteOffset, settings.length);
    const key = hashCounter(call.attributes.key >>> 0, bits[hyperparameterSlots.iterationBits] as number);
    const { threshold, scale } = dropoutNumbers(call.attributes);
    for (let index = 0; index < y.length; index++)
      y[index] = hashCounter(key, index) < threshold ? 0 : (x[index] as number) * Math.fround(scale);
  },
  samples: [
    { name: 'half of some vectors', operands: { x: floats(3, 37), hyperparameters }, attributes: { rate: 0.5, key: 7 } },
    { name: 'a map of odd size', operands: { x: floats(1, 5, 3, 3), hyperparameters }, attributes: { rate: 0.2, key: 0xfedcba98 } },
  ],
});

/** x: f32[…], of which `rate` goes; hyperparameters: the block that holds the number of the update. */
export function drop(
  builder: OperationBuilder,
  operands: { readonly x: Value; readonly hyperparameters: Value },
  attributes: DropoutAttributes,
): Value {
  return operandOf(builder.apply(dropping, operands, attributes), 'y');
}
