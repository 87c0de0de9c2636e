// Two-dimensional convolution as products of gathered patches (im2col, a few pixels at a time): the input gets its border of zeros
// once, so that gathering is plain copying of runs; the patches of ROW_PANELS × 6 pixels meet the weights, packed once a step into
// panels of eight filters, while they are in the cache. Activations are NHWC. Blocking: 6×8 sums in registers, PANEL_DEPTH deep.
// Ceiling: the micro-kernel's (simd/gemm.as.ts), less 3 / filters for the gathering. Reached of 58 GFLOP/s, forward and towards
// the weights: 3×3 of stride 2 (32→64) 50–52 and 47–50; 1×1 with 64 and 128 channels 47–52 and 45–47, with 16 channels 33–35 and
// 38–41; four groups of 16 channels 35–39 and 28–37. The border 65–77 GB/s (30 of three channels), chunks summed 35, a copy 80.
import { BLOCK_COLUMNS, multiplyColumns, multiplyRows, PANEL_BYTES, PANEL_DEPTH, PANEL_ROWS, PANEL_STRIDE } from '../../../simd/gemm.as';
import { addExact, copyExact, zero } from '../../../simd/memory.as';
import { partStart } from '../../../simd/parts.as';
import { maskRectified, rectify } from '../../../simd/rectify.as';
import { accumulateNarrow, fillTaps, multiplyNarrow } from './narrow.as';
import { Conv2dGeometry, fillPixels, gatherPatches, groupDepth, isOneCell, packGradients } from './pixels.as';

@unmanaged
export class Conv2dPadStep {
  x: usize; // f32[n,height,width,channels]
  padded: usize; // f32[n,paddedHeight,paddedWidth,channels], written
  n: i32;
  height: i32;
  width: i32;
  channels: i32;
  paddedHeight: i32;
  paddedWidth: i32;
  padTop: i32; // negative cuts off
  padLeft: i32;
  upHeight: i32; // rows of the padded map from one row of x to the next
  upWidth: i32;
  tiles: i32;
}

/** Copies maps into a border of zeros, spread out by `up`. A tile is a run of padded rows. */
export function conv2dPad(step: Conv2dPadStep, tile: i32, scratch: usize): void {
  const lines = step.n * step.paddedHeight;
  const lineBytes = <usize>(step.paddedWidth * step.channels) << 2;
  const pixelBytes = <usize>step.channels << 2;
  for (let line = partStart(lines, tile, step.tiles), end = partStart(lines, tile + 1, step.tiles); line < end; line++) {
    const target = step.padded + <usize>line * lineBytes;
    const place = (line % step.paddedHeight) - step.padTop;
    const row = place / step.upHeight;
    if (place < 0 || place % step.upHeight != 0 || row >= step.height) {
      zero(target, lineBytes);
      continue;
    }
    const source = step.x + (<usize>((line / step.paddedHeight) * step.height + row) * <usize>step.width) * pixelBytes;
    if (step.upWidth == 1) {
      const first = max(0, -step.padLeft);
      const count = min(step.width - first, step.paddedWidth - max(0, step.padLeft));
      const left = <usize>max(0, step.padLeft) * pixelBytes;
      const bytes = <usize>count * pixelBytes;
      zero(target, left);
      memory.copy(target + left, source + <usize>first * pixelBytes, bytes);
      zero(target + left + bytes, lineBytes - left - bytes);
      continue;
    }
    zero(target, lineBytes);
    for (let column = 0; column < step.width; column++) {
      const spread = column * step.upWidth + step.padLeft;
      if (spread < 0 || spread >= step.paddedWidth) continue;
      copyExact(target + <usize>spread * pixelBytes, source + <usize>column * pixelBytes, step.channels);
    }
  }
}

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

/** Runs of memory shorter than this are not worth gathering for at most eight filters: their products read where they lie. */
const SHORT_RUN: i32 = 16;
/** The longest patch read so: its offsets take the place of gathered patches in scratch. */
const MOST_TAPS: i32 = 24000;
/** Row panels gathered at a time. */
const ROW_PANELS: i32 = 4;
/** Scratch: addresses of a tile's pixels, a block of products, a row of initial values, gathered patches. */
const PIXELS: usize = 0;
const BLOCK: usize = 8192;
const INITIAL: usize = BLOCK + 192;
const PATCHES: usize = INITIAL + 64;
export const PRODUCT_SCRATCH: usize = PATCHES + <usize>ROW_PANELS * PANEL_BYTES;

function isNarrowProduct(g: Conv2dGeometry, depth: i32): bool {
  const run = (g.dilationWidth == 1 && g.groups == 1 ? g.kernelWidth : 1) * (g.channels / g.groups);
  return g.filters / g.groups <= BLOCK_COLUMNS && run < SHORT_RUN && depth <= MOST_TAPS;
}

/** y[pixels, columns of each group] = patches · packed (+ bias), for output pixels [first, last) of a tile. */
function multiplyTile(g: Conv2dGeometry, x: usize, packed: usize, bias: usize, y: usize, first: i32, last: i32, scratch: usize): void {
  const depth = groupDepth(g);
  const columnsOfGroup = g.filters / g.groups;
  const groupBytes = <usize>(g.channels / g.groups) << 2;
  const panels = (columnsOfGroup + 7) >> 3;
  const strideY = <usize>g.filters << 2;
  const count = last - first;
  const block = scratch + BLOCK;
  const initial = scratch + INITIAL;
  const patches = scratch + PATCHES;
  fillPixels(g, x, first, count, scratch + PIXELS);
  const isNarrow = isNarrowProduct(g, depth);
  if (isNarrow) fillTaps(g, patches);
  for (let group = 0; group < g.groups; group++) {
    if (isNarrow) {
      const place = <usize>(group * columnsOfGroup) << 2;
      zero(initial, 32);
      if (bias != 0) copyExact(initial, bias + place, columnsOfGroup);
      multiplyNarrow(g, group, scratch + PIXELS, count, patches, packed + ((<usize>group * <usize>depth) << 5), initial, y + <usize>first * strideY + place, block);
      continue;
    }
    for (let pixel = 0; pixel < count; pixel += ROW_PANELS * PANEL_ROWS) {
      const rows = min(ROW_PANELS * PANEL_ROWS, count - pixel);
      for (let from = 0; from < depth; from += PANEL_DEPTH) {
        const length = min(PANEL_DEPTH, depth - from);
        gatherPatches(g, scratch + PIXELS + (<usize>pixel << 2), rows, <usize>group * groupBytes, from, from + length, patches, PANEL_STRIDE);
        for (let panel = 0; panel < panels; panel++) {
          const column = panel << 3;
          const columns = min(BLOCK_COLUMNS, columnsOfGroup - column);
          const weights = packed + ((<usize>(group * panels + panel) * <usize>depth + <usize>from) << 5);
          zero(initial, 32);
          if (from == 0 && bias != 0) copyExact(initial, bias + (<usize>(group * columnsOfGroup + column) << 2), columns);
          for (let row = 0, a = patches; row < rows; row += PANEL_ROWS, a += PANEL_BYTES) {
            const target = y + <usize>(first + pixel + row) * strideY + (<usize>(group * columnsOfGroup + column) << 2);
            const height = min(PANEL_ROWS, rows - row);
            if (height == PANEL_ROWS && columns == BLOCK_COLUMNS) {
              if (from == 0) multiplyRows(a, weights, 32, length, initial, 0, target, strideY);
              else multiplyRows(a, weights, 32, length, target, strideY, target, strideY);
              continue;
            }
            multiplyRows(a, weights, 32, length, initial, 0, block, 32);
            for (let r = 0; r < height; r++) {
              if (from == 0) copyExact(target + <usize>r * strideY, block + (<usize>r << 5), columns);
              else addExact(target + <usize>r * strideY, block + (<usize>r << 5), columns);
            }
          }
        }
      }
    }
  }
}

/** The geometry inside a step: its fields from `n` on. */
@inline
function geometryAt(step: usize, offset: usize): Conv2dGeometry {
  return changetype<Conv2dGeometry>(step + offset);
}

@unmanaged
export class Conv2dForwardStep {
  padded: usize; // f32[n,paddedHeight,paddedWidth,channels]
  packed: usize; // from conv2dPackForward
  bias: usize; // f32[filters], read where hasBias is 1
  y: usize; // f32[n,outHeight,outWidth,filters], written
  hasBias: i32;
  rectify: i32; // 1: y = max(0, y)
  tiles: i32;
  n: i32;
  paddedHeight: i32;
  paddedWidth: i32;
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
  groups: i32;
}

/** A tile is a run of output pixels of the whole batch. */
export function conv2dForward(step: Conv2dForwardStep, tile: i32, scratch: usize): void {
  const g = geometryAt(changetype<usize>(step), offsetof<Conv2dForwardStep>('n'));
  const pixels = step.n * step.outHeight * step.outWidth;
  const first = partStart(pixels, tile, step.tiles);
  const last = partStart(pixels, tile + 1, step.tiles);
  multiplyTile(g, step.padded, step.packed, step.hasBias ? step.bias : 0, step.y, first, last, scratch);
  if (step.rectify) rectify(step.y + ((<usize>first * <usize>step.filters) << 2), (last - first) * step.filters);
}

/** The geometry here is that of the gradient's own convolution: dy spread out and padded comes in, dx goes out. */
@unmanaged
export class Conv2dBackwardInputStep {
  padded: usize; // dy: f32[n,paddedHeight,paddedWidth,channels]
  packed: usize; // from conv2dPackBackward
  x: usize; // as dx, read where rectified is 1: dx is 0 where x ≤ 0
  dx: usize; // f32[n,outHeight,outWidth,filters], written
  rectified: i32;
  tiles: i32;
  n: i32;
  paddedHeight: i32;
  paddedWidth: i32;
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
  groups: i32;
}

/** A tile is a run of input pixels. */
export function conv2dBackwardInput(step: Conv2dBackwardInputStep, tile: i32, scratch: usize): void {
  const g = geometryAt(changetype<usize>(step), offsetof<Conv2dBackwardInputStep>('n'));
  const pixels = step.n * step.outHeight * step.outWidth;
  const first = partStart(pixels, tile, step.tiles);
  const last = partStart(pixels, tile + 1, step.tiles);
  multiplyTile(g, step.padded, step.packed, 0, step.dx, first, last, scratch);
  if (!step.rectified) return;
  const place = (<usize>first * <usize>step.filters) << 2;
  maskRectified(step.dx + place, step.x + place, (last - first) * step.filters);
}

@unmanaged
export class Conv2dBackwardWeightsStep {
  padded: usize; // x: f32[n,paddedHeight,paddedWidth,channels]
  dy: usize; // f32[n,outHeight,outWidth,filters]
  partial: usize; // f32[tiles, taps·channels/groups·filters + filters], written: one chunk a tile, biases behind the weights
  tiles: i32;
  n: i32;
  paddedHeight: i32;
  paddedWidth: i32;
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
  groups: i32;
}

/** Bytes of patches gathered at a time: a part of the L2 cache; the more pixels, the fewer additions to the sums in memory. */
const PATCH_BYTES: i32 = 262144;
const MOST_PATCHES: i32 = 256;
/** Scratch of it: as above, but for the patches and, behind them, eight columns of dy. */
export const GRADIENT_SCRATCH: usize = PATCHES + <usize>PATCH_BYTES + <usize>MOST_PATCHES * 32;

/** partial = Σ patchesᵀ · dy over the chunk's pixels, patches taken in pieces of PANEL_DEPTH and a batch of pixels at a time. */
export function conv2dBackwardWeights(step: Conv2dBackwardWeightsStep, tile: i32, scratch: usize): void {
  const g = geometryAt(changetype<usize>(step), offsetof<Conv2dBackwardWeightsStep>('n'));
  const pixels = step.n * step.outHeight * step.outWidth;
  const first = partStart(pixels, tile, step.tiles);
  const last = partStart(pixels, tile + 1, step.tiles);
  const depth = groupDepth(g);
  const filters = step.filters;
  const columnsOfGroup = filters / step.groups;
  const groupBytes = <usize>(step.channels / step.groups) << 2;
  const strideY = <usize>filters << 2;
  const chunk = step.partial + ((<usize>tile * <usize>(depth + 1) * <usize>filters) << 2);
  const bias = chunk + ((<usize>depth * <usize>filters) << 2);
  const block = scratch + BLOCK;
  const patches = scratch + PATCHES;
  const panel = patches + <usize>PATCH_BYTES;
  zero(chunk, (<usize>(depth + 1) * <usize>filters) << 2);
  if (isNarrowProduct(g, depth)) {
    for (let pixel = first; pixel < last; pixel++) addExact(bias, step.dy + <usize>pixel * strideY, filters);
    fillTaps(g, patches);
    for (let pixel = first; pixel < last; pixel += MOST_PATCHES) {
      const count = min(MOST_PATCHES, last - pixel);
      fillPixels(g, step.padded, pixel, count, scratch + PIXELS);
      for (let group = 0; group < step.groups; group++) {
        const place = <usize>(group * columnsOfGroup) << 2;
        accumulateNarrow(g, group, scratch + PIXELS, count, patches, step.dy + <usize>pixel * strideY + place, chunk + place, block);
      }
    }
    return;
  }
  // pixels side by side under a kernel of one cell are patches where they lie, unless a power of two apart
  const isWhole = step.strideHeight == 1 && step.strideWidth == 1 && step.outHeight == step.paddedHeight && step.outWidth == step.paddedWidth;
  const lies = isOneCell(g) && isWhole && (step.channels & 127) != 0;
  for (let from = 0; from < depth; from += PANEL_DEPTH) {
    const length = min(PANEL_DEPTH, depth - from);
    const stride = lies ? <usize>step.channels << 2 : <usize>((length + 19) & ~3) << 2;
    const batch = max(16, min(MOST_PATCHES, PATCH_BYTES / <i32>stride));
    for (let pixel = first; pixel < last; pixel += batch) {
      const count = min(batch, last - pixel);
      fillPixels(g, step.padded, pixel, count, scratch + PIXELS);
      for (let group = 0; group < step.groups; group++) {
        const shift = <usize>group * groupBytes;
        const source = lies ? step.padded + <usize>pixel * stride + shift + (<usize>from << 2) : patches;
        if (!lies) gatherPatches(g, scratch + PIXELS, count, shift, from, from + length, patches, stride);
        for (let column = 0; column < columnsOfGroup; column += BLOCK_COLUMNS) {
          const columns = min(BLOCK_COLUMNS, columnsOfGroup - column);
          const place = <usize>(group * columnsOfGroup + column) << 2;
          zero(block, 32);
          packGradients(step.dy + <usize>pixel * strideY + place, strideY, count, panel, block);
          if (from == 0) addExact(bias + place, block, columns);
          for (let k = 0; k < length; k += PANEL_ROWS) {
            multiplyColumns(source + (<usize>k << 2), stride, panel, 32, count, block, 32);
            const target = chunk + <usize>(from + k) * strideY + place;
            const rows = min(PANEL_ROWS, length - k);
            for (let r = 0; r < rows; r++) addExact(target + <usize>r * strideY, block + (<usize>r << 5), columns);
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
