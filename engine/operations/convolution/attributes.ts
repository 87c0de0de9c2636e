// What the three operations of a convolution have in common: attributes, and the sizes of their tensors, which each of them has
// two of and finds the third.
import type { TensorType } from '../operation.ts';
import { effectiveKernel, type WindowAxis, windowOutputs } from '../window.ts';

export interface ConvolutionAttributes {
  readonly [name: string]: unknown;
  /** One to three. */
  readonly axes: readonly WindowAxis[];
  /** Parts of channels and filters that do not see each other. */
  readonly groups: number;
  /** The kernel is read from its other end: convolution in the mathematical sense. */
  readonly flip: boolean;
}
export interface ConvolutionInputAttributes extends ConvolutionAttributes {
  /** Of the input along the axes: several lengths give one output where the stride is larger than 1. */
  readonly lengths: readonly number[];
}

/** The cells of a kernel. */
export function tapsOf({ axes }: ConvolutionAttributes): number {
  return axes.reduce((product, { kernel }) => product * kernel, 1);
}

/** The length that the kernel covers along each axis. */
export function reachOf({ axes }: ConvolutionAttributes): number[] {
  return axes.map(({ kernel, dilation }) => effectiveKernel(kernel, dilation));
}

function refuse(what: string, shape: readonly number[]): never {
  throw new Error(`convolution: ${what} ${shape.join('×')} does not fit`);
}

/** Batch, lengths and channels of a tensor along as many axes. Throws where it has another number of them. */
function split(what: string, { shape }: TensorType, { axes }: ConvolutionAttributes): { batch: number; lengths: number[]; last: number } {
  const [batch, last] = [shape[0], shape.at(-1)];
  if (shape.length !== axes.length + 2 || batch === undefined || last === undefined) refuse(what, shape);
  return { batch, lengths: shape.slice(1, -1), last };
}

/** [n, …lengths, filters] of an input and weights [...kernel, channels/groups, filters]. Throws where they do not fit. */
export function outputShape(attributes: ConvolutionAttributes, x: TensorType, weights: TensorType): number[] {
  const { batch, lengths, last: channels } = split('the input', x, attributes);
  const [perGroup = 0, filters = 0] = weights.shape.slice(-2);
  const isKernel =
    attributes.axes.every(({ kernel }, axis) => weights.shape[axis] === kernel) && weights.shape.length === attributes.axes.length + 2;
  if (!isKernel || perGroup * attributes.groups !== channels || filters % attributes.groups !== 0) refuse('the kernel', weights.shape);
  const outputs = windowOutputs(attributes.axes, lengths);
  if (outputs.some((length) => length < 1)) refuse('the input', x.shape);
  return [batch, ...outputs, filters];
}

/** [n, …lengths, channels] of an output's gradient and weights. Throws where they do not fit. */
export function inputShape(attributes: ConvolutionInputAttributes, dy: TensorType, weights: TensorType): number[] {
  const { batch } = split('the gradient', dy, attributes);
  const shape = [batch, ...attributes.lengths, (weights.shape.at(-2) ?? 0) * attributes.groups];
  if (outputShape(attributes, { ...dy, shape }, weights).join() !== dy.shape.join()) refuse('the gradient', dy.shape);
  return shape;
}

/** [...kernel, channels/groups, filters] of an input and an output's gradient. Throws where they do not fit. */
export function filterShape(attributes: ConvolutionAttributes, x: TensorType, dy: TensorType): number[] {
  const { last: channels } = split('the input', x, attributes);
  const { last: filters } = split('the gradient', dy, attributes);
  const shape = [...attributes.axes.map(({ kernel }) => kernel), channels / attributes.groups, filters];
  if (outputShape(attributes, x, { ...dy, shape }).join() !== dy.shape.join()) refuse('the gradient', dy.shape);
  return shape;
}
