// The steps of a 3×3 convolution with stride 2 by Winograd's filtering of its even and odd samples, and when they pay.
import type { BackwardContext, BufferHandle, LowerContext } from '../../../../../layers/layer.ts';
import type { Conv2dParameters } from '../../../../../layers/conv2d/parameters.ts';
import { blocksOf, panelTiles, positionGap, tileSide } from '../winograd/lower.ts';
import { cutChunks } from '../winograd-gradient/lower.ts';

/** As STRIDED_SCRATCH in input.as.ts and INPUT_SCRATCH in simd/winograd.as.ts, and the descriptions in front. */
const forwardScratch = 90880 + 64;
const backwardScratch = 74432 + 64;
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

export interface StridedRequest {
  readonly sizes: StridedSizes;
  /** What the plain loops need: the geometry of the forward pass. */
  readonly numbers: Readonly<Record<string, number>>;
}

function isStridedKernel({ kernelSize, stride, dilation, groups }: Conv2dParameters): boolean {
  return [...kernelSize, ...stride, ...dilation, groups].join() === '3,3,2,2,1,1,1';
}

/**
 * Fewest Winograd tiles: six row panels, so that workers share them evenly, and weights are read for more than one. What the
 * weights cost is counted in products a weight: reading 81 values for nine, in training their transform and theirs of the sums.
 */
const fewestTiles = 31;
const [readingCost, readingCostPerMegabyte] = [50, 25];
const [packingCost, packingCostPerMegabyte] = [800, 130];
/** What has to be saved at least. */
const margin = 1.05;

/** Whether products at `tiles` Winograd tiles cost less than the definition's. */
function pays({ parameters, training }: LowerContext<Conv2dParameters>, sizes: StridedSizes, tiles: number): boolean {
  const { n, channels, filters, outHeight, outWidth } = sizes;
  if (!isStridedKernel(parameters) || channels < 2 || tiles < fewestTiles) return false;
  const megabytes = (products * channels * filters * 4) / 2 ** 20;
  const weights = training ? packingCost + packingCostPerMegabyte * megabytes : readingCost + readingCostPerMegabyte * megabytes;
  const direct = 9 * paddedTo(panelTiles, n * outHeight * outWidth);
  return direct > margin * (products * paddedTo(panelTiles, tiles) + weights);
}

/** Tiles of 4×4 outputs. */
const outputTiles = ({ n, outHeight, outWidth }: StridedSizes): number =>
  n * Math.ceil(outHeight / tileSide) * Math.ceil(outWidth / tileSide);
/** Tiles of 8×8 pixels of the input. */
const inputTiles = ({ n, height, width }: StridedSizes): number => n * Math.ceil(height / tilePixels) * Math.ceil(width / tilePixels);
/** Whether the channels can be transformed. */
const isTransformable = ({ channels }: StridedSizes): boolean => channels % 4 === 0 || channels <= mostChannels;

/** Whether the forward pass, and so the filter gradient, is faster so. */
export function paysStrided(context: LowerContext<Conv2dParameters>, sizes: StridedSizes): boolean {
  return isTransformable(sizes) && pays(context, sizes, outputTiles(sizes));
}

/** Whether the input's gradient is faster so. */
export function paysStridedBackwardInput(context: LowerContext<Conv2dParameters>, sizes: StridedSizes): boolean {
  return pays(context, sizes, inputTiles(sizes));
}

/** Tiles of the step, and the Winograd tiles of the largest. */
function cut(count: number, bytesOfTile: number): { readonly tiles: number; readonly rows: number } {
  const panels = Math.ceil(count / panelTiles);
  const tiles = blocksOf(panels, bytesOfTile);
  return { tiles, rows: Math.ceil(panels / tiles) * panelTiles };
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

export function lowerStridedForward(context: LowerContext<Conv2dParameters>, x: BufferHandle, { sizes, numbers }: StridedRequest): void {
  const { channels, filters } = sizes;
  const packed = pack(context, 'Forward', sizes);
  const weights = context.weight('weights');
  const { bias } = context.parameters;
  const [tilesDown, tilesAcross] = [Math.ceil(sizes.outHeight / tileSide), Math.ceil(sizes.outWidth / tileSide)];
  const outputBytes = paddedTo(8, filters) * 4;
  const { tiles, rows } = cut(outputTiles(sizes), products * channels * 4 + positions * outputBytes);
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

export function lowerStridedBackwardInput(
  context: BackwardContext<Conv2dParameters>,
  dx: BufferHandle,
  { sizes, numbers }: StridedRequest,
): void {
  const { channels, filters, padTop, padLeft } = sizes;
  const packed = pack(context, 'Backward', sizes);
  const [x] = context.inputs;
  const isRectified = context.rectified(0) && x !== undefined;
  const [tilesDown, tilesAcross] = [Math.ceil(sizes.height / tilePixels), Math.ceil(sizes.width / tilePixels)];
  const gradientBytes = paddedTo(4, filters) * 4;
  const outputBytes = paddedTo(8, channels) * 4;
  const { tiles, rows } = cut(inputTiles(sizes), positions * gradientBytes + products * outputBytes);
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
  { sizes, numbers }: StridedRequest,
): void {
  const { channels, filters } = sizes;
  const [tilesDown, tilesAcross] = [Math.ceil(sizes.outHeight / tileSide), Math.ceil(sizes.outWidth / tileSide)];
  const panels = Math.ceil(filters / 8);
  const chunkBytes = positions * (phases * channels * panels * 32 + positionGap) + panels * 32;
  const inputBytes = phases * channels * 4 + 16;
  const tileBytes = positions * (inputBytes + panels * 32);
  const { chunks, block, parts } = cutChunks(outputTiles(sizes), tileBytes, panels, chunkBytes);
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
