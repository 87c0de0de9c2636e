// Winograd's minimal filtering, the weights' side: G·g·Gᵀ for four kernels at a time. Row a of G is (1, a, a², …) / M′(a) with
// M as in simd/winograd.as.ts, row ∞ is (…, 0, 1).
import { madd, splat } from '../../../simd/math.as';

/** target[6] = G·(g0, g1, g2), `step` bytes apart. */
@inline
function transform3(g0: v128, g1: v128, g2: v128, target: usize, step: usize): void {
  v128.store(target, f32x4.mul(g0, splat(0.25)));
  const outer = f32x4.mul(f32x4.add(g0, g2), splat(-1.0 / 6)), inner = f32x4.mul(g1, splat(-1.0 / 6));
  let place = target + step;
  v128.store(place, f32x4.add(outer, inner));
  place += step;
  v128.store(place, f32x4.sub(outer, inner));
  place += step;
  const even = f32x4.mul(madd(g2, splat(4), g0), splat(1.0 / 24)), odd = f32x4.mul(g1, splat(1.0 / 12));
  v128.store(place, f32x4.add(even, odd));
  place += step;
  v128.store(place, f32x4.sub(even, odd));
  v128.store(place + step, g2);
}

/** target[8] = G·(g0, …, g4), `step` bytes apart. */
@inline
function transform5(g0: v128, g1: v128, g2: v128, g3: v128, g4: v128, target: usize, step: usize): void {
  v128.store(target, g0);
  let even = f32x4.mul(f32x4.add(f32x4.add(g0, g4), g2), splat(-2.0 / 9)), odd = f32x4.mul(f32x4.add(g1, g3), splat(-2.0 / 9));
  let place = target + step;
  v128.store(place, f32x4.add(even, odd));
  place += step;
  v128.store(place, f32x4.sub(even, odd));
  place += step;
  even = f32x4.mul(madd(g4, splat(16), madd(g2, splat(4), g0)), splat(1.0 / 90));
  odd = f32x4.mul(madd(g3, splat(4), g1), splat(1.0 / 45));
  v128.store(place, f32x4.add(even, odd));
  place += step;
  v128.store(place, f32x4.sub(even, odd));
  place += step;
  even = f32x4.mul(madd(g0, splat(16), madd(g2, splat(4), g4)), splat(2.0 / 45));
  odd = f32x4.mul(madd(g1, splat(4), g3), splat(4.0 / 45));
  v128.store(place, f32x4.add(even, odd));
  place += step;
  v128.store(place, f32x4.sub(even, odd));
  v128.store(place + step, g4);
}

/** Private bytes of `transformTaps`: eight lines of five vectors. */
export const TRANSFORM_BYTES: usize = 640;

/**
 * target[side²], `step` bytes apart, from the taps of four kernels at `taps`, `tapBytes` apart (negative: from their other
 * end).
 */
export function transformTaps(taps: usize, tapBytes: isize, kernel: i32, target: usize, step: usize, scratch: usize): void {
  const side = kernel + 3;
  const rowTaps = <isize>kernel * tapBytes;
  // down the columns: scratch[i][n], 16 bytes from one column to the next
  for (let n = 0; n < kernel; n++) {
    let tap = taps + <usize>(<isize>n * tapBytes);
    const g0 = v128.load(tap);
    tap += <usize>rowTaps;
    const g1 = v128.load(tap);
    tap += <usize>rowTaps;
    const g2 = v128.load(tap);
    const place = scratch + (<usize>n << 4);
    if (kernel == 3) transform3(g0, g1, g2, place, 80);
    else transform5(g0, g1, g2, v128.load(tap + <usize>rowTaps), v128.load(tap + <usize>(2 * rowTaps)), place, 80);
  }
  for (let i = 0; i < side; i++) {
    const g0 = v128.load(scratch), g1 = v128.load(scratch, 16), g2 = v128.load(scratch, 32);
    if (kernel == 3) transform3(g0, g1, g2, target, step);
    else transform5(g0, g1, g2, v128.load(scratch, 48), v128.load(scratch, 64), target, step);
    scratch += 80;
    target += <usize>side * step;
  }
}
