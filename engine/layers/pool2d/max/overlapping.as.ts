// Max pooling with windows that overlap: one window of 3×3 that is not clipped, and what one pixel of the input wins from two neighbours.
// Exact: nothing is written past the pixel.
import { storeRest } from '../../../simd/math.as';
import { gradientAt, larger } from './two-by-two.as';

/** What is won from two windows `next` bytes apart, in which the pixel has positions `first` and `second`. */
@inline
function wonFrom(switches: usize, dy: usize, y: usize, next: usize, first: v128, second: v128, always: v128): v128 {
  const one = v128.and(gradientAt(dy, y, always), i32x4.eq(v128.load(switches), first));
  return f32x4.add(one, v128.and(gradientAt(dy + next, y + next, always), i32x4.eq(v128.load(switches + next), second)));
}

/** dx[channels] = what the pixel wins from two windows. */
export function takeWon(switches: usize, dy: usize, y: usize, next: usize, dx: usize, channels: i32, first: v128, second: v128, always: v128): void {
  for (const end = dx + (<usize>(channels & ~3) << 2); dx < end; dx += 16, dy += 16, y += 16, switches += 16) {
    v128.store(dx, wonFrom(switches, dy, y, next, first, second, always));
  }
  if (channels & 3) storeRest(dx, wonFrom(switches, dy, y, next, first, second, always), channels & 3);
}

/** The same, added. */
export function addWon(switches: usize, dy: usize, y: usize, next: usize, dx: usize, channels: i32, first: v128, second: v128, always: v128): void {
  for (const end = dx + (<usize>(channels & ~3) << 2); dx < end; dx += 16, dy += 16, y += 16, switches += 16) {
    v128.store(dx, f32x4.add(v128.load(dx), wonFrom(switches, dy, y, next, first, second, always)));
  }
  if (channels & 3) storeRest(dx, f32x4.add(v128.load(dx), wonFrom(switches, dy, y, next, first, second, always)), channels & 3);
}

/** The largest of three neighbours in a row. */
@inline
function largestOf3(x: usize, pixelBytes: usize): v128 {
  return larger(larger(v128.load(x), v128.load(x + pixelBytes)), v128.load(x + 2 * pixelBytes));
}

/** `later` + 1, or 0 where the value at `x` is `best`: the number of cells before the first that is. */
@inline
function countBefore(x: usize, best: v128, later: v128): v128 {
  return v128.andnot(i32x4.add(later, i32x4.splat(1)), f32x4.eq(v128.load(x), best));
}

/** One window of 3×3; `x` is its first cell. */
export function maxWindow3(x: usize, rowBytes: usize, channels: i32, y: usize, floor: v128, switches: usize, keeps: bool): void {
  const pixelBytes = <usize>channels << 2;
  for (let left = channels; left > 0; left -= 4, x += 16, y += 16, switches += 16) {
    const second = x + rowBytes, third = second + rowBytes;
    const best = larger(larger(largestOf3(x, pixelBytes), largestOf3(second, pixelBytes)), largestOf3(third, pixelBytes));
    const bounded = f32x4.pmax(best, floor);
    if (left >= 4) v128.store(y, bounded);
    else storeRest(y, bounded, left);
    if (!keeps) continue;
    let winner = countBefore(third + pixelBytes, best, i32x4.splat(0));
    winner = countBefore(third, best, winner);
    winner = countBefore(second + 2 * pixelBytes, best, winner);
    winner = countBefore(second + pixelBytes, best, winner);
    winner = countBefore(second, best, winner);
    winner = countBefore(x + 2 * pixelBytes, best, winner);
    winner = countBefore(x + pixelBytes, best, winner);
    winner = countBefore(x, best, winner);
    if (left >= 4) v128.store(switches, winner);
    else storeRest(switches, winner, left);
  }
}
