// The parameters of a convolution along one axis: those of conv2d with single numbers.
import type { ParametersOf } from '../../base/fields.ts';
import { conv2dFields } from '../conv2d/parameters.ts';

const { filters, groups, bias, kernel, initializer } = conv2dFields;

export const conv1dFields = {
  filters,
  kernelSize: { kind: 'integer', minimum: 1, maximum: 1024, default: 3 },
  stride: { kind: 'integer', minimum: 1, maximum: 64, default: 1 },
  padding: { kind: 'choice', options: ['same', 'valid', 'full', 'causal'], default: 'same' },
  dilation: { kind: 'integer', minimum: 1, maximum: 64, default: 1 },
  groups,
  bias,
  kernel,
  initializer,
} as const;
export type Conv1dParameters = ParametersOf<typeof conv1dFields>;
