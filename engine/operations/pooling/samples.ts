// Cases for pooling over one and two axes; the layer's own samples try more geometries.
import { floats, integers, type OperationSample } from '../operation.ts';
import type { PoolingInputAxis } from './axes.ts';

interface Case {
  readonly name: string;
  readonly n: number;
  readonly channels: number;
  readonly axes: readonly PoolingInputAxis[];
}

const cases: readonly Case[] = [
  {
    name: 'two axes, 2×2 stride 2, odd size and channels',
    n: 2,
    channels: 5,
    axes: [
      { length: 5, size: 2, stride: 2, before: 0, after: 0, output: 2 },
      { length: 7, size: 2, stride: 2, before: 0, after: 0, output: 3 },
    ],
  },
  {
    name: 'two axes, overlapping, padded, with a partial window',
    n: 2,
    channels: 3,
    axes: [
      { length: 6, size: 3, stride: 2, before: 1, after: 1, output: 4 },
      { length: 5, size: 3, stride: 2, before: 1, after: 1, output: 3 },
    ],
  },
  {
    name: 'one axis, stride larger than the window',
    n: 3,
    channels: 6,
    axes: [{ length: 11, size: 2, stride: 3, before: 0, after: 0, output: 4 }],
  },
];

const outputs = ({ n, channels, axes }: Case): number[] => [n, ...axes.map(({ output }) => output), channels];
const inputs = ({ n, channels, axes }: Case): number[] => [n, ...axes.map(({ length }) => length), channels];
const positions = ({ axes }: Case): number => axes.reduce((product, { size }) => product * size, 1);
/** Whether padding counts makes a difference where there is some. */
const counted = cases.map((sample, index) => ({ sample, countPadding: index === 1 }));

export const maximumSamples = cases.map((sample) => ({
  name: sample.name,
  operands: { x: floats(...inputs(sample)) },
  attributes: { axes: sample.axes },
}));

export const maximumInputSamples: readonly OperationSample<{ axes: readonly PoolingInputAxis[] }>[] = [false, true].flatMap((masked) =>
  cases.map((sample) => ({
    name: masked ? `${sample.name}, nothing where y is not positive` : sample.name,
    operands: {
      switches: integers(...outputs(sample)),
      dy: floats(...outputs(sample)),
      ...(masked ? { y: floats(...outputs(sample)) } : {}),
    },
    attributes: { axes: sample.axes },
    below: positions(sample),
  })),
);

export const unpoolingInputSamples = cases.map((sample) => ({
  name: sample.name,
  operands: { switches: integers(...outputs(sample)), dy: floats(...inputs(sample)) },
  attributes: { axes: sample.axes },
  below: positions(sample),
}));

export const averageSamples = counted.map(({ sample, countPadding }) => ({
  name: sample.name,
  operands: { x: floats(...inputs(sample)) },
  attributes: { axes: sample.axes, countPadding },
}));

export const averageInputSamples = counted.map(({ sample, countPadding }) => ({
  name: sample.name,
  operands: { dy: floats(...outputs(sample)) },
  attributes: { axes: sample.axes, countPadding },
}));
