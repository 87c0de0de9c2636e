// The steps of a filter gradient in Winograd's domain, and when they pay. The number of chunks depends on the sizes alone, so
// that the bits do not depend on the workers.
import type { BackwardContext, BufferHandle } from '../../../../../layers/layer.ts';
import type { Conv2dParameters } from '../../../../../layers/conv2d/parameters.ts';
import { isWinogradKernel, positionGap, tileSide } from '../winograd/lower.ts';

/** Room for INPUT_SCRATCH (simd/winograd.as.ts), and zeros. */
const stripScratch = 80 * 1024;
/** Of the second step: before the sums, and of the sums at one position, as in the kernel. */
const tapScratch = 1472;
const turnedBytes = 832;
/** Channels that are turned back at a time, as TURNED in the kernel. */
const turnedChannels = 24;

/** Tiles transformed at a time: the longer the products, the less their sums are read and written; L3 holds them. */
const blockMemory = 1600 * 1024;
const fewestTiles = 24;
const mostTiles = 64;
/** Chunks to share between workers, as far as their sums stay small; a power of two, so that two or four share evenly. */
const mostChunks = 8;
const fewestChunks = 2;
const chunkMemory = 2560 * 1024;
const tilesPerChunk = 32;
/** Where the chunks are fewer, the filters are shared as well, for each of which the input is transformed again. */
const fewestShares = 4;

export interface WinogradSizes {
  readonly batch: number;
  readonly channels: number;
  readonly outHeight: number;
  readonly outWidth: number;
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));
const tilesOf = ({ batch, outHeight, outWidth }: WinogradSizes): number =>
  batch * Math.ceil(outHeight / tileSide) * Math.ceil(outWidth / tileSide);

/** Whether the transform saves more products than it costs: from three channels on, unless tiles are mostly border. */
export function paysWinogradGradient(parameters: Conv2dParameters, sizes: WinogradSizes): boolean {
  if (!isWinogradKernel(parameters)) return false;
  const [size] = parameters.kernelSize;
  const saved = (size ** 2 * sizes.batch * sizes.outHeight * sizes.outWidth) / ((size + tileSide - 1) ** 2 * tilesOf(sizes));
  return saved >= 1.5 && sizes.channels >= 3 && parameters.filters >= 4;
}

export interface Chunks {
  /** Of the Winograd tiles, each with sums of its own. */
  readonly chunks: number;
  /** Tiles transformed at a time. */
  readonly block: number;
  /** Of the filters. */
  readonly parts: number;
}

/** How `tiles` Winograd tiles of `tileBytes` bytes each, and `panels` of eight filters, are cut where a chunk's sums take `chunkBytes`. */
export function cutChunks(tiles: number, tileBytes: number, panels: number, chunkBytes: number): Chunks {
  const affordable = Math.max(fewestChunks, chunkMemory / chunkBytes);
  const chunks = 2 ** Math.floor(Math.log2(clamp(tiles / tilesPerChunk, 1, Math.min(mostChunks, affordable))));
  const perChunk = Math.ceil(tiles / chunks);
  const blocks = Math.ceil(perChunk / clamp(Math.floor(blockMemory / tileBytes), fewestTiles, mostTiles));
  return { chunks, block: Math.ceil(perChunk / blocks), parts: Math.min(panels, Math.ceil(fewestShares / chunks)) };
}

/** `numbers` describes the convolution, as for the direct kernel. */
export function lowerWinogradGradient(
  context: BackwardContext<Conv2dParameters>,
  x: BufferHandle,
  dweights: BufferHandle,
  dbias: BufferHandle | undefined,
  sizes: WinogradSizes,
  numbers: Readonly<Record<string, number>>,
): void {
  const { filters, kernelSize } = context.parameters;
  const side = kernelSize[0] + tileSide - 1;
  const positions = side ** 2;
  const { channels } = sizes;
  const rows = Math.ceil(channels / 4) * 4;
  const panels = Math.ceil(filters / 8);
  const tiles = tilesOf(sizes);
  const chunkBytes = positions * (rows * panels * 32 + positionGap) + panels * 32;
  const tileBytes = positions * (rows + panels * 8) * 4;
  const { chunks, block, parts } = cutChunks(tiles, tileBytes, panels, chunkBytes);
  const sums = context.keep('partial', chunks * chunkBytes);
  const tilesDown = Math.ceil(sizes.outHeight / tileSide);
  const tilesAcross = Math.ceil(sizes.outWidth / tileSide);
  context.step({
    kernel: 'conv2dWinogradBackwardWeights',
    reads: { x, dy: context.outputGradient },
    writes: { sums },
    numbers: { ...numbers, tilesDown, tilesAcross, parts, block },
    tiles: chunks * parts,
    scratchBytes: stripScratch + block * tileBytes + 2 * positions * positionGap,
  });
  const turns = panels * Math.ceil(channels / turnedChannels);
  context.step({
    kernel: 'conv2dWinogradReduceWeights',
    reads: { sums },
    writes: { dweights, dbias: dbias ?? dweights },
    numbers: { ...numbers, chunks, hasBias: dbias === undefined ? 0 : 1 },
    tiles: Math.min(32, turns),
    scratchBytes: tapScratch + positions * turnedBytes,
  });
}
