// The filter gradient of a convolution of a map of one channel, stride 1: Σ over pixels of a shifted map times dy, four pixels in
// a vector. dy is turned into planes, one a filter, with the row length of the padded map and zeros between its rows, so that a
// band of rows is one flat run for every tap. The bias is a tap on a map of ones.
// Blocking: 2 taps × 6 filters in twelve registers over the pixels of a band, whose planes fill two thirds of the nearest cache.
// Ceiling: the micro-kernel's (simd/gemm.as.ts), times the share of pixels in a padded row and of filters in a block of six, less
// a tenth for the planes. Reached: 39 of 58 GFLOP/s for LeNet's first layer.
import { madd, splat, sumLanes } from '../../../simd/math.as';
import { zero } from '../../../simd/memory.as';
import { partStart } from '../../../simd/parts.as';
import { copyPaddedRows, fillOffsets } from './map.as';
import { loadPlanes } from './transpose.as';

@unmanaged
export class Conv2dPlanarWeightsStep {
  x: usize; // f32[n,height,width]
  dy: usize; // f32[n,outHeight,outWidth,filters]
  partial: usize; // f32[tiles, taps·filters + filters], written: one chunk a tile, biases behind the weights
  tiles: i32;
  n: i32;
  height: i32;
  width: i32;
  paddedWidth: i32;
  padTop: i32;
  padLeft: i32;
  outHeight: i32;
  outWidth: i32;
  filters: i32;
  kernelHeight: i32;
  kernelWidth: i32;
  dilationHeight: i32;
  dilationWidth: i32;
}

const FILTERS: i32 = 6;
/** Pixels of a band at most, and bytes from plane to plane: not a power of two, room for the last vector. */
export const BAND: i32 = 1024;
const PLANE: usize = 4224;
/** Taps that scratch has room for. */
export const MOST_TAPS: i32 = 256;
/** Scratch: six planes, ones, sums of every tap and the bias (six vectors each), a spare pair, offsets, rows of the map. */
const ONES: usize = <usize>FILTERS * PLANE;
const SUMS: usize = ONES + PLANE;
const OFFSETS: usize = SUMS + <usize>(MOST_TAPS + 2) * 96;
export const ROWS: usize = OFFSETS + <usize>(MOST_TAPS + 16) * 4;

/** sums[6][2] vectors += Σ plane[6] · map at x0 and at x1, over `count` vectors. */
function multiplyBand(planes: usize, x0: usize, x1: usize, count: i32, sums: usize): void {
  let a0 = v128.load(sums), b0 = v128.load(sums, 16);
  let a1 = v128.load(sums, 32), b1 = v128.load(sums, 48);
  let a2 = v128.load(sums, 64), b2 = v128.load(sums, 80);
  let a3 = v128.load(sums, 96), b3 = v128.load(sums, 112);
  let a4 = v128.load(sums, 128), b4 = v128.load(sums, 144);
  let a5 = v128.load(sums, 160), b5 = v128.load(sums, 176);
  for (let end = planes + (<usize>count << 4); planes < end; planes += 16) {
    const p0 = v128.load(x0), p1 = v128.load(x1);
    x0 += 16;
    x1 += 16;
    let value = v128.load(planes);
    a0 = madd(value, p0, a0);
    b0 = madd(value, p1, b0);
    value = v128.load(planes, 4224);
    a1 = madd(value, p0, a1);
    b1 = madd(value, p1, b1);
    value = v128.load(planes, 8448);
    a2 = madd(value, p0, a2);
    b2 = madd(value, p1, b2);
    value = v128.load(planes, 12672);
    a3 = madd(value, p0, a3);
    b3 = madd(value, p1, b3);
    value = v128.load(planes, 16896);
    a4 = madd(value, p0, a4);
    b4 = madd(value, p1, b4);
    value = v128.load(planes, 21120);
    a5 = madd(value, p0, a5);
    b5 = madd(value, p1, b5);
  }
  v128.store(sums, a0, 0);
  v128.store(sums, b0, 16);
  v128.store(sums, a1, 32);
  v128.store(sums, b1, 48);
  v128.store(sums, a2, 64);
  v128.store(sums, b2, 80);
  v128.store(sums, a3, 96);
  v128.store(sums, b3, 112);
  v128.store(sums, a4, 128);
  v128.store(sums, b4, 144);
  v128.store(sums, a5, 160);
  v128.store(sums, b5, 176);
}

/** Planes of `rows` rows of dy: pixels side by side, then zeros up to the padded map's width. */
function fillPlanes(dy: usize, rows: i32, width: i32, pixelBytes: usize, paddedWidth: i32, planes: usize): void {
  for (let row = 0; row < rows; row++) {
    let target = planes + (<usize>(row * paddedWidth) << 2);
    const gap = target + (<usize>width << 2);
    const last = dy + <usize>(width - 1) * pixelBytes;
    let column = 0;
    for (; column + 4 <= width; column += 4) {
      loadPlanes(dy, dy + pixelBytes, dy + 2 * pixelBytes, dy + 3 * pixelBytes, target, PLANE);
      dy += 4 * pixelBytes;
      target += 16;
    }
    if (column < width) loadPlanes(dy, min(dy + pixelBytes, last), min(dy + 2 * pixelBytes, last), last, target, PLANE);
    dy = last + pixelBytes;
    // over the gap and into the next row, which comes after; behind the last row, one vector
    const zeros: usize = row == rows - 1 ? 16 : <usize>(paddedWidth - width) << 2;
    for (let plane = 0; plane < FILTERS; plane++) {
      const place = gap + <usize>plane * PLANE;
      for (let offset: usize = 0; offset < zeros; offset += 16) v128.store(place + offset, splat(0));
    }
  }
}

/** A tile is a run of output rows of the whole batch; within it, bands of rows of one image. */
export function conv2dPlanarWeights(step: Conv2dPlanarWeightsStep, tile: i32, scratch: usize): void {
  const taps = step.kernelHeight * step.kernelWidth;
  const reach = (step.kernelHeight - 1) * step.dilationHeight;
  const paddedWidth = step.paddedWidth;
  const pixelBytes = <usize>step.filters << 2;
  const lines = step.n * step.outHeight;
  const first = partStart(lines, tile, step.tiles);
  const last = partStart(lines, tile + 1, step.tiles);
  const bandRows = BAND / paddedWidth;
  const map = scratch + ROWS;
  const sums = scratch + SUMS;
  for (let offset: usize = 0; offset < PLANE; offset += 16) v128.store(scratch + ONES + offset, splat(1));
  fillOffsets(step.kernelHeight, step.kernelWidth, step.dilationHeight, step.dilationWidth, paddedWidth, scratch + OFFSETS);
  for (let filter = 0; filter < step.filters; filter += FILTERS) {
    zero(sums, <usize>(taps + 2) * 96);
    for (let line = first; line < last; ) {
      const image = line / step.outHeight;
      const row = line % step.outHeight;
      const rows = min(min(bandRows, step.outHeight - row), last - line);
      const x = step.x + (<usize>(image * step.height * step.width) << 2);
      copyPaddedRows(x, step.height, step.width, step.padTop, step.padLeft, paddedWidth, row, rows + reach, map);
      fillPlanes(step.dy + <usize>(line * step.outWidth) * pixelBytes + (<usize>filter << 2), rows, step.outWidth, pixelBytes, paddedWidth, scratch);
      const count = ((rows - 1) * paddedWidth + step.outWidth + 3) >> 2;
      const offsets = scratch + OFFSETS;
      let tap = 0;
      for (; tap + 1 < taps; tap += 2) {
        const offset = offsets + (<usize>tap << 2);
        multiplyBand(scratch, map + load<usize>(offset), map + load<usize>(offset, 4), count, sums + <usize>tap * 96);
      }
      // the last tap, or the bias again where their number is even, beside the bias
      const x0 = tap < taps ? map + load<usize>(offsets + (<usize>tap << 2)) : scratch + ONES;
      multiplyBand(scratch, x0, scratch + ONES, count, sums + <usize>tap * 96);
      line += rows;
    }
    const chunk = step.partial + <usize>(tile * (taps + 1)) * pixelBytes + (<usize>filter << 2);
    for (let tap = 0; tap <= taps; tap++) {
      for (let column = 0, columns = min(FILTERS, step.filters - filter); column < columns; column++) {
        const sum = v128.load(sums + <usize>((tap & ~1) * 96 + column * 32 + (tap & 1) * 16));
        store<f32>(chunk + <usize>tap * pixelBytes + (<usize>column << 2), sumLanes(sum));
      }
    }
  }
}
