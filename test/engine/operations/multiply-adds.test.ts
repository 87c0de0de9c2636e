// Multiply–adds are counted, not believed: where all factors are one and all terms zero, the sum of an operation's result is the number
// of products in it. A border is made part of the input first, for counts take the places in it for products like any other.
import { describe, expect, it } from 'vitest';
import { createTensor, type TensorData } from '../../../engine/backends/reference/run.ts';
import type { Attributes, TensorType } from '../../../engine/operations/operation.ts';
import type { WindowAxis } from '../../../engine/operations/window.ts';
import { firstResultOf, nodeOf, type OperationCase, operationKinds } from '../../helpers/operation-cases.ts';

/** What is added, not multiplied. */
const terms = new Set(['bias', 'mean', 'shift']);

/** The same operation on a map to which its border belongs. */
function withoutBorder({ definition, attributes, operands }: OperationCase): Pick<OperationCase, 'definition' | 'attributes' | 'operands'> {
  if (!definition.name.startsWith('convolution')) return { definition, attributes: { ...attributes, epsilon: 0 }, operands };
  const axes = attributes['axes'] as readonly WindowAxis[];
  const widen = (lengths: readonly number[]): number[] =>
    lengths.map((length, axis) => length + (axes[axis]?.before ?? 0) + (axes[axis]?.after ?? 0));
  const lengths = attributes['lengths'] as readonly number[] | undefined;
  const plain: Attributes = {
    ...attributes,
    axes: axes.map((axis) => ({ ...axis, before: 0, after: 0 })),
    ...(lengths ? { lengths: widen(lengths) } : {}),
  };
  const { x } = operands;
  const widened: Record<string, TensorType> = { ...operands };
  if (x !== undefined) widened['x'] = { ...x, shape: [x.shape[0] ?? 1, ...widen(x.shape.slice(1, -1)), x.shape.at(-1) ?? 1] };
  return { definition, attributes: plain, operands: widened };
}

function factorsOf(name: string, type: TensorType): TensorData {
  const values = createTensor(type);
  if (terms.has(name)) return values;
  // the mean of every channel, then what is multiplied by
  return values.fill(1, name === 'statistics' ? values.length / 2 : 0);
}

describe('multiply–adds', () => {
  const counted = operationKinds().filter(({ definition }) => definition.multiplyAdds !== undefined);

  it('are counted of products of every kind', () => {
    const names = new Set(counted.map(({ definition }) => definition.name));
    for (const name of ['convolution', 'convolutionInput', 'convolutionFilter', 'product', 'productInput', 'productFilter'])
      expect(names).toContain(name);
  });

  for (const found of counted) {
    it(`of ${found.definition.name} are its products: ${found.name}`, () => {
      const { operands, results, attributes } = nodeOf(found);
      const plain = nodeOf(withoutBorder(found));
      const values = Object.fromEntries(Object.entries(plain.operands).map(([name, { type }]) => [name, factorsOf(name, type)]));
      const products = Array.from<number>(firstResultOf(plain, values)).reduce((sum, value) => sum + value, 0);
      expect(products).toBeGreaterThan(0);
      expect(found.definition.multiplyAdds?.(attributes, operands, results)).toBe(products);
    });
  }
});
