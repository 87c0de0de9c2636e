// Where the values under a kernel lie, and how they are gathered into rows. The input of a product has its border of zeros
// already (conv2dPad), so that no place needs a check and a kernel row is one run of memory.
import { copyOverrun } from '../../../simd/memory.as';

/** The run of geometry fields inside the steps of kernel.as.ts, in their order. Sizes are those of the padded input. */
@unmanaged
export class Conv2dGeometry {
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

/** Length of a patch of one group. */
@inline
export function groupDepth(g: Conv2dGeometry): i32 {
  return g.kernelHeight * g.kernelWidth * (g.channels / g.groups);
}

/** Writes the address of the patch of each output pixel in [first, first+count). */
export function fillPixels(g: Conv2dGeometry, x: usize, first: i32, count: i32, pixels: usize): void {
  const rowBytes = (<usize>(g.paddedWidth * g.channels)) << 2;
  const stepBytes = (<usize>(g.strideWidth * g.channels)) << 2;
  let column = first % g.outWidth;
  let line = first / g.outWidth;
  let row = line % g.outHeight;
  let image = line / g.outHeight;
  for (let done = 0; done < count; ) {
    let address = x + (<usize>image * <usize>g.paddedHeight + <usize>(row * g.strideHeight)) * rowBytes + <usize>column * stepBytes;
    const end = min(count, done + g.outWidth - column);
    for (; done < end; done++) {
      store<usize>(pixels + (<usize>done << 2), address);
      address += stepBytes;
    }
    column = 0;
    if (++row == g.outHeight) {
      row = 0;
      image++;
    }
  }
}

/** Copies `rows` runs of at most sixteen values, `rowBytes` apart, to lie side by side: one to four vectors each, without a loop. */
function gatherShortRuns(row: usize, rowBytes: usize, rows: i32, run: i32, target: usize): void {
  const runBytes = <usize>run << 2;
  const end = target + <usize>rows * runBytes;
  if (run <= 4) {
    for (; target < end; target += runBytes, row += rowBytes) v128.store(target, v128.load(row));
  } else if (run <= 8) {
    for (; target < end; target += runBytes, row += rowBytes) {
      v128.store(target, v128.load(row));
      v128.store(target, v128.load(row, 16), 16);
    }
  } else if (run <= 12) {
    for (; target < end; target += runBytes, row += rowBytes) {
      v128.store(target, v128.load(row));
      v128.store(target, v128.load(row, 16), 16);
      v128.store(target, v128.load(row, 32), 32);
    }
  } else {
    for (; target < end; target += runBytes, row += rowBytes) {
      v128.store(target, v128.load(row));
      v128.store(target, v128.load(row, 16), 16);
      v128.store(target, v128.load(row, 32), 32);
      v128.store(target, v128.load(row, 48), 48);
    }
  }
}

/**
 * Copies values [from, to) of the patch at address `pixel` to `target`, in the order kernel row, kernel column, channel; writes
 * up to 12 bytes past their end. `shift` is the offset of the group's channels.
 */
export function gatherPatch(g: Conv2dGeometry, pixel: usize, shift: usize, from: i32, to: i32, target: usize): void {
  const channels = g.channels / g.groups;
  const isRun = g.dilationWidth == 1 && g.groups == 1;
  const run = isRun ? g.kernelWidth * channels : channels;
  const runsInRow = isRun ? 1 : g.kernelWidth;
  const rowBytes = (<usize>(g.dilationHeight * g.paddedWidth * g.channels)) << 2;
  const runBytes = (<usize>(g.dilationWidth * g.channels)) << 2;
  let row = pixel + shift;
  if (from == 0 && to == groupDepth(g)) {
    if (runsInRow == 1 && run <= 16) {
      gatherShortRuns(row, rowBytes, g.kernelHeight, run, target);
      return;
    }
    for (let m = 0; m < g.kernelHeight; m++) {
      let source = row;
      for (let n = 0; n < runsInRow; n++) {
        copyOverrun(target, source, run);
        target += <usize>run << 2;
        source += runBytes;
      }
      row += rowBytes;
    }
    return;
  }
  let start = 0;
  for (let m = 0; m < g.kernelHeight; m++) {
    let source = row;
    for (let n = 0; n < runsInRow; n++) {
      const low = max(start, from);
      const high = min(start + run, to);
      if (low < high) copyOverrun(target + (<usize>(low - from) << 2), source + (<usize>(low - start) << 2), high - low);
      start += run;
      source += runBytes;
    }
    row += rowBytes;
  }
}

/** A kernel of one cell: a patch is the run of a pixel's channels. */
@inline
export function isOneCell(g: Conv2dGeometry): bool {
  return g.kernelHeight == 1 && g.kernelWidth == 1;
}

/** Runs of `length` values at `shift` from each of `rows` addresses, to rows `stride` bytes apart. */
function gatherCells(pixels: usize, rows: i32, shift: usize, length: i32, target: usize, stride: usize): void {
  for (const end = pixels + (<usize>rows << 2); pixels < end; pixels += 4, target += stride) copyOverrun(target, load<usize>(pixels) + shift, length);
}

/** `gatherPatch` for the `rows` pixels whose addresses lie at `pixels`, to rows `stride` bytes apart. */
export function gatherPatches(g: Conv2dGeometry, pixels: usize, rows: i32, shift: usize, from: i32, to: i32, target: usize, stride: usize): void {
  if (isOneCell(g)) {
    gatherCells(pixels, rows, shift + (<usize>from << 2), to - from, target, stride);
    return;
  }
  for (let row = 0; row < rows; row++) gatherPatch(g, load<usize>(pixels + (<usize>row << 2)), shift, from, to, target + <usize>row * stride);
}

/**
 * Eight columns of dy side by side, for `rows` pixels `stride` bytes apart: rows a power of two apart would push each other out of
 * the cache. Adds them up as well: sums[8] += the rows, in their order.
 */
export function packGradients(dy: usize, stride: usize, rows: i32, panel: usize, sums: usize): void {
  let s0 = v128.load(sums), s1 = v128.load(sums, 16);
  for (const end = panel + (<usize>rows << 5); panel < end; panel += 32, dy += stride) {
    const d0 = v128.load(dy), d1 = v128.load(dy, 16);
    v128.store(panel, d0);
    v128.store(panel, d1, 16);
    s0 = f32x4.add(s0, d0);
    s1 = f32x4.add(s1, d1);
  }
  v128.store(sums, s0);
  v128.store(sums, s1, 16);
}
