// Two-dimensional convolution as matrix products over patches (im2col), tile by tile: a tile gathers the patches of up to
// ROW_PANELS × 6 outputs into panels that stay in the L2 cache and multiplies them with weights packed once a step into
// panels of eight filters. Activations are NHWC, so that a row of a patch is one run of kernelWidth × channels values where
// nothing dilates or pads. Blocking: 6×8 sums, PANEL_DEPTH deep. Ceiling: the micro-kernel's; 44–55 of it with 32 filters.
import { BLOCK_COLUMNS, multiplyColumns, multiplyRows, PANEL_BYTES, PANEL_DEPTH, PANEL_ROWS } from '../../simd/gemm.as';
import { addExact, copyExact, zero } from '../../simd/memory.as';
import { partStart } from '../../simd/parts.as';
import { Conv2dGeometry, gatherPatch, gatherPatches, groupDepth } from './gather.as';

@unmanaged
export class Conv2dPackStep {
  weights: usize; // f32[kernelHeight,kernelWidth,channels/groups,filters]
  packed: usize; // written: per group and panel of eight columns, depth rows of eight
  taps: i32;
  channels: i32;
  filters: i32;
  groups: i32;
  flip: i32;
  tiles: i32;
}

/** Panels for the forward pass: rows are (tap, channel), columns are filters. */
export function conv2dPackForward(step: Conv2dPackStep, tile: i32, scratch: usize): void {
  const filters = step.filters / step.groups;
  const channels = step.channels / step.groups;
  const panels = (filters + 7) >> 3;
  const depth = step.taps * channels;
  const total = step.groups * panels;
  for (let index = partStart(total, tile, step.tiles), end = partStart(total, tile + 1, step.tiles); index < end; index++) {
    const group = index / panels;
    const column = (index % panels) << 3;
    const columns = min(BLOCK_COLUMNS, filters - column);
    let target = step.packed + ((<usize>index * <usize>depth) << 5);
    for (let tap = 0; tap < step.taps; tap++) {
      const from = step.flip ? step.taps - 1 - tap : tap;
      let source = step.weights + ((<usize>(from * channels) * <usize>step.filters + <usize>(group * filters + column)) << 2);
      for (let c = 0; c < channels; c++) {
        if (columns < BLOCK_COLUMNS) zero(target, 32);
        copyExact(target, source, columns);
        target += 32;
        source += <usize>step.filters << 2;
      }
    }
  }
}

/** Panels for the gradient of the input: rows are (tap from its other end, filter), columns are channels. */
export function conv2dPackBackward(step: Conv2dPackStep, tile: i32, scratch: usize): void {
  const filters = step.filters / step.groups;
  const channels = step.channels / step.groups;
  const panels = (channels + 7) >> 3;
  const depth = step.taps * filters;
  const total = step.groups * panels;
  for (let index = partStart(total, tile, step.tiles), end = partStart(total, tile + 1, step.tiles); index < end; index++) {
    const group = index / panels;
    const column = (index % panels) << 3;
    const columns = min(BLOCK_COLUMNS, channels - column);
    const target = step.packed + ((<usize>index * <usize>depth) << 5);
    if (columns < BLOCK_COLUMNS) zero(target, <usize>depth << 5);
    for (let tap = 0; tap < step.taps; tap++) {
      const from = step.flip ? tap : step.taps - 1 - tap;
      for (let c = 0; c < columns; c++) {
        const source = step.weights + ((<usize>(from * channels + column + c) * <usize>step.filters + <usize>(group * filters)) << 2);
        const place = target + ((<usize>(tap * filters) << 3) + <usize>c << 2);
        for (let filter = 0; filter < filters; filter++) store<f32>(place + (<usize>filter << 5), load<f32>(source + (<usize>filter << 2)));
      }
    }
  }
}

/** Row panels gathered at a time: their patches stay in the L2 cache beside the weights. */
const ROW_PANELS: i32 = 4;
const BLOCK: usize = 4 * PANEL_BYTES;
const INITIAL: usize = BLOCK + 192;

/** y[pixels, columns of the group] = patches · packed (+ bias), for output pixels [first, last). */
function multiplyPatches(g: Conv2dGeometry, x: usize, packed: usize, bias: usize, y: usize, first: i32, last: i32, scratch: usize): void {
  const depth = groupDepth(g);
  const columnsOfGroup = g.filters / g.groups;
  const panels = (columnsOfGroup + 7) >> 3;
  const strideY = <usize>g.filters << 2;
  for (let group = 0; group < g.groups; group++) {
    for (let pixel = first; pixel < last; pixel += ROW_PANELS * PANEL_ROWS) {
      const rows = min(ROW_PANELS * PANEL_ROWS, last - pixel);
      for (let from = 0; from < depth; from += PANEL_DEPTH) {
        const length = min(PANEL_DEPTH, depth - from);
        gatherPatches(g, x, group, pixel, rows, from, length, scratch);
        for (let panel = 0; panel < panels; panel++) {
          const column = panel << 3;
          const columns = min(BLOCK_COLUMNS, columnsOfGroup - column);
          const weights = packed + ((<usize>(group * panels + panel) * <usize>depth + <usize>from) << 5);
          zero(scratch + INITIAL, 32);
          if (from == 0 && bias != 0) copyExact(scratch + INITIAL, bias + (<usize>(group * columnsOfGroup + column) << 2), columns);
          for (let row = 0, a = scratch; row < rows; row += PANEL_ROWS, a += PANEL_BYTES) {
            const target = y + ((<usize>(pixel + row) * <usize>g.filters + <usize>(group * columnsOfGroup + column)) << 2);
            const height = min(PANEL_ROWS, rows - row);
            if (height == PANEL_ROWS && columns == BLOCK_COLUMNS) {
              if (from == 0) multiplyRows(a, weights, 32, length, scratch + INITIAL, 0, target, strideY);
              else multiplyRows(a, weights, 32, length, target, strideY, target, strideY);
              continue;
            }
            multiplyRows(a, weights, 32, length, scratch + INITIAL, 0, scratch + BLOCK, 32);
            for (let r = 0; r < height; r++) {
              if (from == 0) copyExact(target + <usize>r * strideY, scratch + BLOCK + (<usize>r << 5), columns);
              else addExact(target + <usize>r * strideY, scratch + BLOCK + (<usize>r << 5), columns);
            }
          }
        }
      }
    }
  }
}

/** The geometry inside a step: its fields from `n` on. */
// @ts-ignore: decorator
@inline
function geometryAt(step: usize, offset: usize): Conv2dGeometry {
  return changetype<Conv2dGeometry>(step + offset);
}

@unmanaged
export class Conv2dForwardStep {
  x: usize; // f32[n,height,width,channels]
  packed: usize; // from conv2dPackForward
  bias: usize; // f32[filters], read where hasBias is 1
  y: usize; // f32[n,outHeight,outWidth,filters], written
  hasBias: i32;
  tiles: i32;
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
  upHeight: i32;
  upWidth: i32;
}

/** A tile is a run of output pixels of the whole batch. */
export function conv2dForward(step: Conv2dForwardStep, tile: i32, scratch: usize): void {
  const g = geometryAt(changetype<usize>(step), offsetof<Conv2dForwardStep>('n'));
  const pixels = step.n * step.outHeight * step.outWidth;
  const first = partStart(pixels, tile, step.tiles);
  const last = partStart(pixels, tile + 1, step.tiles);
  multiplyPatches(g, step.x, step.packed, step.hasBias ? step.bias : 0, step.y, first, last, scratch);
}

/** The geometry here is that of the gradient's convolution: height, width and channels are those of dy, the outputs those of dx. */
@unmanaged
export class Conv2dBackwardInputStep {
  dy: usize; // f32[n,height,width,channels]
  packed: usize; // from conv2dPackBackward
  dx: usize; // f32[n,outHeight,outWidth,filters], written
  tiles: i32;
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
  upHeight: i32;
  upWidth: i32;
}

/** dx = patches of the spread-out dy · packed. A tile is a run of input pixels. */
export function conv2dBackwardInput(step: Conv2dBackwardInputStep, tile: i32, scratch: usize): void {
  const g = geometryAt(changetype<usize>(step), offsetof<Conv2dBackwardInputStep>('n'));
  const pixels = step.n * step.outHeight * step.outWidth;
  const first = partStart(pixels, tile, step.tiles);
  const last = partStart(pixels, tile + 1, step.tiles);
  multiplyPatches(g, step.dy, step.packed, 0, step.dx, first, last, scratch);
}

@unmanaged
export class Conv2dBackwardWeightsStep {
  x: usize; // f32[n,height,width,channels]
  dy: usize; // f32[n,outHeight,outWidth,filters]
  partial: usize; // f32[tiles, taps·channels/groups·filters + filters], written: one chunk a tile, biases behind the weights
  tiles: i32;
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
  upHeight: i32;
  upWidth: i32;
}

/** Bytes of patches gathered at a time: half an L2 cache. */
const PATCH_BYTES: i32 = 131072;
const MOST_PATCHES: i32 = 256;
const PRODUCT: usize = 262144;

/** partial += patchesᵀ · dy for the pixels of one chunk, patches taken in pieces of PANEL_DEPTH and in batches. */
export function conv2dBackwardWeights(step: Conv2dBackwardWeightsStep, tile: i32, scratch: usize): void {
  const g = geometryAt(changetype<usize>(step), offsetof<Conv2dBackwardWeightsStep>('n'));
  const pixels = step.n * step.outHeight * step.outWidth;
  const first = partStart(pixels, tile, step.tiles);
  const last = partStart(pixels, tile + 1, step.tiles);
  const depth = groupDepth(g);
  const filters = step.filters;
  const columnsOfGroup = filters / step.groups;
  const strideY = <usize>filters << 2;
  const chunk = step.partial + ((<usize>tile * <usize>(depth + 1) * <usize>filters) << 2);
  zero(chunk, (<usize>(depth + 1) * <usize>filters) << 2);
  const bias = chunk + ((<usize>depth * <usize>filters) << 2);
  for (let pixel = first; pixel < last; pixel++) addExact(bias, step.dy + <usize>pixel * strideY, filters);
  for (let group = 0; group < step.groups; group++) {
    for (let from = 0; from < depth; from += PANEL_DEPTH) {
      const length = min(PANEL_DEPTH, depth - from);
      const stride = <usize>((length + 16) & ~3) << 2;
      const batch = max(16, min(MOST_PATCHES, PATCH_BYTES / <i32>stride));
      for (let pixel = first; pixel < last; pixel += batch) {
        const count = min(batch, last - pixel);
        for (let row = 0; row < count; row++) gatherPatch(g, step.x, group, pixel + row, from, from + length, scratch + <usize>row * stride);
        for (let column = 0; column < columnsOfGroup; column += BLOCK_COLUMNS) {
          const columns = min(BLOCK_COLUMNS, columnsOfGroup - column);
          const dy = step.dy + <usize>pixel * strideY + (<usize>(group * columnsOfGroup + column) << 2);
          for (let k = 0; k < length; k += PANEL_ROWS) {
            multiplyColumns(scratch + (<usize>k << 2), stride, dy, strideY, count, scratch + PRODUCT);
            const target = chunk + ((<usize>(from + k) * <usize>filters + <usize>(group * columnsOfGroup + column)) << 2);
            const rows = min(PANEL_ROWS, length - k);
            for (let r = 0; r < rows; r++) addExact(target + <usize>r * strideY, scratch + PRODUCT + (<usize>r << 5), columns);
          }
        }
      }
    }
  }
}

@unmanaged
export class Conv2dReduceWeightsStep {
  partial: usize; // f32[chunks, taps·tapSize + filters]
  dweights: usize; // f32[taps·tapSize], written
  dbias: usize; // f32[filters], written where hasBias is 1
  taps: i32;
  tapSize: i32;
  filters: i32;
  chunks: i32;
  flip: i32;
  hasBias: i32;
  tiles: i32;
}

/** target = sum of `chunks` runs of `count` values, `stride` bytes apart, in order. */
function sumChunks(target: usize, source: usize, stride: usize, chunks: i32, count: i32): void {
  copyExact(target, source, count);
  for (let chunk = 1; chunk < chunks; chunk++) addExact(target, source + <usize>chunk * stride, count);
}

/** Sums the chunks in order; a tile is a run of taps, the last also sums the biases. */
export function conv2dReduceWeights(step: Conv2dReduceWeightsStep, tile: i32, scratch: usize): void {
  const stride = <usize>(step.taps * step.tapSize + step.filters) << 2;
  const bytes = <usize>step.tapSize << 2;
  for (let tap = partStart(step.taps, tile, step.tiles), end = partStart(step.taps, tile + 1, step.tiles); tap < end; tap++) {
    const target = step.flip ? step.taps - 1 - tap : tap;
    sumChunks(step.dweights + <usize>target * bytes, step.partial + <usize>tap * bytes, stride, step.chunks, step.tapSize);
  }
  if (tile == step.tiles - 1 && step.hasBias) sumChunks(step.dbias, step.partial + <usize>step.taps * bytes, stride, step.chunks, step.filters);
}
