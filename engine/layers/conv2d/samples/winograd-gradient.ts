// Sample cases that Winograd's filter gradient takes: sizes that no tile, panel or block divides, every padding.
import type { SampleCase } from '../../layer.ts';

export const winogradGradientSamples: readonly SampleCase[] = [
  { name: 'tiles of 3×3: odd size, remainders', parameters: { filters: 13, kernelSize: [3, 3] }, inputShapes: [[7, 9, 10]], batch: 2 },
  {
    name: 'tiles of 3×3: less than one tile, without bias',
    parameters: { filters: 8, kernelSize: [3, 3], padding: 'valid', bias: false },
    inputShapes: [[5, 5, 9]],
    batch: 1,
  },
  {
    name: 'tiles of 3×3: full padding, kernel flipped',
    parameters: { filters: 20, kernelSize: [3, 3], padding: 'full', kernel: 'convolution' },
    inputShapes: [[6, 5, 16]],
    batch: 1,
  },
  {
    name: 'tiles of 3×3: uneven padding, wider than a tile',
    parameters: { filters: 8, kernelSize: [3, 3], padding: { top: 7, bottom: 0, left: 0, right: 9 } },
    inputShapes: [[4, 5, 12]],
    batch: 1,
  },
  {
    name: 'tiles of 3×3: two chunks',
    parameters: { filters: 9, kernelSize: [3, 3] },
    inputShapes: [[15, 14, 8]],
    batch: 5,
  },
  { name: 'tiles of 5×5: odd size, remainders', parameters: { filters: 12, kernelSize: [5, 5] }, inputShapes: [[9, 7, 10]], batch: 2 },
  {
    name: 'tiles of 5×5: less than one tile, full padding, kernel flipped',
    parameters: { filters: 9, kernelSize: [5, 5], padding: 'full', kernel: 'convolution' },
    inputShapes: [[3, 3, 8]],
    batch: 1,
  },
  {
    name: 'tiles of 5×5: valid padding, without bias',
    parameters: { filters: 16, kernelSize: [5, 5], padding: 'valid', bias: false },
    inputShapes: [[8, 11, 13]],
    batch: 1,
  },
];
