// Convolution 3×3 with stride 2 by Winograd's minimal filtering on its phases: F(4×4) of even and odd samples needs 81 products
// where the definition has 144. A tile of a step is a block of Winograd tiles: patches transformed, multiplied at 25 positions,
// transformed back, all in private scratch in the L2 cache, with no barrier between.
// Forward, the phases lie side by side at each position and one product sums them, up to four times as many channels deep. For
// the input's gradient dy is transformed once, and multiplied with the weights of each phase.
// Blocking: input.as.ts, output.as.ts, winograd/product.as.ts. Ceiling: 1.78 times the product's.
import { partStart } from '../../../simd/parts.as';
import { INPUT_SCRATCH, positionBytesOf, tileBytesOf, transformInputs, WinogradMaps } from '../../../simd/winograd.as';
import { transformOutputs, WinogradResult } from '../winograd/output.as';
import { multiplyPositions } from '../winograd/product.as';
import { depthAt, STRIDED_SCRATCH, stridedTileBytes, transformStridedInputs } from './input.as';
import { StridedResult, transformStridedOutputs } from './output.as';
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
const NOWHERE: usize = 784; // LINES + 10 * LINE

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

/** A block: some of the row panels of six tiles, and where they are fewer than the step's tiles a part of the columns. */
@unmanaged
class Block {
  first: i32; // tile
  count: i32;
  rows: i32; // count, up to a multiple of six
  fromPanel: i32; // of eight columns
  panels: i32;
}

function cutBlock(target: usize, total: i32, columns: i32, tile: i32, tiles: i32): Block {
  const cut = changetype<Block>(target);
  const rowPanels = (total + 5) / 6;
  const parts = max(1, tiles / rowPanels);
  const block = tile / parts, part = tile % parts, blocks = tiles / parts;
  const columnPanels = (columns + 7) >> 3;
  cut.first = partStart(rowPanels, block, blocks) * 6;
  cut.rows = partStart(rowPanels, block + 1, blocks) * 6 - cut.first;
  cut.count = min(cut.rows, total - cut.first);
  cut.fromPanel = partStart(columnPanels, part, parts);
  cut.panels = partStart(columnPanels, part + 1, parts) - cut.fromPanel;
  return cut;
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

/** Scratch of both passes: the cut, and what becomes of the sums. */
const RESULT: usize = 64;
const BEGIN: usize = 128;

/** A tile is a block of Winograd tiles of the whole batch. */
export function conv2dStridedWinogradForward(step: Conv2dStridedWinogradForwardStep, tile: i32, scratch: usize): void {
  const g = changetype<WinogradMaps>(changetype<usize>(step) + offsetof<Conv2dStridedWinogradForwardStep>('n'));
  const cut = cutBlock(scratch, g.n * g.tilesDown * g.tilesAcross, step.filters, tile, step.tiles);
  const offset = <usize>cut.fromPanel << 5;
  const result = changetype<WinogradResult>(scratch + RESULT);
  result.y = step.y + offset;
  result.bias = step.hasBias ? step.bias + offset : 0;
  result.mask = 0;
  result.bound = step.rectify ? 0 : -Infinity;
  result.height = step.outHeight;
  result.width = step.outWidth;
  result.pixel = step.filters;
  result.columns = min(step.filters - (cut.fromPanel << 3), cut.panels << 3);
  const vTile = stridedTileBytes(step.channels);
  const vPosition = positionBytesOf(cut.rows, vTile);
  const mTile = <usize>cut.panels << 5;
  const mPosition = positionBytesOf(cut.rows, mTile);
  const begin = scratch + BEGIN;
  const v = begin + STRIDED_SCRATCH;
  const m = v + <usize>(SIDE * SIDE) * vPosition;
  const slot = packedBytes((step.filters + 7) >> 3, PHASES * step.channels);
  transformStridedInputs(g, step.x, cut.first, cut.count, v, vPosition, vTile, begin);
  for (let position = 0; position < SIDE * SIDE; position++) {
    const at = <usize>position;
    const depth = depthAt(position / SIDE, position % SIDE, step.channels);
    const packed = step.packed + at * slot + (<usize>(cut.fromPanel * depth) << 5);
    multiplyPositions(1, cut.rows, depth, cut.panels, v + at * vPosition, 0, vTile, packed, 0, m + at * mPosition, 0, mTile);
  }
  transformOutputs(g, result, cut.first, cut.count, m, mPosition, mTile, begin);
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

/** A tile is a block of Winograd tiles of the whole batch. */
export function conv2dStridedWinogradBackwardInput(step: Conv2dStridedWinogradBackwardInputStep, tile: i32, scratch: usize): void {
  const g = changetype<WinogradMaps>(changetype<usize>(step) + offsetof<Conv2dStridedWinogradBackwardInputStep>('n'));
  const cut = cutBlock(scratch, g.n * g.tilesDown * g.tilesAcross, step.channels, tile, step.tiles);
  const offset = <usize>cut.fromPanel << 5;
  const result = changetype<StridedResult>(scratch + RESULT);
  result.dx = step.dx + offset;
  result.mask = step.rectified ? step.x + offset : 0;
  result.height = step.height;
  result.width = step.width;
  result.pixel = step.channels;
  result.columns = min(step.channels - (cut.fromPanel << 3), cut.panels << 3);
  result.padTop = step.padTop;
  result.padLeft = step.padLeft;
  result.tilesDown = step.tilesDown;
  result.tilesAcross = step.tilesAcross;
  const vTile = tileBytesOf(step.filters);
  const vPosition = positionBytesOf(cut.rows, vTile);
  const mTile = <usize>cut.panels << 5;
  const mSlot = positionBytesOf(cut.rows, mTile);
  const begin = scratch + BEGIN;
  const v = begin + INPUT_SCRATCH;
  const m = v + <usize>(SIDE * SIDE) * vPosition;
  const slot = packedBytes((step.channels + 7) >> 3, step.filters);
  const loneRow = loneBackward(step.padTop), loneColumn = loneBackward(step.padLeft);
  transformInputs(g, step.dy, cut.first, cut.count, v, vPosition, vTile, begin);
  for (let index = 0; index < SIDE * SIDE * PHASES; index++) {
    const position = index / PHASES, phase = index % PHASES;
    if ((phase > 1 && position / SIDE == loneRow) || (phase & 1 && position % SIDE == loneColumn)) continue;
    const at = <usize>index;
    const packed = step.packed + at * slot + (<usize>(cut.fromPanel * step.filters) << 5);
    multiplyPositions(1, cut.rows, step.filters, cut.panels, v + <usize>position * vPosition, 0, vTile, packed, 0, m + at * mSlot, 0, mTile);
  }
  transformStridedOutputs(result, cut.first, cut.count, m, mSlot, mTile, begin);
}
