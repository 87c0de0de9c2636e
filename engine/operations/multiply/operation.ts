// Products: of two values of one shape, and of the channels of a map with a factor each (a gate, an attention over channels). With
// them the sum of a map's positions, which the gradient of the factors is, and its own gradient, a value at every position.
import { isSameShape, sizeOf } from '../../base/shape.ts';
import { defineOperation, floats, type Operands, type OperationBuilder, operandOf, type ReferenceCall, type Value } from '../operation.ts';

export interface SpreadAttributes {
  readonly [name: string]: unknown;
  /** Of the map, without batch and channels. */
  readonly lengths: readonly number[];
}

/** [n, c] of a map [n, …, c]. */
const ends = (x: Value): [number, number] => [x.type.shape[0] ?? 1, x.type.shape.at(-1) ?? 1];
const pair = (name: string, ...shape: number[]) => ({ name, operands: { x0: floats(...shape), x1: floats(...shape) }, attributes: {} });
const maps = [
  { name: 'odd size and channels', n: 3, lengths: [5, 3], channels: 7 },
  { name: 'one axis, more channels than a block', n: 2, lengths: [9], channels: 37 },
  { name: 'more values than a tile', n: 2, lengths: [33, 31], channels: 10 },
];

/** Every value of the map `name`: the index of its channel's number, and its own. Positions ascend. */
function visitPositions(
  call: ReferenceCall<object & Record<string, unknown>>,
  name: string,
  visit: (channel: number, index: number) => void,
): void {
  const [n = 1, ...rest] = call.shape(name);
  const channels = rest.at(-1) ?? 1;
  const image = sizeOf(rest);
  for (let index = 0; index < n * image; index++) visit(Math.floor(index / image) * channels + (index % channels), index);
}

export const multiplication = defineOperation({
  name: 'multiply',
  explanation: 'y = x0 · x1, value by value',
  results: (_, operands) => {
    const [{ type }, other] = [operandOf(operands, 'x0'), operandOf(operands, 'x1')];
    if (!isSameShape(type.shape, other.type.shape)) throw new Error('multiply: the factors have different sizes');
    return { y: type };
  },
  inPlace: ['x0', 'x1'],
  gradient: ({ builder, operand, gradientOf, needs, give }) => {
    const dy = gradientOf('y');
    if (dy === undefined) return;
    if (needs('x0')) give('x0', multiply(builder, dy, operand('x1')));
    if (needs('x1')) give('x1', multiply(builder, dy, operand('x0')));
  },
  reference: (call) => {
    const [first, second, y] = [call.f32('x0'), call.f32('x1'), call.f32('y')];
    for (let index = 0; index < y.length; index++) y[index] = (first[index] as number) * (second[index] as number);
  },
  samples: [pair('maps of odd size', 2, 5, 3, 3), pair('vectors', 1, 7), pair('more values than a tile', 1, 33, 31, 9)],
});

export const positionSum = defineOperation({
  name: 'sumPositions',
  explanation: 'y = the sum of each channel',
  results: (_, operands) => ({ y: floats(...ends(operandOf(operands, 'x'))) }),
  reach: () => ({ kind: 'everything' }),
  gradient: ({ builder, operand, gradientOf, needs, give }) => {
    const dy = gradientOf('y');
    if (dy === undefined || !needs('x')) return;
    const lengths = operand('x').type.shape.slice(1, -1);
    give('x', operandOf(builder.apply(positionSpread, { x: dy }, { lengths }), 'y'));
  },
  reference: (call) => {
    const [x, y] = [call.f32('x'), call.f32('y')];
    const sums = new Float64Array(y.length);
    visitPositions(call, 'x', (channel, index) => {
      sums[channel] = (sums[channel] as number) + (x[index] as number);
    });
    y.set(sums);
  },
  samples: maps.map(({ name, n, lengths, channels }) => ({ name, operands: { x: floats(n, ...lengths, channels) }, attributes: {} })),
});

export const positionSpread = defineOperation<SpreadAttributes>({
  name: 'spreadPositions',
  explanation: 'y = x at every position of a map',
  results: ({ lengths }, operands: Operands) => {
    const [n, channels] = ends(operandOf(operands, 'x'));
    return { y: floats(n, ...lengths, channels) };
  },
  gradient: ({ builder, gradientOf, needs, give }) => {
    const dy = gradientOf('y');
    if (dy !== undefined && needs('x')) give('x', sumPositions(builder, dy));
  },
  reference: (call) => {
    const [x, y] = [call.f32('x'), call.f32('y')];
    visitPositions(call, 'y', (channel, index) => {
      y[index] = x[channel] as number;
    });
  },
  samples: maps.map(({ name, n, lengths, channels }) => ({ name, operands: { x: floats(n, channels) }, attributes: { lengths } })),
});

export const channelScale = defineOperation({
  name: 'scaleChannels',
  explanation: 'y = x · the factor of its channel and example',
  results: (_, operands) => {
    const [x, factors] = [operandOf(operands, 'x'), operandOf(operands, 'factors')];
    if (!isSameShape(factors.type.shape, ends(x))) throw new Error('scaleChannels: expected a factor for each channel of each example');
    return { y: x.type };
  },
  inPlace: ['x'],
  gradient: ({ builder, operand, gradientOf, needs, give }) => {
    const dy = gradientOf('y');
    if (dy === undefined) return;
    if (needs('factors')) give('factors', sumPositions(builder, multiply(builder, dy, operand('x'))));
    if (needs('x')) give('x', scaleChannels(builder, dy, operand('factors')));
  },
  reference: (call) => {
    const [x, factors, y] = [call.f32('x'), call.f32('factors'), call.f32('y')];
    visitPositions(call, 'y', (channel, index) => {
      y[index] = (x[index] as number) * (factors[channel] as number);
    });
  },
  samples: maps.map(({ name, n, lengths, channels }) => ({
    name,
    operands: { x: floats(n, ...lengths, channels), factors: floats(n, channels) },
    attributes: {},
  })),
});

/** The product of two f32[…] of one shape. */
export function multiply(builder: OperationBuilder, first: Value, second: Value): Value {
  return operandOf(builder.apply(multiplication, { x0: first, x1: second }, {}), 'y');
}

/** f32[n, …, c] · f32[n, c], one factor for each channel of each example. */
export function scaleChannels(builder: OperationBuilder, x: Value, factors: Value): Value {
  return operandOf(builder.apply(channelScale, { x, factors }, {}), 'y');
}

/** f32[n, …, c] → the sum of each channel, f32[n, c]. */
export function sumPositions(builder: OperationBuilder, x: Value): Value {
  return operandOf(builder.apply(positionSum, { x }, {}), 'y');
}
