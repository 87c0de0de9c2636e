// Max pooling's usual case, 2×2 windows at stride 2: one pass over two rows, no window clipped but at the right and lower edge.
import { larger, splat, storeRest } from '../../../simd/math.as';

/** The gradient of one vector of outputs, zero where the ReLU in front `masks` it. The branch is always the same, and cheaper than a mask of ones. */
@inline
export function gradientAt(dy: usize, y: usize, masks: bool): v128 {
  const gradient = v128.load(dy);
  return masks ? v128.and(gradient, f32x4.gt(v128.load(y), splat(0))) : gradient;
}

/** 0 to 3: the first of four that is `best`. */
@inline
function winnerOf(v0: v128, v1: v128, v2: v128, best: v128): v128 {
  const later = v128.andnot(i32x4.add(f32x4.eq(v2, best), i32x4.splat(2)), f32x4.eq(v1, best));
  return v128.andnot(i32x4.add(later, i32x4.splat(1)), f32x4.eq(v0, best));
}

/** The first `pixels` windows in a row. */
export function maxRow2(x: usize, rowBytes: usize, y: usize, switches: usize, pixels: i32, channels: i32, floor: v128, keeps: bool): void {
  const pixelBytes = <usize>channels << 2;
  const whole = <usize>(channels & ~3) << 2;
  const rest = channels & 3;
  for (; pixels > 0; pixels--) {
    for (const end = y + whole; y < end; x += 16, y += 16, switches += 16) {
      const v0 = v128.load(x), v1 = v128.load(x + pixelBytes), v2 = v128.load(x + rowBytes), v3 = v128.load(x + rowBytes + pixelBytes);
      const best = larger(larger(v0, v1), larger(v2, v3));
      v128.store(y, f32x4.pmax(best, floor));
      if (keeps) v128.store(switches, winnerOf(v0, v1, v2, best));
    }
    if (rest > 0) {
      const v0 = v128.load(x), v1 = v128.load(x + pixelBytes), v2 = v128.load(x + rowBytes), v3 = v128.load(x + rowBytes + pixelBytes);
      const best = larger(larger(v0, v1), larger(v2, v3));
      storeRest(y, f32x4.pmax(best, floor), rest);
      if (keeps) storeRest(switches, winnerOf(v0, v1, v2, best), rest);
      x += <usize>rest << 2;
      y += <usize>rest << 2;
      switches += <usize>rest << 2;
    }
    x += pixelBytes;
  }
}

/**
 * dx of the two input rows under a row of `outWidth` windows; the second lies `below` bytes behind the first, 0 where it is not
 * there. Columns without a window become 0.
 */
export function maxBackwardRows2(switches: usize, dy: usize, y: usize, dx: usize, below: usize, outWidth: i32, width: i32, channels: i32, masks: bool): void {
  const pixelBytes = <usize>channels << 2;
  const whole = <usize>(channels & ~3) << 2;
  const rest = channels & 3;
  const rightEnd = dx + <usize>width * pixelBytes;
  for (; outWidth > 0; outWidth--) {
    // where there is no such row or column, what belongs there is written first and then overwritten
    const right = dx + pixelBytes < rightEnd ? pixelBytes : 0;
    for (const end = dx + whole; dx < end; dx += 16, dy += 16, y += 16, switches += 16) {
      const gradient = gradientAt(dy, y, masks);
      const winner = v128.load(switches);
      v128.store(dx + below + right, v128.and(gradient, i32x4.eq(winner, i32x4.splat(3))));
      v128.store(dx + below, v128.and(gradient, i32x4.eq(winner, i32x4.splat(2))));
      v128.store(dx + right, v128.and(gradient, i32x4.eq(winner, i32x4.splat(1))));
      v128.store(dx, v128.and(gradient, i32x4.eq(winner, i32x4.splat(0))));
    }
    if (rest > 0) {
      const gradient = gradientAt(dy, y, masks);
      const winner = v128.load(switches);
      storeRest(dx + below + right, v128.and(gradient, i32x4.eq(winner, i32x4.splat(3))), rest);
      storeRest(dx + below, v128.and(gradient, i32x4.eq(winner, i32x4.splat(2))), rest);
      storeRest(dx + right, v128.and(gradient, i32x4.eq(winner, i32x4.splat(1))), rest);
      storeRest(dx, v128.and(gradient, i32x4.eq(winner, i32x4.splat(0))), rest);
      const bytes = <usize>rest << 2;
      dx += bytes;
      dy += bytes;
      y += bytes;
      switches += bytes;
    }
    dx += right;
  }
  if (dx >= rightEnd) return;
  memory.fill(dx, 0, rightEnd - dx);
  if (below > 0) memory.fill(dx + below, 0, rightEnd - dx);
}
