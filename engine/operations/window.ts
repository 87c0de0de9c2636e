// The arithmetic of a convolution's sizes (Dumoulin and Visin, “A guide to convolution arithmetic for deep learning”, 2016):
// out = ⌊(in + before + after − dilation·(kernel − 1) − 1) / stride⌋ + 1 on each axis.
import type { Padding } from '../base/fields.ts';
import { mapSize, type Shape } from '../base/shape.ts';

export interface AxisGeometry {
  readonly input: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
}
/** Rows or columns of zeros in front of and behind the input. */
export interface AxisPadding {
  readonly before: number;
  readonly after: number;
}

/** The length that a dilated kernel covers. */
export function effectiveKernel(kernel: number, dilation: number): number {
  return dilation * (kernel - 1) + 1;
}

/** `same` gives ⌈input / stride⌉ outputs, the odd zero behind; `full` lets the kernel overlap the input by one at least. */
export function axisPadding(rule: Padding, axis: AxisGeometry, which: 'vertical' | 'horizontal'): AxisPadding {
  const reach = effectiveKernel(axis.kernel, axis.dilation);
  if (rule === 'valid') return { before: 0, after: 0 };
  if (rule === 'full') return { before: reach - 1, after: reach - 1 };
  if (rule === 'same') {
    const total = Math.max(0, (Math.ceil(axis.input / axis.stride) - 1) * axis.stride + reach - axis.input);
    return { before: Math.floor(total / 2), after: Math.ceil(total / 2) };
  }
  return which === 'vertical' ? { before: rule.top, after: rule.bottom } : { before: rule.left, after: rule.right };
}

/** The number of outputs; 0 or less where the kernel is larger than the padded input. */
export function axisOutput(axis: AxisGeometry, padding: AxisPadding): number {
  return Math.floor((axis.input + padding.before + padding.after - effectiveKernel(axis.kernel, axis.dilation)) / axis.stride) + 1;
}

interface WindowParameters {
  readonly kernelSize: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly dilation: readonly [number, number];
  readonly padding: Padding;
}
export interface Conv2dGeometry {
  readonly rows: AxisPadding;
  readonly columns: AxisPadding;
  readonly outHeight: number;
  readonly outWidth: number;
}

/** Sizes and borders of both axes. Throws on a vector. */
export function conv2dGeometry(parameters: WindowParameters, input: Shape): Conv2dGeometry {
  const { height, width } = mapSize(input);
  const axis = (index: 0 | 1, length: number) => ({
    input: length,
    kernel: parameters.kernelSize[index],
    stride: parameters.stride[index],
    dilation: parameters.dilation[index],
  });
  const [vertical, horizontal] = [axis(0, height), axis(1, width)];
  const [rows, columns] = [
    axisPadding(parameters.padding, vertical, 'vertical'),
    axisPadding(parameters.padding, horizontal, 'horizontal'),
  ];
  return { rows, columns, outHeight: axisOutput(vertical, rows), outWidth: axisOutput(horizontal, columns) };
}
