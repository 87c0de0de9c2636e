// The steps of a filter gradient in Winograd's domain, and when they pay. The number of chunks depends on the sizes alone, so
// that the bits do not depend on the workers.
import type { BackwardContext, BufferHandle } from '../../layer.ts';
import type { Conv2dParameters } from '../parameters.ts';

/** Outputs along a side of a tile (kernel.as.ts). */
const outputs = 4;
/** Between positions, as GAP in the kernel. */
const gap = 64;
/** Scratch before the rows of zeros and the panels, as PANELS in the kernel. */
const fixedScratch = 1728;
const turnedBytes = 832;
/** Channels that are turned back at a time, as TURNED in the kernel. */
const turnedChannels = 24;

/** Transformed tiles that stay in the L2 cache; no fewer than make a product worth its sums in memory. */
const blockMemory = 400 * 1024;
const fewestTiles = 24;
const mostTiles = 64;
/** Chunks to share between workers, as far as their sums stay small. */
const mostChunks = 16;
const fewestChunks = 4;
const chunkMemory = 4 * 1024 * 1024;
const tilesPerChunk = 32;

export interface WinogradSizes {
  readonly batch: number;
  readonly channels: number;
  readonly outHeight: number;
  readonly outWidth: number;
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));
const tilesOf = ({ batch, outHeight, outWidth }: WinogradSizes): number =>
  batch * Math.ceil(outHeight / outputs) * Math.ceil(outWidth / outputs);

/** Whether the transform saves more products than it costs. */
export function paysWinogradGradient(parameters: Conv2dParameters, sizes: WinogradSizes): boolean {
  const { kernelSize, stride, dilation, groups, filters } = parameters;
  const [size] = kernelSize;
  const isPlain = (size === 3 || size === 5) && kernelSize[1] === size && [...stride, ...dilation, groups].every((value) => value === 1);
  if (!isPlain) return false;
  const saved = (size ** 2 * sizes.batch * sizes.outHeight * sizes.outWidth) / ((size + outputs - 1) ** 2 * tilesOf(sizes));
  return saved >= 1.5 && sizes.channels >= 8 && filters >= 8;
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
  const side = kernelSize[0] + outputs - 1;
  const positions = side ** 2;
  const { channels } = sizes;
  const rows = Math.ceil(channels / 4) * 4;
  const panels = Math.ceil(filters / 8);
  const tiles = tilesOf(sizes);
  const chunkBytes = positions * (rows * panels * 32 + gap) + panels * 32;
  const affordable = Math.max(fewestChunks, Math.floor(chunkMemory / chunkBytes));
  const chunks = clamp(Math.floor(tiles / tilesPerChunk), 1, Math.min(mostChunks, affordable));
  const tileBytes = positions * (rows + panels * 8) * 4;
  const block = Math.min(Math.ceil(tiles / chunks), clamp(Math.floor(blockMemory / tileBytes), fewestTiles, mostTiles));
  const sums = context.keep('partial', chunks * chunkBytes);
  const noneBytes = side * Math.max(channels, filters) * 4 + gap;
  context.step({
    kernel: 'conv2dWinogradBackwardWeights',
    reads: { x, dy: context.outputGradient },
    writes: { sums },
    numbers: { ...numbers, block },
    tiles: chunks,
    scratchBytes: fixedScratch + noneBytes + block * tileBytes + 2 * positions * gap,
  });
  const parts = panels * Math.ceil(channels / turnedChannels);
  context.step({
    kernel: 'conv2dWinogradReduceWeights',
    reads: { sums },
    writes: { dweights, dbias: dbias ?? dweights },
    numbers: { ...numbers, chunks, hasBias: dbias === undefined ? 0 : 1 },
    tiles: Math.min(32, parts),
    scratchBytes: fixedScratch + positions * turnedBytes,
  });
}
