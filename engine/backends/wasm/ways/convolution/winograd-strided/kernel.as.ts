// Convolution 3×3 with stride 2 by Winograd's minimal filtering on its phases: F(4×4) of even and odd samples needs 81 products
// where the definition has 144. A tile of a step is a block of Winograd tiles: patches transformed, multiplied at 25 positions,
// transformed back, all in private scratch in the L2 cache, with no barrier between.
// Forward, the phases lie side by side at each position and one product sums them, up to four times as many channels deep. For
// the input's gradient dy is transformed once, and multiplied with the weights of each phase.
// Blocking: input.as.ts, output.as.ts, winograd/product.as.ts. Ceiling: 1.78 times the product's.
// Reached on one core, effective: 85 GFLOP/s forward from 32 to 64 channels, 76 towards the input; directly 51 and 36.
import { partStart } from '../../../simd/parts.as';
import { INPUT_SCRATCH, positionBytesOf, tileBytesOf, transformInputs, WinogradMaps } from '../../../simd/winograd.as';
import { outputScratch, RESULT_BYTES, transformOutputs, WinogradResult } from '../winograd/output.as';
import { multiplyPositions, PANEL_TILES } from '../winograd/product.as';
import { depthAt, STRIDED_SCRATCH, stridedTileBytes, transformStridedInputs } from './input.as';
import { RESULT_BYTES as STRIDED_RESULT_BYTES, StridedResult, stridedOutputScratch, transformStridedOutputs } from './output.as';
import { LINE, LONE_FORWARD, loneBackward, PHASES, SIDE, storeOddFactors, transformColumns, transformTaps } from './weights.as';

@unmanaged
export class Conv2dStridedWinogradPackStep {
  weights: usize; // f32[3,3,channels,filters]
  packed: usize; // written: see below
  channels: i32;
  filters: i32;
  padTop: i32;
  padLeft: i32;
  flip: i32;
  tiles: i32;
}

/** Scratch: nine taps, factors of the middle taps, lines of the transform, what a lone point's would be. */
const ROW_FACTORS: usize = 144;
const COLUMN_FACTORS: usize = 224;
const LINES: usize = 304;
const NOWHERE: usize = LINES + 10 * LINE;
export const PACK_SCRATCH: usize = NOWHERE + LINE;

/** Nine taps of up to four kernels at `source`, `stride` bytes apart, side by side in scratch, and down their columns. */
function transformKernels(step: Conv2dStridedWinogradPackStep, source: usize, stride: usize, columns: i32, isMirrored: bool, scratch: usize): void {
  const tapBytes = <usize>(step.channels * step.filters) << 2;
  for (let tap = 0; tap < 9; tap++, source += tapBytes) {
    let value = i32x4.splat(0);
    if (columns > 3) {
      value = v128.load32_zero(source);
      value = v128.load32_lane(source + stride, value, 1);
      value = v128.load32_lane(source + 2 * stride, value, 2);
      value = v128.load32_lane(source + 3 * stride, value, 3);
    } else {
      if (columns > 0) value = v128.load32_zero(source);
      if (columns > 1) value = v128.load32_lane(source + stride, value, 1);
      if (columns > 2) value = v128.load32_lane(source + 2 * stride, value, 2);
    }
    v128.store(scratch + (<usize>tap << 4), value);
  }
  transformColumns(isMirrored ? scratch + 128 : scratch, isMirrored ? -16 : 16, scratch + ROW_FACTORS, scratch + LINES);
}

/** Bytes from the packed kernels of one position to the next: forward those of all phases, backward of each. */
@inline
function packedBytes(panels: i32, depth: i32): usize {
  return positionBytesOf(panels * depth, 32);
}

/** Kernels for the forward pass: packed[position][panel of eight filters][phase, channel][8]. */
export function conv2dStridedWinogradPackForward(step: Conv2dStridedWinogradPackStep, tile: i32, scratch: usize): void {
  const panels = (step.filters + 7) >> 3;
  const slot = packedBytes(panels, PHASES * step.channels);
  const phaseBytes = <usize>step.channels << 5;
  storeOddFactors(scratch + ROW_FACTORS, LONE_FORWARD);
  storeOddFactors(scratch + COLUMN_FACTORS, LONE_FORWARD);
  for (let panel = partStart(panels, tile, step.tiles), end = partStart(panels, tile + 1, step.tiles); panel < end; panel++) {
    for (let index = 0; index < 2 * step.channels; index++) {
      const channel = index >> 1, filter = (panel << 3) + ((index & 1) << 2);
      transformKernels(step, step.weights + (<usize>(channel * step.filters + filter) << 2), 4, step.filters - filter, step.flip != 0, scratch);
      const place = step.packed + (<usize>channel << 5) + (<usize>(index & 1) << 4);
      for (let row = 0; row < 2 * SIDE; row++) {
        const isOdd = row >= SIDE;
        const i = isOdd ? row - SIDE : row;
        if (isOdd && i == LONE_FORWARD) continue;
        const line = scratch + LINES + <usize>row * LINE;
        const depth = <usize>depthAt(i, 0, step.channels) << 5;
        const target = place + <usize>(i * SIDE) * slot + <usize>panel * depth + (isOdd ? 2 * phaseBytes : 0);
        const lone = place + <usize>(i * SIDE + LONE_FORWARD) * slot + <usize>panel * (depth >> 1) + (isOdd ? phaseBytes : 0);
        transformTaps(v128.load(line), v128.load(line, 16), v128.load(line, 32), scratch + COLUMN_FACTORS, target, slot, phaseBytes, lone, scratch + NOWHERE);
      }
    }
  }
}

/** Kernels for the gradient of the input, from their other end: packed[position][phase][panel of eight channels][filter][8]. */
export function conv2dStridedWinogradPackBackward(step: Conv2dStridedWinogradPackStep, tile: i32, scratch: usize): void {
  const filters = step.filters;
  const panels = (step.channels + 7) >> 3;
  const slot = packedBytes(panels, filters);
  storeOddFactors(scratch + ROW_FACTORS, loneBackward(step.padTop));
  storeOddFactors(scratch + COLUMN_FACTORS, loneBackward(step.padLeft));
  for (let panel = partStart(panels, tile, step.tiles), end = partStart(panels, tile + 1, step.tiles); panel < end; panel++) {
    for (let index = 0; index < 2 * filters; index++) {
      const filter = index >> 1, channel = (panel << 3) + ((index & 1) << 2);
      const source = step.weights + (<usize>(channel * filters + filter) << 2);
      transformKernels(step, source, <usize>filters << 2, step.channels - channel, step.flip == 0, scratch);
      let target = step.packed + (<usize>(panel * filters + filter) << 5) + (<usize>(index & 1) << 4);
      let line = scratch + LINES;
      for (let i = 0; i < SIDE; i++, line += LINE, target += <usize>(SIDE * PHASES) * slot) {
        const even = target + 12 * slot, odd = even + 2 * slot;
        transformTaps(v128.load(line), v128.load(line, 16), v128.load(line, 32), scratch + COLUMN_FACTORS, target, 4 * slot, slot, even, even + slot);
        const middle = line + 5 * LINE;
        transformTaps(v128.load(middle), v128.load(middle, 16), v128.load(middle, 32), scratch + COLUMN_FACTORS, target + 2 * slot, 4 * slot, slot, odd, odd + slot);
      }
    }
  }
}

/** The first Winograd tile of block `block` of `blocks`: whole row panels of six. */
@inline
function firstOf(g: WinogradMaps, block: i32, blocks: i32): i32 {
  return partStart((g.n * g.tilesDown * g.tilesAcross + PANEL_TILES - 1) / PANEL_TILES, block, blocks) * PANEL_TILES;
}

@unmanaged
export class Conv2dStridedWinogradForwardStep {
  x: usize; // f32[n,height,width,channels]
  packed: usize; // from conv2dStridedWinogradPackForward
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
  phaseKernel: i32; // 2: taps of the larger phase on an axis
}

/** A tile is a block of Winograd tiles of the whole batch. Scratch begins with what becomes of the sums. */
export function conv2dStridedWinogradForward(step: Conv2dStridedWinogradForwardStep, tile: i32, scratch: usize): void {
  const g = changetype<WinogradMaps>(changetype<usize>(step) + offsetof<Conv2dStridedWinogradForwardStep>('n'));
  const first = firstOf(g, tile, step.tiles);
  const rows = firstOf(g, tile + 1, step.tiles) - first;
  const count = min(rows, g.n * g.tilesDown * g.tilesAcross - first);
  const result = changetype<WinogradResult>(scratch);
  result.y = step.y;
  result.bias = step.hasBias ? step.bias : 0;
  result.mask = 0;
  result.bound = step.rectify ? 0 : -Infinity;
  result.height = step.outHeight;
  result.width = step.outWidth;
  result.pixel = step.filters;
  result.columns = step.filters;
  const panels = (step.filters + 7) >> 3;
  const vTile = stridedTileBytes(step.channels);
  const vPosition = positionBytesOf(rows, vTile);
  const mTile = <usize>panels << 5;
  const mPosition = positionBytesOf(rows, mTile);
  const begin = scratch + RESULT_BYTES;
  // both transforms use the beginning: with very many filters the second takes more
  const v = begin + max(STRIDED_SCRATCH, outputScratch(SIDE, mTile));
  const m = v + <usize>(SIDE * SIDE) * vPosition;
  transformStridedInputs(g, step.x, first, count, v, vPosition, vTile, begin);
  let packed = step.packed;
  let a = v, c = m;
  for (let position = 0; position < SIDE * SIDE; position++) {
    multiplyPositions(1, rows, depthAt(position / SIDE, position % SIDE, step.channels), panels, a, 0, vTile, packed, 0, c, 0, mTile);
    packed += packedBytes(panels, PHASES * step.channels);
    a += vPosition;
    c += mPosition;
  }
  transformOutputs(g, result, first, count, m, mPosition, mTile, begin);
}

@unmanaged
export class Conv2dStridedWinogradBackwardInputStep {
  dy: usize; // f32[n,outHeight,outWidth,filters]
  packed: usize; // from conv2dStridedWinogradPackBackward
  x: usize; // f32[n,height,width,channels], read where rectified is 1
  dx: usize; // f32[n,height,width,channels], written
  rectified: i32; // 1: dx = 0 where x ≤ 0
  height: i32;
  width: i32;
  channels: i32;
  padTop: i32;
  padLeft: i32;
  tiles: i32;
  n: i32;
  outHeight: i32;
  outWidth: i32;
  filters: i32;
  gradientTop: i32; // rows of zeros above dy
  gradientLeft: i32;
  tilesDown: i32; // tiles of 8×8 pixels of dx
  tilesAcross: i32;
  phaseKernel: i32;
}

/** A tile is a block of Winograd tiles of the whole batch. Scratch begins with what becomes of the sums. */
export function conv2dStridedWinogradBackwardInput(step: Conv2dStridedWinogradBackwardInputStep, tile: i32, scratch: usize): void {
  const g = changetype<WinogradMaps>(changetype<usize>(step) + offsetof<Conv2dStridedWinogradBackwardInputStep>('n'));
  const first = firstOf(g, tile, step.tiles);
  const rows = firstOf(g, tile + 1, step.tiles) - first;
  const count = min(rows, g.n * g.tilesDown * g.tilesAcross - first);
  const result = changetype<StridedResult>(scratch);
  result.dx = step.dx;
  result.mask = step.rectified ? step.x : 0;
  result.height = step.height;
  result.width = step.width;
  result.channels = step.channels;
  result.padTop = step.padTop;
  result.padLeft = step.padLeft;
  result.tilesDown = step.tilesDown;
  result.tilesAcross = step.tilesAcross;
  const panels = (step.channels + 7) >> 3;
  const vTile = tileBytesOf(step.filters);
  const vPosition = positionBytesOf(rows, vTile);
  const mTile = <usize>panels << 5;
  const mSlot = positionBytesOf(rows, mTile);
  const begin = scratch + STRIDED_RESULT_BYTES;
  const v = begin + max(INPUT_SCRATCH, stridedOutputScratch(mTile));
  const m = v + <usize>(SIDE * SIDE) * vPosition;
  const slot = packedBytes(panels, step.filters);
  const loneRow = loneBackward(step.padTop), loneColumn = loneBackward(step.padLeft);
  transformInputs(g, step.dy, first, count, v, vPosition, vTile, begin);
  for (let index = 0; index < SIDE * SIDE * PHASES; index++) {
    const position = index / PHASES, phase = index % PHASES;
    if ((phase > 1 && position / SIDE == loneRow) || (phase & 1 && position % SIDE == loneColumn)) continue;
    const at = <usize>index;
    multiplyPositions(1, rows, step.filters, panels, v + <usize>position * vPosition, 0, vTile, step.packed + at * slot, 0, m + at * mSlot, 0, mTile);
  }
  transformStridedOutputs(result, first, count, m, mSlot, mTile, begin);
}
