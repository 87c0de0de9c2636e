// The steps of a 3×3 convolution with stride 2 by Winograd's filtering of its even and odd samples, and when they pay.
import type { BackwardContext, BufferHandle, LowerContext } from '../../layer.ts';
import type { Conv2dParameters } from '../parameters.ts';
import { cutBlocks, positionGap, tileSide } from '../winograd/lower.ts';
import { cutChunks } from '../winograd-gradient/lower.ts';

/** As STRIDED_SCRATCH in input.as.ts and INPUT_SCRATCH in simd/winograd.as.ts, and the descriptions in front. */
const forwardScratch = 90880 + 128;
const backwardScratch = 74432 + 128;
/** The first again, and zeros. */
const gradientScratch = 90880 + 192;
/** Of the second step of a filter gradient: before the sums, and of those of a phase at one position, as in its kernel. */
const tapScratch = 640;
const turnedBytes = 576;
/** Channels that are turned back at a time, as TURNED in the kernel. */
const turnedChannels = 16;
/** Taps, factors, lines of a transform. */
const packScratch = 832;
const positions = 25;
const phases = 4;
/** Of the products that there are at 25 positions in four phases: lone points have no odd samples. */
const products = 81;
/** Pixels of the input from one tile to the next. */
const tilePixels = 2 * tileSide;
/** Taps of the even samples on an axis. */
const phaseKernel = 2;
/** Channels that are transformed at a time where they are more, which then must be a multiple of four. */
const mostChannels = 224;

const paddedTo = (multiple: number, count: number): number => Math.ceil(count / multiple) * multiple;

/** Sizes of a convolution with stride 2. */
export interface StridedSizes {
  readonly n: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly filters: number;
  readonly padTop: number;
  readonly padLeft: number;
}

interface Request {
  readonly sizes: StridedSizes;
  /** What the plain loops need: the geometry of the forward pass. */
  readonly numbers: Readonly<Record<string, number>>;
}

function isStridedKernel({ kernelSize, stride, dilation, groups }: Conv2dParameters): boolean {
  return [...kernelSize, ...stride, ...dilation, groups].join() === '3,3,2,2,1,1,1';
}

/** Whether the forward pass is faster so. */
export function paysStridedForward(parameters: Conv2dParameters, { channels, filters }: StridedSizes): boolean {
  return isStridedKernel(parameters) && channels >= 4 && filters >= 4 && (channels % 4 === 0 || channels <= mostChannels);
}

/** Whether the input's gradient is faster so. */
export function paysStridedBackwardInput(parameters: Conv2dParameters, { channels, filters }: StridedSizes): boolean {
  return isStridedKernel(parameters) && channels >= 4 && filters >= 4;
}

/** Whether the filter gradient is faster so. */
export function paysStridedGradient(parameters: Conv2dParameters, { channels, filters }: StridedSizes): boolean {
  return isStridedKernel(parameters) && channels >= 4 && filters >= 4 && (channels % 4 === 0 || channels <= mostChannels);
}

function pack(context: LowerContext<Conv2dParameters>, pass: 'Forward' | 'Backward', sizes: StridedSizes): BufferHandle {
  const [depth, columns] = pass === 'Forward' ? [sizes.channels, sizes.filters] : [sizes.filters, sizes.channels];
  const packed = context.keep(`strided${pass}`, positions * phases * (paddedTo(8, columns) * depth * 4 + positionGap));
  const { channels, filters, padTop, padLeft } = sizes;
  context.step({
    kernel: `conv2dStridedWinogradPack${pass}`,
    reads: { weights: context.weight('weights') },
    writes: { packed },
    numbers: { channels, filters, padTop, padLeft, flip: context.parameters.kernel === 'convolution' ? 1 : 0 },
    tiles: Math.min(16, Math.ceil(columns / 8)),
    scratchBytes: packScratch,
  });
  return packed;
}

export function lowerStridedForward(context: LowerContext<Conv2dParameters>, x: BufferHandle, { sizes, numbers }: Request): void {
  const { n, channels, filters } = sizes;
  const packed = pack(context, 'Forward', sizes);
  const weights = context.weight('weights');
  const { bias } = context.parameters;
  const [tilesDown, tilesAcross] = [Math.ceil(sizes.outHeight / tileSide), Math.ceil(sizes.outWidth / tileSide)];
  const outputBytes = paddedTo(8, filters) * 4;
  const { tiles, rows } = cutBlocks(n * tilesDown * tilesAcross, products * channels * 4 + positions * outputBytes, filters);
  const blockBytes = positions * (rows * (4 * channels * 4 + 16 + outputBytes) + 2 * positionGap);
  const passBytes = 128 + 5 * outputBytes + Math.max(16384, tileSide * (tileSide + 1) * outputBytes);
  context.step({
    kernel: 'conv2dStridedWinogradForward',
    reads: { x, packed, weights, bias: bias ? context.weight('bias') : weights },
    writes: { y: context.output },
    numbers: { ...numbers, tilesDown, tilesAcross, phaseKernel, hasBias: bias ? 1 : 0, rectify: context.rectify ? 1 : 0 },
    tiles,
    scratchBytes: forwardScratch + blockBytes + passBytes,
  });
}

export function lowerStridedBackwardInput(context: BackwardContext<Conv2dParameters>, dx: BufferHandle, { sizes, numbers }: Request): void {
  const { n, channels, filters, padTop, padLeft } = sizes;
  const packed = pack(context, 'Backward', sizes);
  const [x] = context.inputs;
  const isRectified = context.rectified(0) && x !== undefined;
  const [tilesDown, tilesAcross] = [Math.ceil(sizes.height / tilePixels), Math.ceil(sizes.width / tilePixels)];
  const gradientBytes = paddedTo(4, filters) * 4;
  const outputBytes = paddedTo(8, channels) * 4;
  const { tiles, rows } = cutBlocks(n * tilesDown * tilesAcross, positions * gradientBytes + products * outputBytes, channels);
  const blockBytes = positions * (rows * gradientBytes + positionGap + phases * (rows * outputBytes + positionGap));
  const passBytes = 64 + 8 * outputBytes + Math.max(16384, 80 * outputBytes);
  context.step({
    kernel: 'conv2dStridedWinogradBackwardInput',
    reads: { dy: context.outputGradient, packed, weights: context.weight('weights'), x: isRectified ? x : dx },
    writes: { dx },
    numbers: {
      ...numbers,
      tilesDown,
      tilesAcross,
      phaseKernel,
      // a tile's first row of dx may be the later of a pair: then the row of dy above does not reach it
      gradientTop: 1 - Math.ceil(padTop / 2),
      gradientLeft: 1 - Math.ceil(padLeft / 2),
      rectified: isRectified ? 1 : 0,
    },
    tiles,
    scratchBytes: backwardScratch + blockBytes + passBytes,
  });
}

export function lowerStridedGradient(
  context: BackwardContext<Conv2dParameters>,
  { x, dweights, dbias }: { readonly x: BufferHandle; readonly dweights: BufferHandle; readonly dbias: BufferHandle | undefined },
  { sizes, numbers }: Request,
): void {
  const { n, channels, filters } = sizes;
  const [tilesDown, tilesAcross] = [Math.ceil(sizes.outHeight / tileSide), Math.ceil(sizes.outWidth / tileSide)];
  const panels = Math.ceil(filters / 8);
  const chunkBytes = positions * (phases * channels * panels * 32 + positionGap) + panels * 32;
  const inputBytes = phases * channels * 4 + 16;
  const tileBytes = positions * (inputBytes + panels * 32);
  const { chunks, block, parts } = cutChunks(n * tilesDown * tilesAcross, tileBytes, panels, chunkBytes);
  const sums = context.keep('partial', chunks * chunkBytes);
  context.step({
    kernel: 'conv2dStridedWinogradBackwardWeights',
    reads: { x, dy: context.outputGradient },
    writes: { sums },
    numbers: { ...numbers, tilesDown, tilesAcross, phaseKernel, parts, block },
    tiles: chunks * parts,
    scratchBytes: gradientScratch + block * tileBytes + 2 * positions * positionGap,
  });
  context.step({
    kernel: 'conv2dStridedWinogradReduceWeights',
    reads: { sums },
    writes: { dweights, dbias: dbias ?? dweights },
    numbers: { ...numbers, chunks, hasBias: dbias === undefined ? 0 : 1 },
    tiles: Math.min(32, panels * Math.ceil(channels / turnedChannels)),
    scratchBytes: tapScratch + positions * phases * turnedBytes,
  });
}
