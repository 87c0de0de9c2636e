// Winograd's minimal filtering with stride 2, the weights' side. Of three taps the outer two meet the even samples: a filter of
// two taps, F(4, 2), at the points 0, 1, −1, 2, ∞: row a of G is (1, a) / M′(a), row ∞ is (0, 1), M as in simd/winograd.as.ts. The
// middle tap meets the odd samples. Four of the five points suffice for it; the one it can do without is called lone.
import { splat } from '../../../simd/math.as';

/** Positions along a side of a tile. */
export const SIDE: i32 = 5;
/** Kinds of samples: even or odd row, even or odd column. */
export const PHASES: i32 = 4;
export const POSITIONS: i32 = SIDE * SIDE;

/** The lone point of the forward pass: 2. Its odd samples go into the other four by adding alone (input.as.ts). */
export const LONE_FORWARD: i32 = 3;

/**
 * The lone point of the input's gradient, by the rows (columns) of zeros in front of the input: a tile begins with an even row
 * of the map with its border, and the middle tap is the later of two, zero at 0; or with an odd row, and it is zero at ∞.
 */
@inline
export function loneBackward(padding: i32): i32 {
  return padding & 1 ? 4 : 0;
}

/** Five factors of the middle tap, one a vector: whatever the transforms of the odd samples leave to the weights. */
export function storeOddFactors(target: usize, lone: i32): void {
  const isForward = lone == LONE_FORWARD;
  v128.store(target, splat(isForward ? 1 : lone == 4 ? 0.5 : 0));
  v128.store(target, splat(isForward ? 0.5 : -0.5), 16);
  v128.store(target, splat(isForward ? 0.5 : lone == 4 ? -1.0 / 6 : 1.0 / 6), 32);
  v128.store(target, splat(isForward ? 0 : lone == 4 ? 1.0 / 6 : 1.0 / 3), 48);
  v128.store(target, splat(lone == 4 ? 0 : 1), 64);
}

/**
 * Five values of the outer taps at `target`, `step` bytes apart, and `oddBytes` behind each the middle one's. Those of the forward
 * pass's lone point go to places of their own.
 */
export function transformTaps(w0: v128, w1: v128, w2: v128, oddFactors: usize, target: usize, step: usize, oddBytes: usize, lone: usize, loneOdd: usize): void {
  const sixth = splat(1.0 / 6), half = splat(0.5);
  v128.store(target, f32x4.mul(w0, half));
  v128.store(target + oddBytes, f32x4.mul(w1, v128.load(oddFactors)));
  target += step;
  v128.store(target, f32x4.neg(f32x4.mul(f32x4.add(w0, w2), half)));
  v128.store(target + oddBytes, f32x4.mul(w1, v128.load(oddFactors, 16)));
  target += step;
  v128.store(target, f32x4.mul(f32x4.sub(w2, w0), sixth));
  v128.store(target + oddBytes, f32x4.mul(w1, v128.load(oddFactors, 32)));
  v128.store(lone, f32x4.mul(f32x4.add(w0, f32x4.add(w2, w2)), sixth));
  v128.store(loneOdd, f32x4.mul(w1, v128.load(oddFactors, 48)));
  target += 2 * step;
  v128.store(target, w2);
  v128.store(target + oddBytes, f32x4.mul(w1, v128.load(oddFactors, 64)));
}

/** Bytes of a line, three values; `transformColumns` writes ten. */
export const LINE: usize = 48;

/**
 * Down the columns of nine taps of four kernels at `taps`, `tapBytes` apart (negative: from their other end): five lines of the
 * outer rows, five of the middle one.
 */
export function transformColumns(taps: usize, tapBytes: isize, oddFactors: usize, lines: usize): void {
  const rowTaps = <usize>(3 * tapBytes);
  for (let column = 0; column < 3; column++) {
    const w0 = v128.load(taps), w1 = v128.load(taps + rowTaps), w2 = v128.load(taps + 2 * rowTaps);
    transformTaps(w0, w1, w2, oddFactors, lines, LINE, 5 * LINE, lines + 3 * LINE, lines + 8 * LINE);
    taps += <usize>tapBytes;
    lines += 16;
  }
}
