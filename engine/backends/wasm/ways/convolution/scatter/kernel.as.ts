// The gradient of a convolution's input by scattering (col2im): dy · weightsᵀ gives every output pixel the whole patch that it
// sends back, which is then added where the patch lay. It multiplies what has to be multiplied and nothing else, whatever stride,
// padding and dilation: no zeros between the rows of a strided gradient, none around a small map, no lanes left over where
// channels are few. Its price is the adding, one vector per `filters` products.
// Blocking: 6×8 sums over the filters; 24 output pixels × SEGMENT values of their patches in scratch, then added.
// Ceiling: the micro-kernel's (simd/gemm.as.ts) times filters / (filters + 12). Reached of 58: 47 GFLOP/s with 64 filters (3×3 of
// stride 2), 27 with 16 (5×5 to 6 channels), 5 with 6 (5×5 to one channel); 39 with 64 and 29 with 32 where a kernel has one cell
// and patches are stored, not added.
import { BLOCK_COLUMNS, multiplyRows, PANEL_BYTES, PANEL_DEPTH, PANEL_ROWS, PANEL_STRIDE } from '../../../simd/gemm.as';
import { copyExact, copyOverrun, zero } from '../../../simd/memory.as';
import { partStart } from '../../../simd/parts.as';
import { maskRectified } from '../../../simd/rectify.as';
import { addRun } from './runs.as';

@unmanaged
export class Conv2dScatterPackStep {
  weights: usize; // f32[taps,channels/groups,filters]
  packed: usize; // written: per group and panel of eight patch values, filters/groups rows of eight
  taps: i32;
  channels: i32;
  filters: i32;
  groups: i32;
  flip: i32;
  tiles: i32;
}

/** The transposed weights of each group in panels: rows are filters, columns are (tap, channel). */
export function conv2dScatterPack(step: Conv2dScatterPackStep, tile: i32, scratch: usize): void {
  const filters = step.filters / step.groups;
  const channels = step.channels / step.groups;
  const values = step.taps * channels;
  const panels = (values + 7) >> 3;
  const total = step.groups * panels;
  for (let index = partStart(total, tile, step.tiles), end = partStart(total, tile + 1, step.tiles); index < end; index++) {
    const group = index / panels;
    const column = (index % panels) << 3;
    const columns = min(BLOCK_COLUMNS, values - column);
    const target = step.packed + ((<usize>index * <usize>filters) << 5);
    if (columns < BLOCK_COLUMNS) zero(target, <usize>filters << 5);
    for (let c = 0; c < columns; c++) {
      const tap = (column + c) / channels;
      const row = (step.flip ? step.taps - 1 - tap : tap) * channels + ((column + c) % channels);
      const source = step.weights + ((<usize>row * <usize>step.filters + <usize>(group * filters)) << 2);
      const place = target + (<usize>c << 2);
      for (let filter = 0; filter < filters; filter++) store<f32>(place + (<usize>filter << 5), load<f32>(source + (<usize>filter << 2)));
    }
  }
}

@unmanaged
export class Conv2dScatterInputStep {
  dy: usize; // f32[n,outHeight,outWidth,filters]
  packed: usize; // from conv2dScatterPack
  x: usize; // as dx, read where rectified is 1: dx is 0 where x ≤ 0
  dx: usize; // f32[n,height,width,channels], written
  rectified: i32;
  n: i32;
  height: i32;
  width: i32;
  channels: i32;
  outHeight: i32;
  outWidth: i32;
  filters: i32;
  kernelHeight: i32;
  kernelWidth: i32;
  strideHeight: i32;
  strideWidth: i32;
  dilationHeight: i32;
  dilationWidth: i32;
  padTop: i32;
  padLeft: i32;
  groups: i32;
  bands: i32; // runs of rows that an image is cut into, each a tile
}

/** Output pixels whose patches are made at a time, and values of a patch; rows of patches lie PATCH_STRIDE apart. */
const PIXELS: i32 = 24;
const SEGMENT: i32 = 1152;
const PATCH_STRIDE: usize = <usize>(SEGMENT + 16) * 4;
/** Scratch: panels of dy, patches, a row of zeros. */
const PATCHES: usize = <usize>(PIXELS / PANEL_ROWS) * PANEL_BYTES;
const ZEROS: usize = PATCHES + <usize>PIXELS * PATCH_STRIDE;
export const SCRATCH: usize = ZEROS + 64;

/** patches[count][values] = dy · packed for `count` output pixels from `dy` on; `packed` begins at the first of the values. */
function multiplyPatches(dy: usize, strideY: usize, count: i32, filters: i32, packed: usize, values: i32, scratch: usize): void {
  for (let from = 0; from < filters; from += PANEL_DEPTH) {
    const depth = min(PANEL_DEPTH, filters - from);
    // rows past the last repeat it: what they give is not read
    for (let row = 0, rows = (count + PANEL_ROWS - 1) / PANEL_ROWS * PANEL_ROWS; row < rows; row++) {
      const panel = scratch + <usize>(row / PANEL_ROWS) * PANEL_BYTES + <usize>(row % PANEL_ROWS) * PANEL_STRIDE;
      copyOverrun(panel, dy + <usize>min(row, count - 1) * strideY + (<usize>from << 2), depth);
    }
    for (let column = 0; column < values; column += BLOCK_COLUMNS) {
      const weights = packed + ((<usize>(column >> 3) * <usize>filters + <usize>from) << 5);
      let panel = scratch;
      let target = scratch + PATCHES + (<usize>column << 2);
      for (let row = 0; row < count; row += PANEL_ROWS) {
        if (from == 0) multiplyRows(panel, weights, 32, depth, scratch + ZEROS, 0, target, PATCH_STRIDE);
        else multiplyRows(panel, weights, 32, depth, target, PATCH_STRIDE, target, PATCH_STRIDE);
        panel += PANEL_BYTES;
        target += <usize>PANEL_ROWS * PATCH_STRIDE;
      }
    }
  }
}

/**
 * Adds values [from, to) of the patch of output pixel (row, column), which lie at `patch`, to the map at `dx` where they fall
 * into its rows [firstRow, endRow). dx: the image's first value of the group.
 */
function scatterPatch(step: Conv2dScatterInputStep, row: i32, column: i32, patch: usize, from: i32, to: i32, dx: usize, firstRow: i32, endRow: i32): void {
  const channels = step.channels / step.groups;
  const isRun = step.dilationWidth == 1 && step.groups == 1;
  const run = isRun ? step.kernelWidth * channels : channels;
  const runsInRow = isRun ? 1 : step.kernelWidth;
  const pixelBytes = <usize>step.channels << 2;
  const top = row * step.strideHeight - step.padTop;
  const left = column * step.strideWidth - step.padLeft;
  for (let m = 0, start = 0; m < step.kernelHeight; m++) {
    const y = top + m * step.dilationHeight;
    if (y < firstRow || y >= endRow) {
      start += runsInRow * run;
      continue;
    }
    const line = dx + <usize>(y * step.width) * pixelBytes;
    for (let n = 0; n < runsInRow; n++, start += run) {
      const x = left + n * step.dilationWidth;
      // the part of the run that is inside the map and among the values
      let low = isRun ? max(0, -x) * channels : 0;
      let high = isRun ? min(step.kernelWidth, step.width - x) * channels : run;
      if (!isRun && (x < 0 || x >= step.width)) continue;
      low = max(low, from - start);
      high = min(high, to - start);
      if (low < high) addRun(line + (<usize>x * pixelBytes + (<usize>low << 2)), patch + (<usize>(start + low - from) << 2), high - low);
    }
  }
}

/**
 * The same for `count` output pixels from `pixel` on under a kernel of one cell: nothing else falls where a patch lies, so that it
 * is stored, not added.
 */
function storeCells(step: Conv2dScatterInputStep, pixel: i32, count: i32, patch: usize, from: i32, to: i32, dx: usize, firstRow: i32, endRow: i32): void {
  const pixelBytes = <usize>step.channels << 2;
  let row = pixel / step.outWidth;
  let column = pixel % step.outWidth;
  for (const end = patch + <usize>count * PATCH_STRIDE; patch < end; ) {
    const y = row * step.strideHeight - step.padTop;
    let x = column * step.strideWidth - step.padLeft;
    const isInside = y >= firstRow && y < endRow;
    let target = dx + <usize>(y * step.width + x) * pixelBytes + (<usize>from << 2);
    for (; column < step.outWidth && patch < end; column++, patch += PATCH_STRIDE) {
      if (isInside && x >= 0 && x < step.width) copyExact(target, patch, to - from);
      x += step.strideWidth;
      target += <usize>step.strideWidth * pixelBytes;
    }
    column = 0;
    row++;
  }
}

/** A tile is a band of rows of one image: it makes the patches of all output rows that reach into it. */
export function conv2dScatterInput(step: Conv2dScatterInputStep, tile: i32, scratch: usize): void {
  const image = tile / step.bands;
  const firstRow = partStart(step.height, tile % step.bands, step.bands);
  const endRow = partStart(step.height, tile % step.bands + 1, step.bands);
  const reach = (step.kernelHeight - 1) * step.dilationHeight;
  const firstOut = max(0, firstRow + step.padTop - reach + step.strideHeight - 1) / step.strideHeight;
  const endOut = min(step.outHeight, (endRow - 1 + step.padTop) / step.strideHeight + 1);
  const first = firstOut * step.outWidth;
  const end = endOut * step.outWidth;
  const filters = step.filters / step.groups;
  const channels = step.channels / step.groups;
  const values = step.kernelHeight * step.kernelWidth * channels;
  const strideY = <usize>step.filters << 2;
  const rowBytes = (<usize>(step.width * step.channels)) << 2;
  const map = step.dx + <usize>image * <usize>step.height * rowBytes;
  const dy = step.dy + <usize>(image * step.outHeight * step.outWidth) * strideY;
  zero(scratch + ZEROS, 32);
  zero(map + <usize>firstRow * rowBytes, <usize>(endRow - firstRow) * rowBytes);
  for (let pixel = first; pixel < end; pixel += PIXELS) {
    const count = min(PIXELS, end - pixel);
    for (let group = 0; group < step.groups; group++) {
      const packed = step.packed + ((<usize>(group * ((values + 7) >> 3)) * <usize>filters) << 5);
      const source = dy + <usize>pixel * strideY + (<usize>(group * filters) << 2);
      for (let from = 0; from < values; from += SEGMENT) {
        const to = min(values, from + SEGMENT);
        multiplyPatches(source, strideY, count, filters, packed + ((<usize>(from >> 3) * <usize>filters) << 5), to - from, scratch);
        if (step.kernelHeight == 1 && step.kernelWidth == 1) {
          storeCells(step, pixel, count, scratch + PATCHES, from, to, map + (<usize>(group * channels) << 2), firstRow, endRow);
          continue;
        }
        let row = pixel / step.outWidth;
        let column = pixel % step.outWidth;
        let patch = scratch + PATCHES;
        for (let index = 0; index < count; index++) {
          scatterPatch(step, row, column, patch, from, to, map + (<usize>(group * channels) << 2), firstRow, endRow);
          patch += PATCH_STRIDE;
          if (++column == step.outWidth) {
            column = 0;
            row++;
          }
        }
      }
    }
  }
  if (step.rectified) {
    const place = (<usize>image * <usize>step.height + <usize>firstRow) * rowBytes;
    maskRectified(step.dx + place, step.x + place, (endRow - firstRow) * step.width * step.channels);
  }
}
