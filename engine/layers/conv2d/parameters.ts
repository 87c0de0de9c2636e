// The parameters of a convolution, as a form and a file see them.
import type { ParametersOf } from '../../base/fields.ts';
import { initializerField } from '../initialization.ts';

export const conv2dFields = {
  filters: {
    kind: 'integer',
    label: 'Filters',
    help: 'Number of kernels, and of maps that come out.',
    minimum: 1,
    maximum: 4096,
    default: 16,
  },
  kernelSize: {
    kind: 'pair',
    label: 'Kernel size',
    help: 'Height and width of the kernel, in pixels.',
    minimum: 1,
    maximum: 64,
    default: [3, 3],
  },
  stride: {
    kind: 'pair',
    label: 'Stride',
    help: 'Pixels from one position of the kernel to the next.',
    minimum: 1,
    maximum: 64,
    default: [1, 1],
  },
  padding: {
    kind: 'padding',
    label: 'Padding',
    help: 'Zeros around the map: valid adds none, same keeps the size at stride 1, full lets the kernel overlap by one pixel.',
    rules: ['valid', 'same', 'full'],
    default: 'same',
  },
  dilation: {
    kind: 'pair',
    label: 'Dilation',
    help: 'Pixels from one weight of the kernel to the next.',
    minimum: 1,
    maximum: 64,
    default: [1, 1],
  },
  groups: {
    kind: 'integer',
    label: 'Groups',
    help: 'Splits channels and filters into parts that do not see each other; as many as channels is depthwise.',
    minimum: 1,
    maximum: 4096,
    default: 1,
  },
  bias: { kind: 'toggle', label: 'Bias', help: 'Adds one learned value to every map.', default: true },
  kernel: {
    kind: 'choice',
    label: 'Operator',
    help: 'Convolution reads the kernel from its other end (flipped both ways); cross-correlation, which most libraries call convolution, does not.',
    options: [
      { value: 'cross-correlation', label: 'Cross-correlation' },
      { value: 'convolution', label: 'Convolution (kernel flipped)' },
    ],
    default: 'cross-correlation',
  },
  initializer: initializerField,
} as const;
export type Conv2dParameters = ParametersOf<typeof conv2dFields>;
