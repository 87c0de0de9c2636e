// Cases for pooling: both operations over the geometries that tend to go wrong.
import type { ParameterValue } from '../../base/fields.ts';
import type { Shape } from '../../base/shape.ts';
import type { SampleCase } from '../layer.ts';

const geometries: readonly { name: string; parameters: Readonly<Record<string, ParameterValue>>; shape: Shape; batch: number }[] = [
  { name: '2×2 stride 2, even size', parameters: {}, shape: [4, 6, 8], batch: 2 },
  { name: '2×2 stride 2, odd size and channels', parameters: {}, shape: [5, 7, 6], batch: 3 },
  { name: '2×2 stride 2, one channel, one example', parameters: {}, shape: [7, 9, 1], batch: 1 },
  { name: '2×2 stride 2 with partial windows', parameters: { ceilMode: true }, shape: [5, 7, 5], batch: 2 },
  { name: 'overlapping 3×3 stride 2, same', parameters: { size: [3, 3], padding: 'same' }, shape: [7, 8, 5], batch: 2 },
  { name: '2×2 stride 2, same, odd size', parameters: { padding: 'same' }, shape: [5, 3, 4], batch: 1 },
  { name: 'stride larger than the window', parameters: { size: [2, 1], stride: [3, 4] }, shape: [9, 11, 3], batch: 2 },
  {
    name: 'explicit padding, unequal window',
    parameters: { size: [3, 2], stride: [1, 2], padding: { top: 1, bottom: 2, left: 0, right: 1 } },
    shape: [5, 6, 7],
    batch: 1,
  },
  {
    name: 'explicit padding with partial windows',
    parameters: { size: [3, 3], padding: { top: 1, bottom: 1, left: 1, right: 1 }, ceilMode: true },
    shape: [6, 6, 4],
    batch: 2,
  },
  { name: 'windows that overlap by two', parameters: { size: [3, 3], stride: [1, 1] }, shape: [6, 7, 6], batch: 2 },
  { name: 'rows and columns that no window reaches', parameters: { stride: [3, 2] }, shape: [7, 5, 3], batch: 2 },
  { name: 'one window over everything', parameters: { size: [5, 3], stride: [1, 1] }, shape: [5, 3, 2], batch: 2 },
  { name: 'several tiles', parameters: {}, shape: [33, 31, 10], batch: 2 },
  { name: 'several tiles of two channels', parameters: { ceilMode: true }, shape: [65, 63, 2], batch: 3 },
  { name: 'several tiles of one channel', parameters: {}, shape: [98, 96, 1], batch: 3 },
  { name: 'several tiles of overlapping windows', parameters: { size: [3, 3], padding: 'same' }, shape: [33, 31, 5], batch: 4 },
];

export const poolSamples: readonly SampleCase[] = [
  ...(['max', 'average'] as const).flatMap((operation) =>
    geometries.map(({ name, parameters, shape, batch }) => ({
      name: `${operation}: ${name}`,
      parameters: { operation, ...parameters },
      inputShapes: [shape],
      batch,
    })),
  ),
  {
    name: 'average: padding counts',
    parameters: {
      operation: 'average',
      size: [3, 3],
      padding: { top: 1, bottom: 1, left: 1, right: 1 },
      ceilMode: true,
      countPadding: true,
    },
    inputShapes: [[6, 7, 3]],
    batch: 2,
  },
];
