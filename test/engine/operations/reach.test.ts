// How far operations say that they see, against what they see: all values of an input at one place of an axis are changed, and the places
// of the output that move must be those whose window holds that place. With several fillings, since a maximum looks at one value of its
// window only, and its gradient at what won.
import { describe, expect, it } from 'vitest';
import type { TensorData } from '../../../engine/backends/reference/run.ts';
import { sizeOf } from '../../../engine/base/shape.ts';
import type { OperationNode, Reach, TensorType, Value } from '../../../engine/operations/operation.ts';
import { operandValues } from '../../helpers/contract-values.ts';
import { firstResultOf, nodeOf, type OperationCase, operationKinds } from '../../helpers/operation-cases.ts';

const fillings = 6;
/** Values of an example at most: larger maps show nothing more. */
const mostValues = 1000;

/** Axes between the batch and the channels. */
const axesOf = ({ shape }: TensorType): readonly number[] => shape.slice(1, -1);

/** Places along `axis` (from 0, the batch and the channels not among them) of a flat index. */
function placeOf({ shape }: TensorType, index: number, axis: number): number {
  return Math.floor(index / sizeOf(shape.slice(axis + 2))) % (shape[axis + 1] as number);
}

function fill({ operands, below, definition }: OperationCase, filling: number): Record<string, TensorData> {
  return Object.fromEntries(
    Object.entries(operands).map(([name, type], index) => {
      // with weights of one sign no sums cancel out
      const isPositive = /weights|variance|statistics|factors/i.test(name) || (definition.name === 'maxPoolingInput' && name === 'y');
      return [name, operandValues({ name, type, home: { kind: 'transient' } }, 7 + index + 100 * filling, below, isPositive)];
    }),
  );
}

/** By place of the input along an axis, the places of the output that some filling has seen to move. */
function findMoved(found: OperationCase, node: OperationNode, operand: string, axis: number): Set<number>[] {
  const { type } = node.operands[operand] as Value;
  const { type: result } = Object.values(node.results)[0] as Value;
  const moved = Array.from({ length: axesOf(type)[axis] as number }, () => new Set<number>());
  for (let filling = 0; filling < fillings; filling++) {
    const values = fill(found, filling);
    const before = firstResultOf(node, values);
    moved.forEach((places, place) => {
      const changed = (values[operand] as TensorData).map((value, index) => (placeOf(type, index, axis) === place ? value + 10 : value));
      firstResultOf(node, { ...values, [operand]: changed }).forEach((value, index) => {
        if (value !== before[index]) places.add(placeOf(result, index, axis));
      });
    });
  }
  return moved;
}

/** The places of the input that an output's place says it sees: [first, last], perhaps beyond the ends. */
function windowOf(reach: Reach, axis: number, place: number): [number, number] {
  if (reach.kind !== 'window') return [place, place];
  const [size = 1, stride = 1, before = 0] = [reach.size[axis], reach.stride[axis], reach.before[axis]];
  const start = place * stride - before;
  return [Math.ceil(start), Math.ceil(start + size) - 1];
}

/** Operands with axes: values that an output lies among. */
function mappedOperands(node: OperationNode, values: readonly string[]): string[] {
  return values.filter((name) => {
    const type = node.operands[name]?.type;
    return type?.element === 'f32' && axesOf(type).length > 0;
  });
}

const inputs = ['x', 'x0', 'x1', 'x2', 'dy', 'value'];
const tried = operationKinds().flatMap((found) => {
  const node = nodeOf(found);
  const [result] = Object.values(node.results);
  const types = [...Object.values(found.operands), ...(result ? [result.type] : [])];
  if (result === undefined || found.definition.isView || types.some(({ shape }) => sizeOf(shape.slice(1)) > mostValues)) return [];
  const reach = found.definition.reach?.(found.attributes, node.operands) ?? { kind: 'point' as const };
  return mappedOperands(node, inputs).map((operand) => ({ found, node, operand, reach }));
});

describe('reach', () => {
  it('is tried on windows, points and whole examples', () => {
    const names = (kind: Reach['kind']) =>
      new Set(tried.filter(({ reach }) => reach.kind === kind).map(({ found }) => found.definition.name));
    for (const name of ['convolution', 'maxPooling', 'averagePooling']) {
      expect(names('window')).toContain(name);
      expect(names('window')).toContain(`${name}Input`);
    }
    expect(names('point')).toContain('activation');
    expect(names('everything')).toContain('globalMaxPooling');
  });

  for (const { found, node, operand, reach } of tried) {
    it(`of ${found.definition.name} from ${operand} is what moves its output: ${found.name}`, () => {
      const lengths = axesOf((node.operands[operand] as Value).type);
      const outputs = axesOf((Object.values(node.results)[0] as Value).type);
      const axesOfWindow = (found.attributes['axes'] ?? []) as readonly { readonly dilation?: number }[];
      lengths.forEach((length, axis) => {
        const moved = findMoved(found, node, operand, axis);
        if (reach.kind === 'everything') {
          expect(moved.filter((places) => places.size > 0).length, 'places that move something').toBeGreaterThanOrEqual(
            Math.min(2, length),
          );
          return;
        }
        let widest = 0;
        for (let place = 0; place < (outputs[axis] as number); place++) {
          const [first, last] = windowOf(reach, axis, place);
          const seen = moved.flatMap((places, from) => (places.has(place) ? [from] : []));
          if (seen.length === 0) continue;
          const [from, to] = [seen[0] as number, seen.at(-1) as number];
          expect(from, `place ${place} of axis ${axis} sees from`).toBeGreaterThanOrEqual(first);
          expect(to, `place ${place} of axis ${axis} sees to`).toBeLessThanOrEqual(last);
          widest = Math.max(widest, to - from + 1);
        }
        const extents = Array.from({ length: outputs[axis] as number }, (_, place) => {
          const [first, last] = windowOf(reach, axis, place);
          return Math.min(last, length - 1) - Math.max(first, 0) + 1;
        });
        // where a border cuts a dilated window, its first or last places may lie between two taps
        const between = (axesOfWindow[axis]?.dilation ?? 1) - 1;
        const message = `places that the widest window of axis ${axis} holds`;
        expect(widest, message).toBeLessThanOrEqual(Math.max(...extents));
        expect(widest, message).toBeGreaterThanOrEqual(Math.max(...extents) - between);
      });
    });
  }
});
