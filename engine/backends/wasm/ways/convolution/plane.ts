// A convolution as this machine's kernels see it: along two axes, one axis being a map of height 1. All numbers that a kernel may ask
// for, by the names of its arguments.
import type { ConvolutionAttributes } from '../../../../operations/convolution/attributes.ts';
import type { WindowAxis } from '../../../../operations/window.ts';
import { flag, type WayContext } from '../../way.ts';

/** Sizes of x f32[n,height,width,channels] and y f32[n,outHeight,outWidth,filters], and how the kernel goes from one to the other. */
export type Plane = Readonly<
  Record<
    | 'n'
    | 'height'
    | 'width'
    | 'channels'
    | 'outHeight'
    | 'outWidth'
    | 'filters'
    | 'kernelHeight'
    | 'kernelWidth'
    | 'strideHeight'
    | 'strideWidth'
    | 'dilationHeight'
    | 'dilationWidth'
    | 'padTop'
    | 'padLeft'
    | 'groups'
    | 'flip',
    number
  >
>;

export type ConvolutionContext = Pick<WayContext<ConvolutionAttributes>, 'attributes' | 'shape'>;

const none: WindowAxis = { kernel: 1, stride: 1, dilation: 1, before: 0, after: 0 };

/** Why there is no plane. */
export function axesMisfit({ attributes }: ConvolutionContext): string | undefined {
  return attributes.axes.length > 2 ? 'more than two axes' : undefined;
}

/** Height, width and channels of a tensor with its batch. */
function mapOf(shape: readonly number[]): [number, number, number] {
  const [height, width, channels] = shape.length === 3 ? [1, shape[1], shape[2]] : shape.slice(1);
  return [height ?? 1, width ?? 1, channels ?? 1];
}

function planeOf({ attributes, shape }: ConvolutionContext, input: string, output: string): Plane {
  const { axes, groups, flip } = attributes;
  const [rows = none, columns = none] = axes.length === 1 ? [none, axes[0]] : axes;
  const [height, width, channels] = mapOf(shape(input));
  const [outHeight, outWidth, filters] = mapOf(shape(output));
  return {
    n: shape(input)[0] ?? 1,
    height,
    width,
    channels,
    outHeight,
    outWidth,
    filters,
    kernelHeight: rows.kernel,
    kernelWidth: columns.kernel,
    strideHeight: rows.stride,
    strideWidth: columns.stride,
    dilationHeight: rows.dilation,
    dilationWidth: columns.dilation,
    padTop: rows.before,
    padLeft: columns.before,
    groups,
    flip: flag(flip),
  };
}

/** The plane of a `convolution`. */
export const forwardPlane = (context: ConvolutionContext): Plane => planeOf(context, 'x', 'y');
/** The plane of the convolution whose `convolutionInput` it is: of x, which is not there, the size. */
export const inputPlane = (context: ConvolutionContext): Plane => planeOf(context, 'dx', 'dy');
/** The plane of the convolution whose `convolutionFilter` it is. */
export const filterPlane = (context: ConvolutionContext): Plane => planeOf(context, 'x', 'dy');

/** The convolution, with stride 1, that makes dx of dy where its pixels have been spread out by the strides of `plane`. */
export function mirrored(plane: Plane): Plane {
  return {
    ...plane,
    height: plane.outHeight,
    width: plane.outWidth,
    channels: plane.filters,
    outHeight: plane.height,
    outWidth: plane.width,
    filters: plane.channels,
    strideHeight: 1,
    strideWidth: 1,
    padTop: (plane.kernelHeight - 1) * plane.dilationHeight - plane.padTop,
    padLeft: (plane.kernelWidth - 1) * plane.dilationWidth - plane.padLeft,
  };
}

/** The cells of the kernel. */
export const tapsOf = ({ kernelHeight, kernelWidth }: Plane): number => kernelHeight * kernelWidth;
/** The pixels of all outputs. */
export const outputPixels = ({ n, outHeight, outWidth }: Plane): number => n * outHeight * outWidth;
export const paddedTo = (multiple: number, count: number): number => Math.ceil(count / multiple) * multiple;
