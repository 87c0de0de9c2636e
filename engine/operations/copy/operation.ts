// The same values in another place: where one value has to live in two.
import { defineOperation, floats, type OperationBuilder, operandOf, type Value } from '../operation.ts';

export const copying = defineOperation({
  name: 'copy',
  explanation: 'y = x, in another place',
  results: (_, operands) => ({ y: operandOf(operands, 'x').type }),
  gradient: ({ gradientOf, needs, give }) => {
    const dy = gradientOf('y');
    if (dy !== undefined && needs('x')) give('x', dy);
  },
  reference: (call) => call.f32('y').set(call.f32('x')),
  samples: [
    { name: 'an odd number of values', operands: { x: floats(37) }, attributes: {} },
    { name: 'more values than a tile', operands: { x: floats(3, 3001) }, attributes: {} },
  ],
});

/** f32[…] → f32[…]. */
export function copy(builder: OperationBuilder, x: Value): Value {
  return operandOf(builder.apply(copying, { x }, {}), 'y');
}
