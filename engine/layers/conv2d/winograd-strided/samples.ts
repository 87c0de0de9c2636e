// Sample cases that Winograd's filtering with stride 2 computes: odd and even sizes, an odd and an even number of zeros in front
// of either axis, maps of less than a tile, remainders of every blocking.
import type { SampleCase } from '../../layer.ts';

const strided = { kernelSize: [3, 3], stride: [2, 2] };

export const stridedWinogradSamples: readonly SampleCase[] = [
  {
    name: 'strided Winograd, even size, same padding',
    parameters: { ...strided, filters: 16 },
    inputShapes: [[16, 16, 8]],
    batch: 2,
  },
  {
    name: 'strided Winograd, odd size, same padding, remainders of channels and filters',
    parameters: { ...strided, filters: 19 },
    inputShapes: [[13, 21, 17]],
    batch: 3,
  },
  {
    name: 'strided Winograd, a zero on all sides, kernel flipped',
    parameters: { ...strided, filters: 12, padding: { top: 1, bottom: 1, left: 1, right: 1 }, kernel: 'convolution' },
    inputShapes: [[16, 14, 12]],
    batch: 2,
  },
  {
    name: 'strided Winograd, valid padding, one example of less than a tile, without bias',
    parameters: { ...strided, filters: 8, padding: 'valid', bias: false },
    inputShapes: [[5, 6, 10]],
    batch: 1,
  },
  {
    name: 'strided Winograd, full padding, few channels',
    parameters: { ...strided, filters: 5, padding: 'full' },
    inputShapes: [[9, 10, 5]],
    batch: 4,
  },
  {
    name: 'strided Winograd, uneven padding, odd above and even to the left, blocks that end inside of a row of tiles',
    parameters: { ...strided, filters: 24, padding: { top: 3, bottom: 0, left: 2, right: 1 } },
    inputShapes: [[10, 40, 9]],
    batch: 5,
  },
  {
    name: 'strided Winograd, more padding than a tile',
    parameters: { ...strided, filters: 9, padding: { top: 0, bottom: 12, left: 13, right: 0 }, kernel: 'convolution' },
    inputShapes: [[4, 5, 12]],
    batch: 2,
  },
  {
    name: 'strided Winograd, one small example in parts of its filters, remainders of both',
    parameters: { ...strided, filters: 70 },
    inputShapes: [[16, 15, 66]],
    batch: 1,
  },
  {
    name: 'strided Winograd, more channels than are transformed at a time',
    parameters: { ...strided, filters: 9, padding: 'valid' },
    inputShapes: [[7, 9, 260]],
    batch: 2,
  },
];
