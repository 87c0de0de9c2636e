// The sum of values of one type, y = x0 + x1 + …, in this order: merges of branches, and the gradients that come back along several
// ways.
import { isSameShape } from '../../base/shape.ts';
import { defineOperation, floats, type OperationBuilder, operandOf, type TensorType, type Value } from '../operation.ts';

/** Operands are called x0, x1, … in the order in which they are summed. */
const termName = (index: number): string => `x${index}`;

const sample = (name: string, count: number, ...shape: number[]) => ({
  name,
  operands: Object.fromEntries(Array.from({ length: count }, (_, index): [string, TensorType] => [termName(index), floats(...shape)])),
  attributes: {},
});

export const addition = defineOperation({
  name: 'add',
  explanation: 'y = x0 + x1 + …, value by value',
  results: (_, operands) => {
    const { type } = operandOf(operands, 'x0');
    for (const other of Object.values(operands))
      if (!isSameShape(other.type.shape, type.shape)) throw new Error('add: the terms have different sizes');
    return { y: type };
  },
  inPlace: Array.from({ length: 16 }, (_, index) => termName(index)),
  carries: { rectify: true, mask: (_, value) => value },
  gradient: ({ gradientOf, has, needs, give }) => {
    const dy = gradientOf('y');
    if (dy === undefined) return;
    for (let index = 0; has(termName(index)); index++) if (needs(termName(index))) give(termName(index), dy);
  },
  reference: (call) => {
    const y = call.f32('y');
    y.set(call.f32('x0'));
    for (let term = 1; call.has(termName(term)); term++) {
      const x = call.f32(termName(term));
      for (let index = 0; index < y.length; index++) y[index] = (y[index] as number) + (x[index] as number);
    }
  },
  samples: [
    sample('two maps of odd size', 2, 2, 5, 3, 3),
    sample('three vectors', 3, 1, 7),
    sample('more values than a tile', 2, 1, 33, 31, 9),
  ],
});

/** The sum of at least one value, all f32[…] of one shape. */
export function add(builder: OperationBuilder, terms: readonly Value[]): Value {
  const [first] = terms;
  if (first === undefined) throw new Error('add: nothing to be summed');
  if (terms.length === 1) return first;
  const operands = Object.fromEntries(terms.map((term, index) => [termName(index), term]));
  return operandOf(builder.apply(addition, operands, {}), 'y');
}
