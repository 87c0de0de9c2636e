// Max pooling with windows that overlap: one window of 3×3 that is not clipped, what a row of the input wins from windows three wide
// at stride 2, and, for all others, what one pixel wins from two neighbours.
// Exact: nothing is written past the pixel.
import { larger, splat, storeLanes, storeRest } from '../../../simd/math.as';
import { gradientAt } from './two-by-two.as';

/** What is won from two windows `next` bytes apart, in which the pixel has positions `first` and `second`. */
@inline
function wonFrom(switches: usize, dy: usize, y: usize, next: usize, first: v128, second: v128, masks: bool): v128 {
  const one = v128.and(gradientAt(dy, y, masks), i32x4.eq(v128.load(switches), first));
  return f32x4.add(one, v128.and(gradientAt(dy + next, y + next, masks), i32x4.eq(v128.load(switches + next), second)));
}

/** dx[channels] = what the pixel wins from two windows. */
export function takeWon(switches: usize, dy: usize, y: usize, next: usize, dx: usize, channels: i32, first: v128, second: v128, masks: bool): void {
  for (const end = dx + (<usize>(channels & ~3) << 2); dx < end; dx += 16, dy += 16, y += 16, switches += 16) {
    v128.store(dx, wonFrom(switches, dy, y, next, first, second, masks));
  }
  if (channels & 3) storeRest(dx, wonFrom(switches, dy, y, next, first, second, masks), channels & 3);
}

/** The same, added. */
export function addWon(switches: usize, dy: usize, y: usize, next: usize, dx: usize, channels: i32, first: v128, second: v128, masks: bool): void {
  for (const end = dx + (<usize>(channels & ~3) << 2); dx < end; dx += 16, dy += 16, y += 16, switches += 16) {
    v128.store(dx, f32x4.add(v128.load(dx), wonFrom(switches, dy, y, next, first, second, masks)));
  }
  if (channels & 3) storeRest(dx, f32x4.add(v128.load(dx), wonFrom(switches, dy, y, next, first, second, masks)), channels & 3);
}

/**
 * dx of one input row under windows three wide at stride 2, `left` columns before it: at each window the column it shares with the
 * one before and the one it has alone. The row has position `first` in the windows at `switches`, and `second` in those `below`
 * bytes further on where that is not 0. Channels outermost, so that what the window before won stays in a register.
 */
export function maxBackwardRow3(switches: usize, dy: usize, y: usize, below: usize, dx: usize, first: i32, second: i32, left: i32, outWidth: i32, width: i32, channels: i32, masks: bool): void {
  const pixelBytes = <usize>channels << 2;
  const f0 = i32x4.splat(first), f1 = i32x4.splat(first + 1), f2 = i32x4.splat(first + 2);
  const s0 = i32x4.splat(second), s1 = i32x4.splat(second + 1), s2 = i32x4.splat(second + 2);
  for (let c = 0; c < channels; c += 4) {
    const lanes = channels - c;
    let place = <usize>c << 2;
    let target = dx + place - <usize>left * pixelBytes;
    let shared = splat(0);
    for (let column = -left, end = 2 * outWidth - left; column < end; column += 2, place += pixelBytes, target += 2 * pixelBytes) {
      let gradient = gradientAt(dy + place, y + place, masks);
      let winner = v128.load(switches + place);
      let both = v128.and(gradient, i32x4.eq(winner, f0)), alone = v128.and(gradient, i32x4.eq(winner, f1));
      let next = v128.and(gradient, i32x4.eq(winner, f2));
      if (below != 0) {
        gradient = gradientAt(dy + below + place, y + below + place, masks);
        winner = v128.load(switches + below + place);
        both = f32x4.add(both, v128.and(gradient, i32x4.eq(winner, s0)));
        alone = f32x4.add(alone, v128.and(gradient, i32x4.eq(winner, s1)));
        next = f32x4.add(next, v128.and(gradient, i32x4.eq(winner, s2)));
      }
      if (column >= 0) storeLanes(target, f32x4.add(shared, both), lanes);
      if (column + 1 < width) storeLanes(target + pixelBytes, alone, lanes);
      shared = next;
    }
    for (let column = 2 * outWidth - left; column < width; column++, target += pixelBytes) {
      storeLanes(target, shared, lanes);
      shared = splat(0);
    }
  }
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
