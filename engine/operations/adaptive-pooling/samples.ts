// Cases for adaptive pooling over one and two axes: grids that divide the map, that do not, and that are finer than it.
import { floats, integers } from '../operation.ts';

const cases = [
  { name: 'two axes, a grid that does not divide them', n: 2, lengths: [5, 7], outputs: [2, 3], channels: 5 },
  { name: 'two axes, a grid that divides them, one example', n: 1, lengths: [6, 4], outputs: [3, 2], channels: 3 },
  { name: 'two axes, a grid finer than the map', n: 2, lengths: [2, 3], outputs: [5, 4], channels: 4 },
  { name: 'one axis', n: 3, lengths: [11], outputs: [4], channels: 6 },
] as const;

export const adaptiveSamples = cases.map(({ name, n, lengths, outputs, channels }) => ({
  name,
  operands: { x: floats(n, ...lengths, channels) },
  attributes: { outputs },
}));

export const adaptiveInputSamples = cases.map(({ name, n, lengths, outputs, channels }) => ({
  name,
  operands: { dy: floats(n, ...outputs, channels) },
  attributes: { lengths },
}));

export const adaptiveMaximumInputSamples = cases.map(({ name, n, lengths, outputs, channels }) => ({
  name,
  operands: { switches: integers(n, ...outputs, channels), dy: floats(n, ...outputs, channels) },
  attributes: { lengths },
  below: lengths.reduce<number>((product, length) => product * length, 1),
}));
