// Sample cases of a convolution by the definition, and of one channel: odd sizes, remainders of six pixels and eight filters, every
// padding, one example.
import type { SampleCase } from '../../layer.ts';

export const patchesSamples: readonly SampleCase[] = [
  { name: 'same padding, odd size', parameters: { filters: 5, kernelSize: [3, 3] }, inputShapes: [[7, 5, 3]], batch: 2 },
  {
    name: 'valid padding, wide kernel, one example',
    parameters: { filters: 9, kernelSize: [2, 5], padding: 'valid' },
    inputShapes: [[6, 9, 2]],
    batch: 1,
  },
  {
    name: 'full padding, kernel flipped',
    parameters: { filters: 8, kernelSize: [3, 2], padding: 'full', kernel: 'convolution' },
    inputShapes: [[4, 5, 1]],
    batch: 2,
  },
  {
    name: 'stride larger than the kernel',
    parameters: { filters: 3, kernelSize: [2, 2], stride: [3, 3], padding: 'valid' },
    inputShapes: [[8, 9, 4]],
    batch: 2,
  },
  {
    name: 'stride two, same padding, even kernel',
    parameters: { filters: 6, kernelSize: [4, 4], stride: [2, 2] },
    inputShapes: [[7, 8, 3]],
    batch: 1,
  },
  {
    name: 'dilation, uneven explicit padding',
    parameters: { filters: 4, kernelSize: [3, 3], dilation: [2, 3], padding: { top: 1, bottom: 2, left: 3, right: 0 } },
    inputShapes: [[7, 8, 2]],
    batch: 2,
  },
  {
    name: 'stride two, dilation, groups, kernel flipped',
    parameters: { filters: 6, kernelSize: [3, 3], stride: [2, 2], dilation: [1, 2], groups: 2, kernel: 'convolution' },
    inputShapes: [[9, 11, 4]],
    batch: 3,
  },
  {
    name: 'stride down alone, one tall example',
    parameters: { filters: 5, kernelSize: [3, 3], stride: [2, 1] },
    inputShapes: [[40, 9, 3]],
    batch: 1,
  },
  {
    name: 'stride two, a patch longer than a segment',
    parameters: { filters: 3, kernelSize: [5, 5], stride: [2, 2], padding: 'valid' },
    inputShapes: [[7, 7, 50]],
    batch: 1,
  },
  {
    name: 'pointwise, stride two, more filters than a panel is deep',
    parameters: { filters: 1160, kernelSize: [1, 1], stride: [2, 2] },
    inputShapes: [[3, 3, 2]],
    batch: 1,
  },
  {
    name: 'few channels, many filters',
    parameters: { filters: 16, kernelSize: [5, 5], padding: 'valid' },
    inputShapes: [[9, 8, 6]],
    batch: 2,
  },
  { name: 'one channel, six filters, same padding', parameters: { filters: 6, kernelSize: [5, 5] }, inputShapes: [[8, 12, 1]], batch: 3 },
  {
    name: 'one channel, odd size, more than six filters, without bias',
    parameters: { filters: 16, kernelSize: [3, 3], padding: 'valid', bias: false },
    inputShapes: [[9, 11, 1]],
    batch: 2,
  },
  {
    name: 'one channel, dilation, uneven explicit padding, kernel flipped, one example',
    parameters: {
      filters: 7,
      kernelSize: [2, 4],
      dilation: [3, 2],
      padding: { top: 0, bottom: 2, left: 1, right: 4 },
      kernel: 'convolution',
    },
    inputShapes: [[10, 9, 1]],
    batch: 1,
  },
  { name: 'one channel, several bands', parameters: { filters: 2, kernelSize: [1, 3] }, inputShapes: [[90, 41, 1]], batch: 1 },
  { name: 'groups', parameters: { filters: 6, kernelSize: [3, 3], groups: 2 }, inputShapes: [[5, 6, 4]], batch: 2 },
  {
    name: 'depthwise, without bias',
    parameters: { filters: 10, kernelSize: [3, 3], groups: 5, bias: false },
    inputShapes: [[5, 5, 5]],
    batch: 1,
  },
  { name: 'pointwise, read where it lies', parameters: { filters: 10, kernelSize: [1, 1] }, inputShapes: [[5, 7, 22]], batch: 3 },
  {
    name: 'pointwise, groups, pixels a power of two apart',
    parameters: { filters: 20, kernelSize: [1, 1], groups: 2 },
    inputShapes: [[3, 5, 128]],
    batch: 1,
  },
  {
    name: 'pointwise, groups, stride two, padding',
    parameters: { filters: 18, kernelSize: [1, 1], groups: 2, stride: [2, 2], padding: { top: 1, bottom: 0, left: 1, right: 2 } },
    inputShapes: [[6, 5, 8]],
    batch: 2,
  },
  { name: 'pointwise', parameters: { filters: 7, kernelSize: [1, 1] }, inputShapes: [[5, 4, 11]], batch: 2 },
  {
    name: 'a patch longer than a panel',
    parameters: { filters: 2, kernelSize: [5, 5], padding: 'valid' },
    inputShapes: [[6, 6, 50]],
    batch: 1,
  },
];
