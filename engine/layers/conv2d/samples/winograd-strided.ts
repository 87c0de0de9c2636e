// Sample cases that Winograd's filtering with stride 2 takes: tiles enough to pay, odd and even sizes, an odd and an even number
// of zeros in front of either axis, remainders of channels, filters and panels. Smaller maps: winograd-strided.test.ts.
import type { SampleCase } from '../../layer.ts';

const strided = { kernelSize: [3, 3], stride: [2, 2] } as const;

export const stridedWinogradSamples: readonly SampleCase[] = [
  {
    name: 'strided Winograd, even size, same padding, whole vectors',
    parameters: { ...strided, filters: 8 },
    inputShapes: [[16, 16, 4]],
    batch: 9,
  },
  {
    name: 'strided Winograd, odd size, a zero on all sides, remainders of channels and filters, without bias',
    parameters: { ...strided, filters: 6, padding: { top: 1, bottom: 1, left: 1, right: 1 }, bias: false },
    inputShapes: [[15, 13, 5]],
    batch: 16,
  },
  {
    name: 'strided Winograd, valid padding, less than a tile, kernel flipped',
    parameters: { ...strided, filters: 11, padding: 'valid', kernel: 'convolution' },
    inputShapes: [[9, 8, 3]],
    batch: 67,
  },
  {
    name: 'strided Winograd, uneven padding, odd above and even to the left, one example',
    parameters: { ...strided, filters: 2, padding: { top: 3, bottom: 0, left: 2, right: 1 } },
    inputShapes: [[28, 83, 2]],
    batch: 1,
  },
];
