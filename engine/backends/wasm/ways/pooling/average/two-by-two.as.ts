// Average pooling's usual case, 2×2 windows at stride 2: one pass over two rows.
import { splat, storeRest } from '../../../simd/math.as';

/** A quarter of the sum of four cells, at least `floor`. */
@inline
function meanOf4(x: usize, pixelBytes: usize, rowBytes: usize, floor: v128): v128 {
  const upper = f32x4.add(v128.load(x), v128.load(x + pixelBytes));
  const lower = f32x4.add(v128.load(x + rowBytes), v128.load(x + rowBytes + pixelBytes));
  return f32x4.pmax(f32x4.mul(f32x4.add(upper, lower), splat(0.25)), floor);
}

/** The first `pixels` windows in a row, none of them clipped. */
export function averageRow2(x: usize, rowBytes: usize, y: usize, pixels: i32, channels: i32, floor: v128): void {
  const pixelBytes = <usize>channels << 2;
  const whole = <usize>(channels & ~3) << 2;
  const rest = channels & 3;
  for (; pixels > 0; pixels--, x += pixelBytes) {
    for (const end = y + whole; y < end; x += 16, y += 16) v128.store(y, meanOf4(x, pixelBytes, rowBytes, floor));
    if (rest == 0) continue;
    storeRest(y, meanOf4(x, pixelBytes, rowBytes, floor), rest);
    x += <usize>rest << 2;
    y += <usize>rest << 2;
  }
}

/**
 * dx of the two input rows under a row of `outWidth` windows = dy · share; the second lies `below` bytes behind the first, 0 where it
 * is not there. `lastShare` is the last window's. Columns without a window become 0.
 */
export function shareRows2(dy: usize, dx: usize, below: usize, outWidth: i32, width: i32, channels: i32, share: v128, lastShare: v128): void {
  const pixelBytes = <usize>channels << 2;
  const whole = <usize>(channels & ~3) << 2;
  const rest = channels & 3;
  const rightEnd = dx + <usize>width * pixelBytes;
  for (; outWidth > 0; outWidth--) {
    const right = dx + pixelBytes < rightEnd ? pixelBytes : 0;
    const factor = outWidth == 1 ? lastShare : share;
    for (const end = dx + whole; dx < end; dx += 16, dy += 16) {
      const value = f32x4.mul(v128.load(dy), factor);
      v128.store(dx, value);
      v128.store(dx + right, value);
      v128.store(dx + below, value);
      v128.store(dx + below + right, value);
    }
    if (rest > 0) {
      const value = f32x4.mul(v128.load(dy), factor);
      storeRest(dx, value, rest);
      storeRest(dx + right, value, rest);
      storeRest(dx + below, value, rest);
      storeRest(dx + below + right, value, rest);
      dx += <usize>rest << 2;
      dy += <usize>rest << 2;
    }
    dx += right;
  }
  if (dx >= rightEnd) return;
  memory.fill(dx, 0, rightEnd - dx);
  if (below > 0) memory.fill(dx + below, 0, rightEnd - dx);
}
