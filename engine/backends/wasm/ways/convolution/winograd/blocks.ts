// How Winograd's minimal filtering cuts its work: tiles of 4×4 outputs, row panels of six tiles, blocks of row panels that fit into
// the L2 cache. Shared by stride 1 and 2 and by the filter gradients.
import { kernelConstants } from '../../../generated/kernel-constants.ts';
import { pick } from '../../../way.ts';
import { axesMisfit, type ConvolutionContext, type Plane } from '../plane.ts';

/**
 * Largest difference from the plain loops, as a share of the largest value. The transforms multiply and subtract values many times as
 * large as their sum: errors of up to 6e-6 are measured where the definition’s are 2e-7, the price of a fourth of its products (Lavin and
 * Gray, 2016, table 4, find the same ratio).
 */
export const winogradTolerance = 1e-5;

/** Bytes between the matrices of two positions, and outputs of a Winograd tile on one axis. */
export const { POSITION_GAP: positionGap, TILE: tileSide } = kernelConstants['simd/winograd'];
/** Winograd tiles of a row panel. */
export const { PANEL_TILES: panelTiles } = kernelConstants['ways/convolution/winograd/product'];

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

/** What every kernel is told of the maps. */
export function mapNumbers(plane: Plane) {
  return pick(plane, 'n', 'height', 'width', 'channels', 'padTop', 'padLeft', 'outHeight', 'outWidth', 'filters');
}

/** Private bytes of the transform of outputs: `rowBytes` is a row of them, of `side` positions on an axis. */
export function outputBytes(side: number, rowBytes: number): number {
  const { COEFFICIENT_BYTES, PIXEL_ROWS, COLUMNS_BYTES } = kernelConstants['ways/convolution/winograd/output'];
  return COEFFICIENT_BYTES + PIXEL_ROWS * rowBytes + Math.max(COLUMNS_BYTES, tileSide * side * rowBytes);
}

/** Tiles of outputs on each axis. */
export function outputTiles({ outHeight, outWidth }: Plane): { readonly tilesDown: number; readonly tilesAcross: number } {
  return { tilesDown: Math.ceil(outHeight / tileSide), tilesAcross: Math.ceil(outWidth / tileSide) };
}

/** Tiles of outputs in all. */
export function countTiles(plane: Plane): number {
  const { tilesDown, tilesAcross } = outputTiles(plane);
  return plane.n * tilesDown * tilesAcross;
}

/** Positions of a transformed tile. */
export const positionsOf = ({ kernelHeight }: Plane): number => (kernelHeight + tileSide - 1) ** 2;

/** Why the filtering with stride 1 does not fit. */
export function winogradMisfit(context: ConvolutionContext, planeOf: (context: ConvolutionContext) => Plane): string | undefined {
  const misfit = axesMisfit(context);
  if (misfit !== undefined) return misfit;
  const { kernelHeight, kernelWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, groups } = planeOf(context);
  if (kernelHeight !== kernelWidth || (kernelHeight !== 3 && kernelHeight !== 5)) return 'neither a 3×3 nor a 5×5 kernel';
  if (strideHeight > 1 || strideWidth > 1) return 'a stride';
  return Math.max(dilationHeight, dilationWidth, groups) > 1 ? 'a dilation or groups' : undefined;
}
