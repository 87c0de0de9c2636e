// The arithmetic of a kernel that slides along axes (Dumoulin and Visin, “A guide to convolution arithmetic for deep learning”, 2016):
// out = ⌊(in + before + after − dilation·(kernel − 1) − 1) / stride⌋ + 1 on each axis. Axes come as lists of any length: one for
// sequences, two for maps, three for volumes.
import type { Padding } from '../base/fields.ts';
import { mapSize, type Shape } from '../base/shape.ts';

/** Places of zeros in front of and behind the input. */
export interface AxisPadding {
  readonly before: number;
  readonly after: number;
}
/** How a kernel lies and moves along one axis. */
export interface WindowAxis extends AxisPadding {
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
}

/** A window as a form has it, one entry an axis. Borders are given by a rule, by sides (of two axes), or axis by axis. */
export interface WindowParameters {
  readonly kernelSize: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly padding: Padding | readonly AxisPadding[];
}

/** The length that a dilated kernel covers. */
export function effectiveKernel(kernel: number, dilation: number): number {
  return dilation * (kernel - 1) + 1;
}

/** `same` gives ⌈length / stride⌉ outputs, the odd zero behind; `full` lets the kernel overlap the input by one at least. */
function axisPadding(
  padding: WindowParameters['padding'],
  axis: Omit<WindowAxis, keyof AxisPadding>,
  length: number,
  index: number,
): AxisPadding {
  const reach = effectiveKernel(axis.kernel, axis.dilation);
  if (padding === 'valid') return { before: 0, after: 0 };
  if (padding === 'full') return { before: reach - 1, after: reach - 1 };
  if (padding === 'same') {
    const total = Math.max(0, (Math.ceil(length / axis.stride) - 1) * axis.stride + reach - length);
    return { before: Math.floor(total / 2), after: Math.ceil(total / 2) };
  }
  if ('top' in padding)
    return index === 0 ? { before: padding.top, after: padding.bottom } : { before: padding.left, after: padding.right };
  const { before, after } = entryOf(padding, index);
  return { before, after };
}

function entryOf<T>(list: readonly T[], index: number): T {
  const entry = list[index];
  if (entry === undefined) throw new Error(`a window has nothing for axis ${index + 1}`);
  return entry;
}

/** The axes of a window on an input of these lengths, channels not among them. Throws where the parameters have fewer axes. */
export function windowAxes(parameters: WindowParameters, lengths: readonly number[]): WindowAxis[] {
  return lengths.map((length, index) => {
    const axis = {
      kernel: entryOf(parameters.kernelSize, index),
      stride: entryOf(parameters.stride, index),
      dilation: entryOf(parameters.dilation, index),
    };
    return { ...axis, ...axisPadding(parameters.padding, axis, length, index) };
  });
}

/** The number of outputs; 0 or less where the kernel is larger than the padded input. */
export function axisOutput(axis: WindowAxis, length: number): number {
  return Math.floor((length + axis.before + axis.after - effectiveKernel(axis.kernel, axis.dilation)) / axis.stride) + 1;
}

/** The lengths of the output along all axes. */
export function windowOutputs(axes: readonly WindowAxis[], lengths: readonly number[]): number[] {
  return axes.map((axis, index) => axisOutput(axis, entryOf(lengths, index)));
}

export interface Conv2dGeometry {
  readonly rows: WindowAxis;
  readonly columns: WindowAxis;
  readonly outHeight: number;
  readonly outWidth: number;
}

/** The same of a map, by the names of its two axes. Throws on a vector. */
export function conv2dGeometry(parameters: WindowParameters, input: Shape): Conv2dGeometry {
  const { height, width } = mapSize(input);
  const axes = windowAxes(parameters, [height, width]);
  const [rows, columns] = [entryOf(axes, 0), entryOf(axes, 1)];
  return { rows, columns, outHeight: axisOutput(rows, height), outWidth: axisOutput(columns, width) };
}
