// Sample cases that Winograd's filtering computes: odd sizes, maps of less than a tile, remainders of every blocking.
import type { SampleCase } from '../../layer.ts';

export const winogradSamples: readonly SampleCase[] = [
  {
    name: 'Winograd 3×3, odd size, remainders of channels and filters',
    parameters: { filters: 19, kernelSize: [3, 3] },
    inputShapes: [[7, 10, 17]],
    batch: 3,
  },
  {
    name: 'Winograd 3×3, valid padding, one example, without bias',
    parameters: { filters: 16, kernelSize: [3, 3], padding: 'valid', bias: false },
    inputShapes: [[13, 6, 16]],
    batch: 1,
  },
  {
    name: 'Winograd 3×3, full padding, kernel flipped',
    parameters: { filters: 18, kernelSize: [3, 3], padding: 'full', kernel: 'convolution' },
    inputShapes: [[6, 7, 18]],
    batch: 2,
  },
  {
    name: 'Winograd 3×3, uneven explicit padding, less than a tile',
    parameters: { filters: 24, kernelSize: [3, 3], padding: { top: 2, bottom: 0, left: 0, right: 1 } },
    inputShapes: [[3, 4, 25]],
    batch: 6,
  },
  {
    name: 'Winograd 3×3, more padding than the kernel, blocks that end inside of a row of tiles',
    parameters: { filters: 16, kernelSize: [3, 3], padding: { top: 5, bottom: 0, left: 0, right: 6 } },
    inputShapes: [[4, 26, 20]],
    batch: 3,
  },
  {
    name: 'Winograd 5×5, odd size, remainders of channels and filters',
    parameters: { filters: 21, kernelSize: [5, 5] },
    inputShapes: [[9, 7, 18]],
    batch: 2,
  },
  {
    name: 'Winograd 5×5, valid padding, kernel flipped',
    parameters: { filters: 16, kernelSize: [5, 5], padding: 'valid', kernel: 'convolution' },
    inputShapes: [[8, 10, 16]],
    batch: 3,
  },
  {
    name: 'Winograd 5×5, uneven explicit padding, without bias',
    parameters: { filters: 17, kernelSize: [5, 5], padding: { top: 0, bottom: 3, left: 6, right: 0 }, bias: false },
    inputShapes: [[6, 5, 16]],
    batch: 4,
  },
  {
    name: 'Winograd 3×3, one small example in parts of its filters, remainders of both',
    parameters: { filters: 70, kernelSize: [3, 3] },
    inputShapes: [[8, 7, 66]],
    batch: 1,
  },
  {
    name: 'Winograd 3×3, more channels than are transformed at a time',
    parameters: { filters: 9, kernelSize: [3, 3], padding: 'valid' },
    inputShapes: [[6, 9, 261]],
    batch: 2,
  },
  {
    name: 'Winograd 3×3, a tile wholly to the left of the map, more channels than are transformed at a time',
    parameters: { filters: 9, kernelSize: [3, 3], padding: { top: 0, bottom: 0, left: 9, right: 0 } },
    inputShapes: [[4, 3, 261]],
    batch: 1,
  },
];
