// Convolution of a map of one channel, stride 1 (the first layer on grey images): gathering patches would cost as much as the
// products, so four pixels lie in a vector instead of four filters, and the map is read where it lies. Weights are read as they
// are. Blocking: 4 pixels × 2 rows × 6 filters in twelve registers over one flat loop of all taps; a band of padded rows in
// scratch. Ceiling: the micro-kernel's (simd/gemm.as.ts), times filters / (filters rounded up to six), less 5 / taps for turning
// four pixels × six filters round. Reached: 39 of 58 GFLOP/s for LeNet's first layer (5×5, 6 filters).
import { madd, splat } from '../../../simd/math.as';
import { copyExact } from '../../../simd/memory.as';
import { copyPaddedRows, fillOffsets } from './map.as';
import { storePixels } from './transpose.as';

@unmanaged
export class Conv2dPlanarForwardStep {
  x: usize; // f32[n,height,width]
  weights: usize; // f32[taps,filters]
  bias: usize; // f32[filters], read where hasBias is 1
  y: usize; // f32[n,outHeight,outWidth,filters], written
  hasBias: i32;
  rectify: i32; // 1: y = max(0, y)
  flip: i32;
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
  bandRows: i32; // output rows of a tile, even
}

const FILTERS: i32 = 6;
/** Scratch: two blocks of six vectors, initial values, a block of four pixels × six filters, offsets, rows of the map. */
const INITIAL: usize = 192;
const CORNER: usize = 256;
const OFFSETS: usize = 384;
export const ROWS: usize = OFFSETS + 4 * 1024;

/** block[2][6] vectors = initial[6] + Σ weight · four pixels at x0 and at x1, over the taps. */
function multiplyPlanes(x0: usize, x1: usize, offsets: usize, taps: i32, weights: usize, step: usize, initial: usize, block: usize): void {
  let a0 = v128.load_splat<f32>(initial), b0 = a0;
  let a1 = v128.load_splat<f32>(initial, 4), b1 = a1;
  let a2 = v128.load_splat<f32>(initial, 8), b2 = a2;
  let a3 = v128.load_splat<f32>(initial, 12), b3 = a3;
  let a4 = v128.load_splat<f32>(initial, 16), b4 = a4;
  let a5 = v128.load_splat<f32>(initial, 20), b5 = a5;
  for (let end = offsets + (<usize>taps << 2); offsets < end; offsets += 4) {
    const offset = load<usize>(offsets);
    const p0 = v128.load(x0 + offset), p1 = v128.load(x1 + offset);
    let value = v128.load_splat<f32>(weights);
    a0 = madd(value, p0, a0);
    b0 = madd(value, p1, b0);
    value = v128.load_splat<f32>(weights, 4);
    a1 = madd(value, p0, a1);
    b1 = madd(value, p1, b1);
    value = v128.load_splat<f32>(weights, 8);
    a2 = madd(value, p0, a2);
    b2 = madd(value, p1, b2);
    value = v128.load_splat<f32>(weights, 12);
    a3 = madd(value, p0, a3);
    b3 = madd(value, p1, b3);
    value = v128.load_splat<f32>(weights, 16);
    a4 = madd(value, p0, a4);
    b4 = madd(value, p1, b4);
    value = v128.load_splat<f32>(weights, 20);
    a5 = madd(value, p0, a5);
    b5 = madd(value, p1, b5);
    weights += step;
  }
  v128.store(block, a0);
  v128.store(block, b0, 96);
  v128.store(block, a1, 16);
  v128.store(block, b1, 112);
  v128.store(block, a2, 32);
  v128.store(block, b2, 128);
  v128.store(block, a3, 48);
  v128.store(block, b3, 144);
  v128.store(block, a4, 64);
  v128.store(block, b4, 160);
  v128.store(block, a5, 80);
  v128.store(block, b5, 176);
}

/** Writes `pixels` × `filters` of a block that lies at the right or the last filters. */
function storeCorner(block: usize, floor: v128, y: usize, stride: usize, pixels: i32, filters: i32, corner: usize): void {
  storePixels(block, floor, corner, 24);
  for (let pixel = 0; pixel < pixels; pixel++) copyExact(y + <usize>pixel * stride, corner + <usize>(pixel * 24), filters);
}

/** A tile is a band of rows of one image. */
export function conv2dPlanarForward(step: Conv2dPlanarForwardStep, tile: i32, scratch: usize): void {
  const bands = (step.outHeight + step.bandRows - 1) / step.bandRows;
  const image = tile / bands;
  const first = (tile % bands) * step.bandRows;
  const rows = min(step.bandRows, step.outHeight - first);
  const outWidth = step.outWidth;
  const filters = step.filters;
  const taps = step.kernelHeight * step.kernelWidth;
  const reach = (step.kernelHeight - 1) * step.dilationHeight;
  const pixelBytes = <usize>filters << 2;
  const rowBytes = <usize>step.paddedWidth << 2;
  const floor = splat(step.rectify ? 0 : -Infinity);
  const weightStep: usize = step.flip ? 0 - pixelBytes : pixelBytes;
  const map = scratch + ROWS;
  const x = step.x + (<usize>(image * step.height * step.width) << 2);
  copyPaddedRows(x, step.height, step.width, step.padTop, step.padLeft, step.paddedWidth, first, rows + reach, map);
  fillOffsets(step.kernelHeight, step.kernelWidth, step.dilationHeight, step.dilationWidth, step.paddedWidth, scratch + OFFSETS);
  for (let filter = 0; filter < filters; filter += FILTERS) {
    const columns = min(FILTERS, filters - filter);
    // past the last filter lie other weights: what they give is not stored
    const weights = step.weights + ((<usize>filter + <usize>(step.flip ? (taps - 1) * filters : 0)) << 2);
    memory.fill(scratch + INITIAL, 0, 24);
    if (step.hasBias) copyExact(scratch + INITIAL, step.bias + (<usize>filter << 2), columns);
    for (let row = 0; row < rows; row += 2) {
      const upper = map + <usize>row * rowBytes;
      const hasLower = row + 1 < rows;
      const lower = hasLower ? upper + rowBytes : upper;
      let y = step.y + (<usize>((image * step.outHeight + first + row) * outWidth) * pixelBytes) + (<usize>filter << 2);
      const down = <usize>outWidth * pixelBytes;
      for (let column = 0; column < outWidth; column += 4) {
        const place = <usize>column << 2;
        if (columns == FILTERS && column + 4 <= outWidth) {
          multiplyPlanes(upper + place, lower + place, scratch + OFFSETS, taps, weights, weightStep, scratch + INITIAL, scratch);
          storePixels(scratch, floor, y, pixelBytes);
          if (hasLower) storePixels(scratch + 96, floor, y + down, pixelBytes);
        } else {
          multiplyPlanes(upper + place, lower + place, scratch + OFFSETS, taps, weights, weightStep, scratch + INITIAL, scratch);
          const pixels = min(4, outWidth - column);
          storeCorner(scratch, floor, y, pixelBytes, pixels, columns, scratch + CORNER);
          if (hasLower) storeCorner(scratch + 96, floor, y + down, pixelBytes, pixels, columns, scratch + CORNER);
        }
        y += 4 * pixelBytes;
      }
    }
  }
}
