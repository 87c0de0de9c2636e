// The channels (or units) of several values one behind the other, y = [x0, x1, …] along the last length; a slice of them, and its
// place among zeros. Each is the gradient of another.
import {
  defineOperation,
  floats,
  type Operands,
  type OperationBuilder,
  operandOf,
  type ReferenceCall,
  type TensorType,
  type Value,
} from '../operation.ts';

export interface SliceAttributes {
  readonly [name: string]: unknown;
  /** Channels [offset, offset + channels) are meant. */
  readonly offset: number;
  readonly channels: number;
}

export interface PlaceAttributes {
  readonly [name: string]: unknown;
  /** Where the first channel goes, among how many. */
  readonly offset: number;
  readonly total: number;
}

/** Operands are called x0, x1, … in their order. */
const partName = (index: number): string => `x${index}`;
const shapeOf = (operands: Operands, name: string): readonly number[] => operandOf(operands, name).type.shape;
const channelsOf = (shape: readonly number[]): number => shape.at(-1) ?? 1;
const withChannels = (shape: readonly number[], channels: number): TensorType => floats(...shape.slice(0, -1), channels);

/** Copies rows of `channels` values between channels [offset, …) of `source` and of `target`. */
function copyRows(
  call: ReferenceCall<object & Record<string, unknown>>,
  names: { source: string; target: string },
  from: number,
  to: number,
  channels: number,
): void {
  const [source, target] = [call.f32(names.source), call.f32(names.target)];
  const [sourceChannels, targetChannels] = [channelsOf(call.shape(names.source)), channelsOf(call.shape(names.target))];
  for (let row = 0; row < source.length / sourceChannels; row++)
    for (let c = 0; c < channels; c++) target[row * targetChannels + to + c] = source[row * sourceChannels + from + c] as number;
}

export const placement = defineOperation<PlaceAttributes>({
  name: 'place',
  explanation: 'y = x in its place among channels that are 0',
  results: ({ offset, total }, operands) => {
    const shape = shapeOf(operands, 'x');
    if (offset + channelsOf(shape) > total) throw new Error(`place: ${channelsOf(shape)} channels do not fit behind ${offset} of ${total}`);
    return { y: withChannels(shape, total) };
  },
  gradient: ({ builder, attributes: { offset }, operand, gradientOf, needs, give }) => {
    const dy = gradientOf('y');
    if (dy !== undefined && needs('x')) give('x', slice(builder, dy, { offset, channels: channelsOf(operand('x').type.shape) }));
  },
  reference: (call) => {
    call.f32('y').fill(0);
    copyRows(call, { source: 'x', target: 'y' }, 0, call.attributes.offset, channelsOf(call.shape('x')));
  },
  samples: [
    { name: 'three channels in the middle of a map', operands: { x: floats(2, 3, 5, 3) }, attributes: { offset: 2, total: 9 } },
    { name: 'the last units of a vector', operands: { x: floats(3, 7) }, attributes: { offset: 6, total: 13 } },
  ],
});

export const slicing = defineOperation<SliceAttributes>({
  name: 'slice',
  explanation: 'y = some channels of x',
  results: ({ offset, channels }, operands) => {
    const shape = shapeOf(operands, 'x');
    if (offset + channels > channelsOf(shape)) throw new Error(`slice: ${shape.join('×')} has not ${channels} channels behind ${offset}`);
    return { y: withChannels(shape, channels) };
  },
  gradient: ({ builder, attributes: { offset }, operand, gradientOf, needs, give }) => {
    const dy = gradientOf('y');
    if (dy === undefined || !needs('x')) return;
    give('x', operandOf(builder.apply(placement, { x: dy }, { offset, total: channelsOf(operand('x').type.shape) }), 'y'));
  },
  reference: (call) => copyRows(call, { source: 'x', target: 'y' }, call.attributes.offset, 0, call.attributes.channels),
  samples: [
    { name: 'three channels from the middle of a map', operands: { x: floats(2, 3, 5, 9) }, attributes: { offset: 2, channels: 3 } },
    { name: 'the last units of a vector', operands: { x: floats(3, 13) }, attributes: { offset: 6, channels: 7 } },
  ],
});

export const concatenation = defineOperation({
  name: 'concatenation',
  explanation: 'y = [x0, x1, …], channels one behind the other',
  results: (_, operands) => {
    const first = shapeOf(operands, partName(0));
    const shapes = Object.values(operands).map(({ type }) => type.shape);
    const fits = (shape: readonly number[]): boolean =>
      shape.length === first.length && first.slice(0, -1).every((length, axis) => length === shape[axis]);
    if (!shapes.every(fits)) throw new Error('concatenation: the parts differ in more than their channels');
    return {
      y: withChannels(
        first,
        shapes.reduce((sum, shape) => sum + channelsOf(shape), 0),
      ),
    };
  },
  gradient: ({ builder, operand, gradientOf, has, needs, give }) => {
    const dy = gradientOf('y');
    if (dy === undefined) return;
    for (let index = 0, offset = 0; has(partName(index)); index++) {
      const channels = channelsOf(operand(partName(index)).type.shape);
      if (needs(partName(index))) give(partName(index), slice(builder, dy, { offset, channels }));
      offset += channels;
    }
  },
  reference: (call) => {
    for (let index = 0, offset = 0; call.has(partName(index)); index++) {
      const channels = channelsOf(call.shape(partName(index)));
      copyRows(call, { source: partName(index), target: 'y' }, 0, offset, channels);
      offset += channels;
    }
  },
  samples: [
    {
      name: 'maps of 3, 5 and 4 channels',
      operands: { x0: floats(2, 3, 5, 3), x1: floats(2, 3, 5, 5), x2: floats(2, 3, 5, 4) },
      attributes: {},
    },
    { name: 'two vectors, one example', operands: { x0: floats(1, 7), x1: floats(1, 10) }, attributes: {} },
  ],
});

/** The channels of at least one value one behind the other; all f32[…] of one shape but for the last length. */
export function concatenate(builder: OperationBuilder, parts: readonly Value[]): Value {
  const [first] = parts;
  if (first === undefined) throw new Error('concatenation: no parts');
  if (parts.length === 1) return first;
  const operands = Object.fromEntries(parts.map((part, index) => [partName(index), part]));
  return operandOf(builder.apply(concatenation, operands, {}), 'y');
}

/** Channels [offset, offset + channels) of f32[…]. */
export function slice(builder: OperationBuilder, x: Value, attributes: SliceAttributes): Value {
  return operandOf(builder.apply(slicing, { x }, attributes), 'y');
}
