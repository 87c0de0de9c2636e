// The parameters of a convolution, as a form and a file see them.
import type { ParametersOf } from '../../base/fields.ts';
import { initializerField } from '../initialization.ts';

export const conv2dFields = {
  filters: { kind: 'integer', minimum: 1, maximum: 4096, default: 16 },
  kernelSize: { kind: 'pair', minimum: 1, maximum: 64, default: [3, 3] },
  stride: { kind: 'pair', minimum: 1, maximum: 64, default: [1, 1] },
  padding: { kind: 'padding', rules: ['valid', 'same', 'full'], default: 'same' },
  dilation: { kind: 'pair', minimum: 1, maximum: 64, default: [1, 1] },
  groups: { kind: 'integer', minimum: 1, maximum: 4096, default: 1 },
  bias: { kind: 'toggle', default: true },
  kernel: { kind: 'choice', options: ['cross-correlation', 'convolution'], default: 'cross-correlation' },
  initializer: initializerField,
} as const;
export type Conv2dParameters = ParametersOf<typeof conv2dFields>;
