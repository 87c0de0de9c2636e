// Rows of a map of one channel with their border of zeros, in scratch: a few kilobytes that stay in the nearest cache.
import { copyExact, zero } from '../../../simd/memory.as';

/** Vectors of four may reach this far past the last row: zeros. */
export const TAIL_BYTES: usize = 64;

/**
 * Writes rows [first, first + rows) of the padded map of the image at `x` to `target`, and zeros behind them. The padded map is
 * at least as wide as the image with `left` zeros in front.
 */
export function copyPaddedRows(x: usize, height: i32, width: i32, top: i32, left: i32, paddedWidth: i32, first: i32, rows: i32, target: usize): void {
  const rowBytes = <usize>paddedWidth << 2;
  zero(target, <usize>rows * rowBytes + TAIL_BYTES);
  const from = max(0, first - top);
  const to = min(height, first + rows - top);
  let place = target + <usize>(from + top - first) * rowBytes + (<usize>left << 2);
  let source = x + (<usize>(from * width) << 2);
  for (let row = from; row < to; row++) {
    copyExact(place, source, width);
    place += rowBytes;
    source += <usize>width << 2;
  }
}

/** Writes the byte offset of every tap of the kernel on such a map. */
export function fillOffsets(kernelHeight: i32, kernelWidth: i32, dilationHeight: i32, dilationWidth: i32, paddedWidth: i32, target: usize): void {
  for (let m = 0; m < kernelHeight; m++) {
    for (let n = 0; n < kernelWidth; n++) {
      store<i32>(target, (m * dilationHeight * paddedWidth + n * dilationWidth) << 2);
      target += 4;
    }
  }
}
