// Gathers patches (im2col): for one output pixel the values under the kernel, in the order (kernel row, kernel column,
// channel), zeros where the kernel hangs over the border. The same code serves the gradient of the input, which is a
// convolution of the output's gradient spread out by the stride: `up` is that spreading, 1 otherwise.
import { PANEL_BYTES, PANEL_ROWS, PANEL_STRIDE } from '../../simd/gemm.as';
import { copyOverrun, zeroOverrun } from '../../simd/memory.as';

/** The run of geometry fields inside the steps of kernel.as.ts, in their order. */
@unmanaged
export class Conv2dGeometry {
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

/** Length of a patch of one group. */
// @ts-ignore: decorator
@inline
export function groupDepth(g: Conv2dGeometry): i32 {
  return g.kernelHeight * g.kernelWidth * (g.channels / g.groups);
}

/** Puts the piece [start, start+count) of a patch, or what of it lies in [from, to), to its place; zeros where source is 0. */
// @ts-ignore: decorator
@inline
function putPiece(target: usize, from: i32, to: i32, start: i32, count: i32, source: usize): void {
  const low = max(start, from);
  const length = min(start + count, to) - low;
  if (length <= 0) return;
  const place = target + (<usize>(low - from) << 2);
  if (source == 0) zeroOverrun(place, length);
  else copyOverrun(place, source + (<usize>(low - start) << 2), length);
}

/** Values [from, to) of the patch of `pixel` to `target`; overruns by up to 12 bytes. */
export function gatherPatch(g: Conv2dGeometry, x: usize, group: i32, pixel: i32, from: i32, to: i32, target: usize): void {
  const column = pixel % g.outWidth;
  const line = pixel / g.outWidth;
  const row = line % g.outHeight;
  const image = x + ((<usize>(line / g.outHeight) * <usize>(g.height * g.width * g.channels)) << 2);
  const channels = g.channels / g.groups;
  const rowLength = g.kernelWidth * channels;
  const firstRow = row * g.strideHeight - g.padTop;
  const firstColumn = column * g.strideWidth - g.padLeft;
  const contiguous = g.dilationWidth == 1 && g.upWidth == 1 && g.groups == 1;
  for (let m = from / rowLength; m < g.kernelHeight && m * rowLength < to; m++) {
    const start = m * rowLength;
    let source = firstRow + m * g.dilationHeight;
    const outside = source < 0 || source % g.upHeight != 0 || source >= g.height * g.upHeight;
    if (outside) {
      putPiece(target, from, to, start, rowLength, 0);
      continue;
    }
    source /= g.upHeight;
    const line = image + ((<usize>source * <usize>g.width * <usize>g.channels) << 2);
    if (contiguous) {
      const left = min(g.kernelWidth, max(0, -firstColumn));
      const right = max(left, min(g.kernelWidth, g.width - firstColumn));
      if (left > 0) putPiece(target, from, to, start, left * channels, 0);
      if (right > left) putPiece(target, from, to, start + left * channels, (right - left) * channels, line + (<usize>((firstColumn + left) * channels) << 2));
      if (right < g.kernelWidth) putPiece(target, from, to, start + right * channels, (g.kernelWidth - right) * channels, 0);
      continue;
    }
    for (let tap = 0; tap < g.kernelWidth; tap++) {
      const place = firstColumn + tap * g.dilationWidth;
      const inside = place >= 0 && place % g.upWidth == 0 && place < g.width * g.upWidth;
      const values = line + ((<usize>(place / g.upWidth) * <usize>g.channels + <usize>(group * channels)) << 2);
      putPiece(target, from, to, start + tap * channels, channels, inside ? values : 0);
    }
  }
}

/** Values [from, from+length) of the patches of `rows` pixels into panels of six rows. */
export function gatherPatches(g: Conv2dGeometry, x: usize, group: i32, pixel: i32, rows: i32, from: i32, length: i32, panels: usize): void {
  for (let row = 0; row < rows; row++) {
    const target = panels + <usize>(row / PANEL_ROWS) * PANEL_BYTES + <usize>(row % PANEL_ROWS) * PANEL_STRIDE;
    gatherPatch(g, x, group, pixel + row, from, from + length, target);
  }
}
