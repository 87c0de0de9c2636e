// The same values seen under another shape: nothing moves, and both share a place.
import { sizeOf } from '../../base/shape.ts';
import { defineOperation, floats, type OperationBuilder, operandOf, type Value } from '../operation.ts';

export interface ReshapeAttributes {
  readonly [name: string]: unknown;
  /** With the batch. */
  readonly shape: readonly number[];
}

export const reshaping = defineOperation<ReshapeAttributes>({
  name: 'reshape',
  explanation: 'y = x, seen under another shape',
  isView: true,
  results: ({ shape }, operands) => {
    const { type } = operandOf(operands, 'x');
    if (sizeOf(shape) !== sizeOf(type.shape)) throw new Error(`reshape: ${type.shape.join('×')} is not ${shape.join('×')}`);
    return { y: { ...type, shape } };
  },
  gradient: ({ builder, operand, gradientOf, needs, give }) => {
    const dy = gradientOf('y');
    if (dy !== undefined && needs('x')) give('x', reshape(builder, dy, operand('x').type.shape));
  },
  reference: (call) => call.f32('y').set(call.f32('x')),
  samples: [{ name: 'a map as a vector', operands: { x: floats(2, 3, 5, 7) }, attributes: { shape: [2, 105] } }],
});

/** `x` under another shape of as many values, the batch first. */
export function reshape(builder: OperationBuilder, x: Value, shape: readonly number[]): Value {
  return operandOf(builder.apply(reshaping, { x }, { shape }), 'y');
}
