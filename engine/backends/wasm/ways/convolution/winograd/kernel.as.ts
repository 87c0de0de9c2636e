// Convolution with stride 1 by Winograd's minimal filtering: F(4×4, 3×3) needs 36 products where the definition has 144,
// F(4×4, 5×5) 64 where it has 400. A tile of a step is a block of 24 to 48 Winograd tiles: patches transformed, multiplied at
// every position, transformed back, all in private scratch in the L2 cache, with no barrier between.
// Blocking: simd/winograd.as.ts, product.as.ts. Ceiling: 4 (6.25) times the product's, less the transforms, which cost as
// much as about 7 (5) more filters and as many more channels. Reached on one core, effective: 3×3 146–148 GFLOP/s with 32 channels,
// 196–202 with 128, 43–57 between 3 and 32; 5×5 with 32 channels 250–268.
import { partStart } from '../../../simd/parts.as';
import { INPUT_SCRATCH, positionBytesOf, TILE, tileBytesOf, transformInputs, WinogradMaps } from '../../../simd/winograd.as';
import { outputScratch, RESULT_BYTES, transformOutputs, WinogradResult } from './output.as';
import { multiplyPositions, PANEL_TILES } from './product.as';
import { TRANSFORM_BYTES, transformTaps } from './weights.as';

@unmanaged
export class Conv2dWinogradPackStep {
  weights: usize; // f32[kernelHeight,kernelWidth,channels,filters]
  packed: usize; // written: per position, 64 bytes apart: f32[panel of eight columns, depth, 8]
  kernelHeight: i32;
  channels: i32;
  filters: i32;
  flip: i32;
  tiles: i32;
}

/** Scratch: the taps of four kernels side by side, and one pass of the transform. */
const TAPS: usize = 0;
const PASS: usize = 512;
export const PACK_SCRATCH: usize = PASS + TRANSFORM_BYTES;

/** The same tap of `columns` ≤ 4 kernels, `stride` bytes apart, side by side; the others are zero. */
@inline
function gatherTap(source: usize, stride: usize, columns: i32): v128 {
  if (stride == 4 && columns > 3) return v128.load(source);
  let value = columns > 0 ? v128.load32_zero(source) : i32x4.splat(0);
  if (columns > 1) value = v128.load32_lane(source + stride, value, 1);
  if (columns > 2) value = v128.load32_lane(source + 2 * stride, value, 2);
  if (columns > 3) value = v128.load32_lane(source + 3 * stride, value, 3);
  return value;
}

/** Bytes from the packed kernels of one position to the next. */
@inline
function packedPosition(panels: i32, depth: i32): usize {
  return positionBytesOf(panels * depth, 32);
}

/** Panels [position][panel][row][8] of transformed kernels; `rowBytes` and `columnBytes` lead from one weight to the next. */
function pack(step: Conv2dWinogradPackStep, rows: i32, columns: i32, rowBytes: usize, columnBytes: usize, mirrored: bool, tile: i32, scratch: usize): void {
  const kernel = step.kernelHeight;
  const taps = kernel * kernel;
  const panels = (columns + 7) >> 3;
  const positionBytes = packedPosition(panels, rows);
  const tapBytes = <usize>(step.channels * step.filters) << 2;
  const first = scratch + TAPS + (mirrored ? <usize>(taps - 1) << 4 : 0);
  for (let panel = partStart(panels, tile, step.tiles), end = partStart(panels, tile + 1, step.tiles); panel < end; panel++) {
    const width = columns - (panel << 3);
    let target = step.packed + (<usize>(panel * rows) << 5);
    for (let row = 0; row < rows; row++) {
      const source = step.weights + <usize>row * rowBytes + <usize>(panel << 3) * columnBytes;
      for (let half = 0; half < 2; half++) {
        for (let tap = 0, from = source + <usize>(half << 2) * columnBytes; tap < taps; tap++, from += tapBytes) {
          v128.store(scratch + TAPS + (<usize>tap << 4), gatherTap(from, columnBytes, width - (half << 2)));
        }
        transformTaps(first, mirrored ? -16 : 16, kernel, target + (<usize>half << 4), positionBytes, scratch + PASS);
      }
      target += 32;
    }
  }
}

/** Kernels for the forward pass: rows are channels, columns are filters. */
export function conv2dWinogradPackForward(step: Conv2dWinogradPackStep, tile: i32, scratch: usize): void {
  pack(step, step.channels, step.filters, <usize>step.filters << 2, 4, step.flip != 0, tile, scratch);
}

/** Kernels from their other end for the gradient of the input: rows are filters, columns are channels. */
export function conv2dWinogradPackBackward(step: Conv2dWinogradPackStep, tile: i32, scratch: usize): void {
  pack(step, step.filters, step.channels, 4, <usize>step.filters << 2, step.flip == 0, tile, scratch);
}

/** Row panels of six tiles that the maps have. */
@inline
function panelsOf(g: WinogradMaps): i32 {
  return (g.n * g.tilesDown * g.tilesAcross + PANEL_TILES - 1) / PANEL_TILES;
}

/**
 * One block: tile `tile` of `tiles` of the step. More tiles than row panels (of a single image's small map) mean that each
 * panel is computed in parts of its filters, each with a transform of its own.
 */
function convolveBlock(g: WinogradMaps, x: usize, packed: usize, result: WinogradResult, tile: i32, tiles: i32, scratch: usize): void {
  const panels = panelsOf(g);
  const parts = max(1, tiles / panels);
  const block = tile / parts, part = tile % parts, blocks = tiles / parts;
  const first = partStart(panels, block, blocks) * PANEL_TILES;
  const rows = partStart(panels, block + 1, blocks) * PANEL_TILES - first;
  const count = min(rows, g.n * g.tilesDown * g.tilesAcross - first);
  const side = g.kernelHeight + TILE - 1;
  const positions = side * side;
  const columnPanels = (result.columns + 7) >> 3;
  const fromPanel = partStart(columnPanels, part, parts);
  const partPanels = partStart(columnPanels, part + 1, parts) - fromPanel;
  const offset = <usize>fromPanel << 5;
  result.pixel = result.columns;
  result.columns = min(result.columns - (fromPanel << 3), partPanels << 3);
  result.y += offset;
  if (result.bias != 0) result.bias += offset;
  if (result.mask != 0) result.mask += offset;
  const vTile = tileBytesOf(g.channels);
  const vPosition = positionBytesOf(rows, vTile);
  const mTile = <usize>partPanels << 5;
  const mPosition = positionBytesOf(rows, mTile);
  // both transforms use the beginning: with very many filters the second takes more
  const v = scratch + max(INPUT_SCRATCH, outputScratch(side, mTile));
  const m = v + <usize>positions * vPosition;
  transformInputs(g, x, first, count, v, vPosition, vTile, scratch);
  multiplyPositions(positions, rows, g.channels, partPanels, v, vPosition, vTile, packed + <usize>(fromPanel * g.channels) * 32, packedPosition(columnPanels, g.channels), m, mPosition, mTile);
  transformOutputs(g, result, first, count, m, mPosition, mTile, scratch);
}

@unmanaged
export class Conv2dWinogradForwardStep {
  x: usize; // f32[n,height,width,channels]
  packed: usize; // from conv2dWinogradPackForward
  bias: usize; // f32[filters], read where hasBias is 1
  y: usize; // f32[n,outHeight,outWidth,filters], written
  hasBias: i32;
  rectify: i32; // 1: y = max(0, y)
  outHeight: i32;
  outWidth: i32;
  filters: i32;
  tiles: i32;
  n: i32;
  height: i32;
  width: i32;
  channels: i32;
  padTop: i32;
  padLeft: i32;
  tilesDown: i32;
  tilesAcross: i32;
  kernelHeight: i32;
}

/** A tile is a block of Winograd tiles of the whole batch. */
export function conv2dWinogradForward(step: Conv2dWinogradForwardStep, tile: i32, scratch: usize): void {
  const g = changetype<WinogradMaps>(changetype<usize>(step) + offsetof<Conv2dWinogradForwardStep>('n'));
  const result = changetype<WinogradResult>(scratch);
  result.y = step.y;
  result.bias = step.hasBias ? step.bias : 0;
  result.mask = 0;
  result.bound = step.rectify ? 0 : -Infinity;
  result.height = step.outHeight;
  result.width = step.outWidth;
  result.columns = step.filters;
  convolveBlock(g, step.x, step.packed, result, tile, step.tiles, scratch + RESULT_BYTES);
}

/** The geometry here is that of the gradient's own convolution: dy comes in, dx goes out. */
@unmanaged
export class Conv2dWinogradBackwardInputStep {
  dy: usize; // f32[n,height,width,channels]
  packed: usize; // from conv2dWinogradPackBackward
  x: usize; // f32[n,outHeight,outWidth,filters], read where rectified is 1
  dx: usize; // f32[n,outHeight,outWidth,filters], written
  rectified: i32; // 1: dx = 0 where x ≤ 0
  outHeight: i32;
  outWidth: i32;
  filters: i32;
  tiles: i32;
  n: i32;
  height: i32;
  width: i32;
  channels: i32;
  padTop: i32;
  padLeft: i32;
  tilesDown: i32;
  tilesAcross: i32;
  kernelHeight: i32;
}

/** A tile is a block of Winograd tiles of the whole batch. */
export function conv2dWinogradBackwardInput(step: Conv2dWinogradBackwardInputStep, tile: i32, scratch: usize): void {
  const g = changetype<WinogradMaps>(changetype<usize>(step) + offsetof<Conv2dWinogradBackwardInputStep>('n'));
  const result = changetype<WinogradResult>(scratch);
  result.y = step.dx;
  result.bias = 0;
  result.mask = step.rectified ? step.x : 0;
  result.bound = -Infinity;
  result.height = step.outHeight;
  result.width = step.outWidth;
  result.columns = step.filters;
  convolveBlock(g, step.dy, step.packed, result, tile, step.tiles, scratch + RESULT_BYTES);
}
