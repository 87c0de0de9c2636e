// The steps of a convolution of a map of one channel at stride 1: no border to be made, no weights to be packed.
import type { BackwardContext, BufferHandle, LowerContext } from '../../../../../layers/layer.ts';
import { effectiveKernel } from '../../../../../operations/window.ts';
import type { Conv2dParameters } from '../../../../../layers/conv2d/parameters.ts';

type Numbers = Readonly<Record<string, number>>;

export interface PlanarSizes {
  readonly n: number;
  readonly channels: number;
  readonly outHeight: number;
  readonly outWidth: number;
}

/** What scratch has room for (forward-kernel.as.ts, weights-kernel.as.ts). */
const mostTaps = 256;
const mostWidth = 1024;
const mostReach = 16384;
const fixedForward = 4480;
const fixedWeights = 55424;
const tailBytes = 64;
/** Values of the map that a tile of the forward pass keeps, and tiles wanted. */
const bandValues = 8192;
const fewestTiles = 16;

/** Rows below the first that a kernel sees, and the length of a row with its border. */
function extentOf(parameters: Conv2dParameters, sizes: PlanarSizes): { reach: number; paddedWidth: number } {
  const [reach, across] = [0, 1].map((axis) => effectiveKernel(parameters.kernelSize[axis] ?? 1, parameters.dilation[axis] ?? 1) - 1);
  return { reach: reach ?? 0, paddedWidth: sizes.outWidth + (across ?? 0) };
}

export function isPlanar(parameters: Conv2dParameters, sizes: PlanarSizes): boolean {
  const { kernelSize, stride } = parameters;
  const { reach, paddedWidth } = extentOf(parameters, sizes);
  const fits = kernelSize[0] * kernelSize[1] <= mostTaps && paddedWidth <= mostWidth && reach * paddedWidth <= mostReach;
  return sizes.channels === 1 && stride[0] === 1 && stride[1] === 1 && fits;
}

/** `numbers`: the geometry of the forward pass, as the plain loops take it. */
export function lowerPlanarForward(context: LowerContext<Conv2dParameters>, x: BufferHandle, sizes: PlanarSizes, numbers: Numbers): void {
  const { parameters } = context;
  const { reach, paddedWidth } = extentOf(parameters, sizes);
  const weights = context.weight('weights');
  const shared = Math.ceil((sizes.outHeight * sizes.n) / fewestTiles / 2) * 2;
  const affordable = Math.floor((bandValues / paddedWidth - reach) / 2) * 2;
  const bandRows = Math.max(2, Math.min(shared, affordable));
  context.step({
    kernel: 'conv2dPlanarForward',
    reads: { x, weights, bias: parameters.bias ? context.weight('bias') : weights },
    writes: { y: context.output },
    numbers: { ...numbers, hasBias: parameters.bias ? 1 : 0, rectify: context.rectify ? 1 : 0, bandRows },
    tiles: sizes.n * Math.ceil(sizes.outHeight / bandRows),
    scratchBytes: fixedForward + (bandRows + reach) * paddedWidth * 4 + tailBytes,
  });
}

/** Writes one chunk of partial sums a tile. */
export function lowerPlanarWeights(
  context: BackwardContext<Conv2dParameters>,
  { x, partial, chunks }: { readonly x: BufferHandle; readonly partial: BufferHandle; readonly chunks: number },
  sizes: PlanarSizes,
  numbers: Numbers,
): void {
  const { reach, paddedWidth } = extentOf(context.parameters, sizes);
  context.step({
    kernel: 'conv2dPlanarWeights',
    reads: { x, dy: context.outputGradient },
    writes: { partial },
    numbers,
    tiles: chunks,
    scratchBytes: fixedWeights + (Math.floor(mostWidth / paddedWidth) + reach) * paddedWidth * 4 + tailBytes,
  });
}
