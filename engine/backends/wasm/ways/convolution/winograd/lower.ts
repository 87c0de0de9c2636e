// When a product of a convolution is computed by Winograd's minimal filtering, and its steps: stride and dilation 1, one
// group, kernels 3×3 and 5×5.
import type { BufferHandle, LowerContext } from '../../../../../layers/layer.ts';
import type { Conv2dParameters } from '../../../../../layers/conv2d/parameters.ts';

/** As INPUT_SCRATCH in simd/winograd.as.ts, and the description of the result in front. */
const fixedScratch = 74432 + 64;
/** Bytes between the matrices of two positions, as in simd/winograd.as.ts. */
export const positionGap = 64;
/** Outputs of a Winograd tile on one axis. */
export const tileSide = 4;
/** Winograd tiles of a row panel. */
export const panelTiles = 6;

/** The sizes of one product: forward, or the gradient's own convolution. */
export interface WinogradProduct {
  readonly n: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly filters: number;
  readonly kernelHeight: number;
  readonly padTop: number;
  readonly padLeft: number;
}

const paddedTo = (multiple: number, count: number): number => Math.ceil(count / multiple) * multiple;
const tilesDown = (product: WinogradProduct): number => Math.ceil(product.outHeight / tileSide);
const tilesAcross = (product: WinogradProduct): number => Math.ceil(product.outWidth / tileSide);
const panelsOf = (product: WinogradProduct): number => Math.ceil((product.n * tilesDown(product) * tilesAcross(product)) / panelTiles);
const positionsOf = (product: WinogradProduct): number => (product.kernelHeight + tileSide - 1) ** 2;

/** Bytes that one Winograd tile takes in scratch, transformed, before and after the products. */
function tileBytes(product: WinogradProduct): number {
  return positionsOf(product) * (paddedTo(4, product.channels) + paddedTo(8, product.filters)) * 4;
}

/** What a block's transformed tiles may take of the L2 cache; fewer than three row panels would read the weights too often. */
const blockBytes = 340 * 1024;
const [fewestPanels, mostPanels] = [3, 8];
/** Workers share blocks evenly where there are at least so many. */
const evenBlocks = 16;

/**
 * Blocks that all row panels are cut into, of tiles that take `bytesOfTile` in scratch: as large as the cache allows, but of equal
 * size for two, four or eight workers.
 */
export function blocksOf(panels: number, bytesOfTile: number): number {
  const affordable = Math.floor(blockBytes / (panelTiles * bytesOfTile));
  const least = Math.ceil(panels / Math.min(mostPanels, Math.max(fewestPanels, affordable)));
  const step = [1, 2, 4, 8].findLast((count) => count <= least) ?? 1;
  const blocks = least >= evenBlocks ? least : Math.ceil(Math.max(least, 2) / Math.max(step, 2)) * Math.max(step, 2);
  return Math.min(panels, blocks);
}

export function isWinogradKernel({ kernelSize: [height, width], stride, dilation, groups }: Conv2dParameters): boolean {
  return height === width && (height === 3 || height === 5) && Math.max(...stride, ...dilation, groups) === 1;
}

/**
 * Whether the product is faster so: from two channels on, whatever the filters, the batch and the map. On maps of 12×12 and
 * 32×32, batches of 1 and 32, it took 1/1.1 to 1/3.1 of the direct kernels' time for 3×3, and 1/1.3 to 1/4.1 for 5×5.
 */
export function paysWinograd(parameters: Conv2dParameters, product: WinogradProduct): boolean {
  if (!isWinogradKernel(parameters)) return false;
  return product.channels >= 2;
}

/** Weights of a pass, transformed: their buffer. */
function pack(context: LowerContext<Conv2dParameters>, pass: 'Forward' | 'Backward', product: WinogradProduct): BufferHandle {
  const { kernelHeight } = product;
  const { filters, kernel } = context.parameters;
  const columns = paddedTo(8, product.filters);
  const packed = context.keep(`winograd${pass}`, positionsOf(product) * (product.channels * columns * 4 + positionGap));
  context.step({
    kernel: `conv2dWinogradPack${pass}`,
    reads: { weights: context.weight('weights') },
    writes: { packed },
    numbers: {
      kernelHeight,
      channels: pass === 'Forward' ? product.channels : product.filters,
      filters,
      flip: kernel === 'convolution' ? 1 : 0,
    },
    tiles: Math.min(16, columns / 8),
    scratchBytes: 2048,
  });
  return packed;
}

/** Tiles of the step that even a single image's small map is cut into, for two or four workers. */
const fewestTiles = 4;
/** Filters that are worth transforming the input once more. */
const filtersPerPart = 32;

function blocks(product: WinogradProduct): { readonly tiles: number; readonly scratchBytes: number } {
  const panels = panelsOf(product);
  // fewer panels than tiles wanted: every panel in parts of its filters
  const parts = Math.min(Math.ceil(fewestTiles / panels), Math.floor(product.filters / filtersPerPart));
  const tiles = parts > 1 ? panels * parts : blocksOf(panels, tileBytes(product));
  const rows = Math.ceil(panels / tiles) * panelTiles;
  const positions = positionsOf(product);
  const outputBytes = paddedTo(8, product.filters) * 4;
  const passBytes = 128 + 5 * outputBytes + Math.max(16384, tileSide * (product.kernelHeight + 3) * outputBytes);
  return { tiles, scratchBytes: fixedScratch + rows * tileBytes(product) + 2 * positionGap * positions + passBytes };
}

/** `numbers` are what the plain loops need besides. */
export interface WinogradRequest {
  readonly product: WinogradProduct;
  readonly numbers: Readonly<Record<string, number>>;
}

function numbersOf({ product, numbers }: WinogradRequest): Readonly<Record<string, number>> {
  return { ...numbers, tilesDown: tilesDown(product), tilesAcross: tilesAcross(product) };
}

export function lowerWinogradForward(context: LowerContext<Conv2dParameters>, x: BufferHandle, request: WinogradRequest): void {
  const packed = pack(context, 'Forward', request.product);
  const weights = context.weight('weights');
  const { bias } = context.parameters;
  context.step({
    kernel: 'conv2dWinogradForward',
    reads: { x, packed, weights, bias: bias ? context.weight('bias') : weights },
    writes: { y: context.output },
    numbers: { ...numbersOf(request), hasBias: bias ? 1 : 0, rectify: context.rectify ? 1 : 0 },
    ...blocks(request.product),
  });
}

export function lowerWinogradBackwardInput(
  context: LowerContext<Conv2dParameters>,
  { x, dy, dx }: Readonly<Record<'x' | 'dy' | 'dx', BufferHandle>>,
  request: WinogradRequest,
  isRectified: boolean,
): void {
  const packed = pack(context, 'Backward', request.product);
  context.step({
    kernel: 'conv2dWinogradBackwardInput',
    reads: { dy, packed, weights: context.weight('weights'), x },
    writes: { dx },
    numbers: { ...numbersOf(request), rectified: isRectified ? 1 : 0 },
    ...blocks(request.product),
  });
}
