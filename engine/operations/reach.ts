// How far windows see, along each axis: forward, and in the other direction, where each place meets the windows that lie over it.
import type { Reach } from './operation.ts';

type WindowReach = Extract<Reach, { kind: 'window' }>;

/** Windows of these sizes, in places of the input, that lie and move as `axes` say. */
export function windowReach(sizes: readonly number[], axes: readonly { readonly stride: number; readonly before: number }[]): WindowReach {
  return { kind: 'window', size: sizes, stride: axes.map(({ stride }) => stride), before: axes.map(({ before }) => before) };
}

/** What flows back: a place meets every stride-th cell of a window, so the windows over it move by less than one from place to place. */
export function reversedReach({ size, stride, before }: WindowReach): WindowReach {
  const along = (measure: (size: number, stride: number, before: number) => number): number[] =>
    size.map((length, axis) => measure(length, stride[axis] ?? 1, before[axis] ?? 0));
  return {
    kind: 'window',
    size: along((length, step) => Math.ceil(length / step)),
    stride: along((_, step) => 1 / step),
    before: along((length, step, border) => (length - 1 - border) / step),
  };
}
