// The epilogues of kernels that take over a ReLU from a layer beside them (program/rewrites): max(0, y) over what a tile has just
// written, and its backward pass, zeroing a gradient where the ReLU's output is not positive. Exact to the last value, so
// that neighbouring tiles do not meet; what is not a number stays as it is, as in the activation's own kernels.
import { splat } from './math.as';

/** y = max(0, y) for exactly `count` f32. */
export function rectify(y: usize, count: i32): void {
  const nought = splat(0);
  const end = y + (<usize>count << 2);
  for (; y + 16 <= end; y += 16) v128.store(y, f32x4.pmax(v128.load(y), nought));
  for (; y < end; y += 4) {
    if (load<f32>(y) < 0) store<f32>(y, 0);
  }
}

/** dx = 0 where x ≤ 0, for exactly `count` f32. */
export function maskRectified(dx: usize, x: usize, count: i32): void {
  const nought = splat(0);
  const end = dx + (<usize>count << 2);
  for (; dx + 16 <= end; dx += 16, x += 16) v128.store(dx, v128.and(v128.load(dx), f32x4.gt(v128.load(x), nought)));
  for (; dx < end; dx += 4, x += 4) {
    if (!(load<f32>(x) > 0)) store<f32>(dx, 0);
  }
}
