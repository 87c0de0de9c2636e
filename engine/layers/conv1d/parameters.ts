// The parameters of a convolution along one axis: those of conv2d with single numbers.
import type { ParametersOf } from '../../base/fields.ts';
import { conv2dFields } from '../conv2d/parameters.ts';

const { filters, groups, bias, kernel, initializer } = conv2dFields;

export const conv1dFields = {
  filters: { ...filters, help: 'Number of kernels, and of channels that come out.' },
  kernelSize: { kind: 'integer', label: 'Kernel size', help: 'Length of the kernel, in values.', minimum: 1, maximum: 1024, default: 3 },
  stride: {
    kind: 'integer',
    label: 'Stride',
    help: 'Values from one position of the kernel to the next.',
    minimum: 1,
    maximum: 64,
    default: 1,
  },
  padding: {
    kind: 'choice',
    label: 'Padding',
    help: 'Zeros at both ends: valid adds none, same keeps the length at stride 1, full lets the kernel overlap by one value, causal adds them in front alone, so that no output sees what comes later.',
    options: [
      { value: 'same', label: 'Same' },
      { value: 'valid', label: 'Valid' },
      { value: 'full', label: 'Full' },
      { value: 'causal', label: 'Causal' },
    ],
    default: 'same',
  },
  dilation: {
    kind: 'integer',
    label: 'Dilation',
    help: 'Values from one weight of the kernel to the next.',
    minimum: 1,
    maximum: 64,
    default: 1,
  },
  groups,
  bias,
  kernel: {
    ...kernel,
    help: 'Convolution reads the kernel from its other end (flipped); cross-correlation, which most libraries call convolution, does not.',
  },
  initializer,
} as const;
export type Conv1dParameters = ParametersOf<typeof conv1dFields>;
