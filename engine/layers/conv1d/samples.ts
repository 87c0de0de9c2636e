// Cases for convolution along one axis: maps and sequences, paddings, strides, dilation, groups.
import type { SampleCase } from '../layer.ts';

export const conv1dSamples: readonly SampleCase[] = [
  { name: 'rows of a map, same', parameters: { filters: 5 }, inputShapes: [[3, 9, 4]], batch: 2 },
  {
    name: 'odd sizes, valid, one example',
    parameters: { filters: 3, kernelSize: 4, padding: 'valid' },
    inputShapes: [[5, 7, 3]],
    batch: 1,
  },
  {
    name: 'stride larger than the kernel, without bias',
    parameters: { filters: 4, kernelSize: 2, stride: 3, padding: 'valid', bias: false },
    inputShapes: [[2, 11, 2]],
    batch: 3,
  },
  { name: 'full, dilation', parameters: { filters: 3, dilation: 2, padding: 'full' }, inputShapes: [[2, 6, 3]], batch: 2 },
  {
    name: 'causal, dilation, stride',
    parameters: { filters: 6, stride: 2, dilation: 3, padding: 'causal' },
    inputShapes: [[3, 13, 5]],
    batch: 2,
  },
  { name: 'groups, kernel flipped', parameters: { filters: 6, groups: 2, kernel: 'convolution' }, inputShapes: [[4, 6, 4]], batch: 2 },
  { name: 'one channel, one row', parameters: { filters: 7, kernelSize: 5 }, inputShapes: [[1, 23, 1]], batch: 2 },
  { name: 'a sequence', parameters: { filters: 9, kernelSize: 5, stride: 2 }, inputShapes: [[17, 6]], batch: 3 },
  { name: 'several tiles', parameters: { filters: 16 }, inputShapes: [[20, 24, 16]], batch: 4 },
];
