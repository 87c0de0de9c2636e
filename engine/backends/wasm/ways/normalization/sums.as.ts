// Sums over the rows of a chunk: few rows in single precision, what those come to in double. So a sum errs by a rounding or two of
// its size however many the rows, and values that are all alike, whose roundings go the same way every time, lose nothing.

/** Rows that are added in single precision before their sum is added in double. */
export const SUM_ROWS: i32 = 64;

/** Adds four sums to the f64[4] at `target`. */
@inline
export function addWide(target: usize, sum: v128): void {
  const high = v128.shuffle<i64>(sum, sum, 1, 0);
  v128.store(target, f64x2.add(v128.load(target), f64x2.promote_low_f32x4(sum)));
  v128.store(target, f64x2.add(v128.load(target, 16), f64x2.promote_low_f32x4(high)), 16);
}
