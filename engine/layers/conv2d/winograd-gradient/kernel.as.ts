// The filter gradient of a 3×3 or 5×5 convolution in Winograd's domain (simd/winograd-gradient.as.ts): for each of the 36 or
// 64 positions of a tile, Vᵀ·Z over all tiles of the batch is summed there, and turned back into taps once, at the end.
// Blocking: a chunk of the batch's tiles has sums of its own; inside it, blocks of `block` tiles are transformed into panels of
// twelve channels and eight filters, which stay in the L2 cache while 6×8 sums meet them. A tile at the border reads zeros
// from scratch for the rows that lie outside, and leaves out the columns, so that x needs no border.
import { accumulatePanels, LEFT_COLUMNS } from '../../../simd/gemm-accumulate.as';
import { storeLanes } from '../../../simd/math.as';
import { addExact, copyExact, zero } from '../../../simd/memory.as';
import { partStart } from '../../../simd/parts.as';
import {
  transformFilter6, transformFilter8, transformGradient6, transformGradient8, transformInput6, transformInput8,
} from '../../../simd/winograd-gradient.as';

/** Outputs along a side of a tile. */
const OUTPUTS: i32 = 4;
/** Between the positions of a block or of the sums: a power of two would share a few cache sets. */
const GAP: usize = 64;

/** Scratch: addresses of rows, lines of a transform, 24 zeros, taps; behind them zeros for outside rows, and the panels. */
const ROWS: usize = 0;
const LINES: usize = 64;
const NONE: usize = 1088;
const TAPS: usize = 1280;
const PANELS: usize = 1728;

@unmanaged
export class Conv2dWinogradBackwardWeightsStep {
  x: usize; // f32[n,height,width,channels]
  dy: usize; // f32[n,outHeight,outWidth,filters]
  sums: usize; // written: per chunk and position panels [filters/8][channels][8], then sums of dy
  tiles: i32; // chunks
  n: i32;
  height: i32;
  width: i32;
  channels: i32;
  outHeight: i32;
  outWidth: i32;
  filters: i32;
  padTop: i32;
  padLeft: i32;
  kernelHeight: i32; // 3 or 5, as high as wide
  block: i32; // tiles transformed at a time
}

/** Positions along a side of a tile. */
@inline
function sideOf(kernelHeight: i32): i32 {
  return kernelHeight + OUTPUTS - 1;
}

/** Channels in the sums: a multiple of four. */
@inline
function rowsOf(channels: i32): i32 {
  return (channels + 3) & ~3;
}

@inline
function panelsOf(filters: i32): i32 {
  return (filters + 7) >> 3;
}

/** Bytes of the sums of one position. */
@inline
function positionBytes(rows: i32, panels: i32): usize {
  return (<usize>(rows * panels) << 5) + GAP;
}

/** Bytes of one chunk's sums, and of the sums of dy behind them. */
@inline
function chunkBytes(positions: i32, rows: i32, panels: i32): usize {
  return <usize>positions * positionBytes(rows, panels) + (<usize>panels << 5);
}

/**
 * Writes the addresses of `count` rows of a map from `top` on, at column `left`; rows outside are those at `none`, so that any
 * column of them is zero.
 */
function fillRows(rows: usize, count: i32, map: usize, top: i32, left: i32, height: i32, width: i32, pixelBytes: usize, none: usize): void {
  for (let row = top; row < top + count; row++) {
    const isInside = row >= 0 && row < height;
    store<usize>(rows, isInside ? map + <usize>(row * width + left) * pixelBytes : none);
    rows += 4;
  }
}

/** Transforms tile `index` of the batch into row `row` of the block's panels. */
function transformTile(step: Conv2dWinogradBackwardWeightsStep, index: i32, row: i32, count: i32, none: usize, v: usize, z: usize, strideV: usize, strideZ: usize, scratch: usize): void {
  const across = (step.outWidth + OUTPUTS - 1) / OUTPUTS;
  const down = (step.outHeight + OUTPUTS - 1) / OUTPUTS;
  const image = index / (across * down);
  const top = ((index / across) % down) * OUTPUTS;
  const left = (index % across) * OUTPUTS;
  const lines = scratch + LINES;
  const side = sideOf(step.kernelHeight);

  const inputBytes = <usize>step.channels << 2;
  const inputLeft = left - step.padLeft;
  const first = max(0, -inputLeft);
  let last = min(side, step.width - inputLeft);
  fillRows(scratch + ROWS, side, step.x + <usize>(image * step.height * step.width) * inputBytes, top - step.padTop, inputLeft, step.height, step.width, inputBytes, none);
  if (first > 0 || last < side) zero(lines, <usize>(side * side) << 4);
  const rows = rowsOf(step.channels);
  for (let channel = 0; channel < rows; channel += LEFT_COLUMNS) {
    const width = min(LEFT_COLUMNS, rows - channel);
    let target = v + (<usize>(channel * count + row * width) << 2);
    for (let c = channel; c < channel + width; c += 4) {
      if (side == 6) transformInput6(scratch + ROWS, <usize>c << 2, inputBytes, first, last, lines, target, strideV);
      else transformInput8(scratch + ROWS, <usize>c << 2, inputBytes, first, last, lines, target, strideV);
      target += 16;
    }
  }

  const outputBytes = <usize>step.filters << 2;
  last = min(4, step.outWidth - left);
  fillRows(scratch + ROWS, 4, step.dy + <usize>(image * step.outHeight * step.outWidth) * outputBytes, top, left, step.outHeight, step.outWidth, outputBytes, none);
  if (last < 4) zero(lines, <usize>side << 6);
  for (let filter = 0; filter < step.filters; filter += 4) {
    const target = z + (<usize>((filter & ~7) * count + (row << 3) + (filter & 4)) << 2);
    if (side == 6) transformGradient6(scratch + ROWS, <usize>filter << 2, outputBytes, 0, last, lines, target, strideZ);
    else transformGradient8(scratch + ROWS, <usize>filter << 2, outputBytes, 0, last, lines, target, strideZ);
  }
}

/** A tile is a chunk of the Winograd tiles of the batch. */
export function conv2dWinogradBackwardWeights(step: Conv2dWinogradBackwardWeightsStep, tile: i32, scratch: usize): void {
  const rows = rowsOf(step.channels);
  const panels = panelsOf(step.filters);
  const side = sideOf(step.kernelHeight);
  const positions = side * side;
  const position = positionBytes(rows, panels);
  const chunk = step.sums + <usize>tile * chunkBytes(positions, rows, panels);
  const bias = chunk + <usize>positions * position;
  const winogradTiles = step.n * ((step.outHeight + OUTPUTS - 1) / OUTPUTS) * ((step.outWidth + OUTPUTS - 1) / OUTPUTS);
  const start = partStart(winogradTiles, tile, step.tiles);
  const end = partStart(winogradTiles, tile + 1, step.tiles);
  const strideV = (<usize>(step.block * rows) << 2) + GAP;
  const strideZ = (<usize>(step.block * panels) << 5) + GAP;
  const none = scratch + PANELS;
  const noneBytes = (<usize>(side * max(step.channels, step.filters)) << 2) + GAP;
  const v = none + noneBytes;
  const z = v + <usize>positions * strideV;
  zero(scratch + NONE, 192);
  zero(none, noneBytes);
  zero(bias, <usize>panels << 5);
  // the upper half of a last panel of four filters is never transformed
  if (((step.filters + 3) & ~3) < panels << 3) zero(z, <usize>positions * strideZ);
  for (let from = start; from < end; from += step.block) {
    const count = min(step.block, end - from);
    for (let row = 0; row < count; row++) transformTile(step, from + row, row, count, none, v, z, strideV, strideZ, scratch);
    // the position of point 1 in both directions sums up a tile of dy
    for (let panel = 0, b = z + <usize>(side + 1) * strideZ; panel < panels; panel++) {
      for (let row = 0; row < count; row++, b += 32) addExact(bias + (<usize>panel << 5), b, 8);
    }
    for (let at = 0; at < positions; at++) {
      let sums = chunk + <usize>at * position;
      let b = z + <usize>at * strideZ;
      for (let panel = 0; panel < panels; panel++) {
        accumulatePanels(v + <usize>at * strideV, rows, b, count, scratch + NONE, from == start, sums);
        sums += <usize>rows << 5;
        b += <usize>count << 5;
      }
    }
  }
}

@unmanaged
export class Conv2dWinogradReduceWeightsStep {
  sums: usize; // of `chunks` chunks, as above
  dweights: usize; // f32[kernelHeight,kernelHeight,channels,filters], written
  dbias: usize; // f32[filters], written where hasBias is 1
  channels: i32;
  filters: i32;
  kernelHeight: i32;
  chunks: i32;
  flip: i32;
  hasBias: i32;
  tiles: i32;
}

/** Channels that are turned back at a time: their sums, rows of 24·8 values, take their places in scratch. */
const TURNED: i32 = 24;
const TURNED_STRIDE: usize = 832; // 24 * 32 + 64

/** Sums the chunks in order and turns the sums into taps. A tile is a run of (panel of filters, run of channels). */
export function conv2dWinogradReduceWeights(step: Conv2dWinogradReduceWeightsStep, tile: i32, scratch: usize): void {
  const rows = rowsOf(step.channels);
  const panels = panelsOf(step.filters);
  const side = sideOf(step.kernelHeight);
  const positions = side * side;
  const position = positionBytes(rows, panels);
  const stride = chunkBytes(positions, rows, panels);
  const parts = (step.channels + TURNED - 1) / TURNED;
  const tapBytes = <usize>(step.channels * step.filters) << 2;
  const tapCount = step.kernelHeight * step.kernelHeight;
  const turned = scratch + PANELS;
  const taps = scratch + TAPS;
  for (let index = partStart(panels * parts, tile, step.tiles), end = partStart(panels * parts, tile + 1, step.tiles); index < end; index++) {
    const panel = index / parts;
    const channel = (index % parts) * TURNED;
    const count = min(TURNED, step.channels - channel);
    const filter = panel << 3;
    let source = step.sums + (<usize>(panel * rows + channel) << 5);
    for (let at = 0, target = turned; at < positions; at++, target += TURNED_STRIDE, source += position) {
      copyExact(target, source, count << 3);
      for (let chunk = 1; chunk < step.chunks; chunk++) addExact(target, source + <usize>chunk * stride, count << 3);
    }
    for (let half = 0; half < min(8, step.filters - filter); half += 4) {
      const lanes = min(4, step.filters - filter - half);
      for (let c = 0; c < count; c++) {
        const first = turned + (<usize>((c << 3) + half) << 2);
        if (side == 6) transformFilter6(first, TURNED_STRIDE, scratch + LINES, taps);
        else transformFilter8(first, TURNED_STRIDE, scratch + LINES, taps);
        let target = step.dweights + (<usize>((channel + c) * step.filters + filter + half) << 2);
        for (let tap = 0; tap < tapCount; tap++) {
          const from = step.flip ? tapCount - 1 - tap : tap;
          storeLanes(target, v128.load(taps + (<usize>from << 4)), lanes);
          target += tapBytes;
        }
      }
    }
    if (step.hasBias && channel == 0) {
      const sum = taps;
      const first = step.sums + <usize>positions * position + (<usize>filter << 2);
      copyExact(sum, first, 8);
      for (let chunk = 1; chunk < step.chunks; chunk++) addExact(sum, first + <usize>chunk * stride, 8);
      copyExact(step.dbias + (<usize>filter << 2), sum, min(8, step.filters - filter));
    }
  }
}
