// Sample cases of the three operations of a convolution that layers on maps do not reach: one and three axes, and few of two.
import { floats, type OperationSample } from '../operation.ts';
import { type WindowAxis, windowOutputs } from '../window.ts';
import type { ConvolutionAttributes, ConvolutionInputAttributes } from './attributes.ts';

interface Case {
  readonly name: string;
  readonly batch: number;
  readonly lengths: readonly number[];
  readonly channels: number;
  readonly filters: number;
  readonly attributes: ConvolutionAttributes;
}

const axis = (kernel: number, stride: number, dilation: number, before: number, after: number): WindowAxis => ({
  kernel,
  stride,
  dilation,
  before,
  after,
});

const cases: readonly Case[] = [
  {
    name: 'one axis, odd length, dilation',
    batch: 2,
    lengths: [13],
    channels: 3,
    filters: 5,
    attributes: { axes: [axis(3, 1, 2, 1, 2)], groups: 1, flip: false },
  },
  {
    name: 'one axis, stride larger than the kernel, groups, flipped',
    batch: 1,
    lengths: [17],
    channels: 4,
    filters: 6,
    attributes: { axes: [axis(2, 3, 1, 0, 1)], groups: 2, flip: true },
  },
  {
    name: 'two axes of different kinds',
    batch: 2,
    lengths: [7, 5],
    channels: 3,
    filters: 9,
    attributes: { axes: [axis(3, 2, 1, 1, 0), axis(2, 1, 2, 0, 2)], groups: 1, flip: false },
  },
  {
    name: 'three axes, stride and uneven borders, flipped',
    batch: 2,
    lengths: [3, 5, 4],
    channels: 2,
    filters: 4,
    attributes: { axes: [axis(2, 1, 1, 0, 1), axis(3, 2, 1, 1, 1), axis(2, 1, 2, 2, 0)], groups: 2, flip: true },
  },
];

interface Types {
  readonly x: ReturnType<typeof floats>;
  readonly weights: ReturnType<typeof floats>;
  readonly y: ReturnType<typeof floats>;
}

function typesOf({ batch, lengths, channels, filters, attributes: { axes, groups } }: Case): Types {
  return {
    x: floats(batch, ...lengths, channels),
    weights: floats(...axes.map(({ kernel }) => kernel), channels / groups, filters),
    y: floats(batch, ...windowOutputs(axes, lengths), filters),
  };
}

export const forwardSamples: readonly OperationSample<ConvolutionAttributes>[] = cases.map((given, index) => {
  const { x, weights } = typesOf(given);
  const bias = index % 2 === 0 ? { bias: floats(given.filters) } : {};
  return { name: given.name, operands: { x, weights, ...bias }, attributes: given.attributes };
});

export const inputSamples: readonly OperationSample<ConvolutionInputAttributes>[] = cases.map((given) => {
  const { y, weights } = typesOf(given);
  return { name: given.name, operands: { dy: y, weights }, attributes: { ...given.attributes, lengths: given.lengths } };
});

export const filterSamples: readonly OperationSample<ConvolutionAttributes>[] = cases.map((given) => {
  const { x, y } = typesOf(given);
  return { name: given.name, operands: { x, dy: y }, attributes: given.attributes };
});
