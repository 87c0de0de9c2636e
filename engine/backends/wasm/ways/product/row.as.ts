// One row times a matrix: y[columns] = init + Σₖ x[k] · weights[k][columns]. For one example alone there is nothing to reuse a
// weight for, so that packing would double the traffic: weights are read where they lie, 32 columns at a time, a whole
// number of cache lines a row. Every sum runs over k in one chain as it does for a batch, and has the same bits.
// Ceiling: the cache that holds the weights, 4 bytes a multiply–add; reached: 12–16 GFLOP/s from the L2 cache (24–32 GB/s), 13 of 4 MB.
import { madd } from '../../simd/math.as';

/** Columns of the wide loop. */
export const WIDE_COLUMNS: i32 = 32;

/** sums[32] = sums + x[depth] · weights[depth][32], rows `stride` bytes apart. */
export function multiplyWide(x: usize, depth: i32, weights: usize, stride: usize, sums: usize): void {
  let s0 = v128.load(sums), s1 = v128.load(sums, 16), s2 = v128.load(sums, 32), s3 = v128.load(sums, 48);
  let s4 = v128.load(sums, 64), s5 = v128.load(sums, 80), s6 = v128.load(sums, 96), s7 = v128.load(sums, 112);
  for (let end = x + (<usize>depth << 2); x < end; x += 4) {
    const value = v128.load_splat<f32>(x);
    s0 = madd(value, v128.load(weights), s0);
    s1 = madd(value, v128.load(weights, 16), s1);
    s2 = madd(value, v128.load(weights, 32), s2);
    s3 = madd(value, v128.load(weights, 48), s3);
    s4 = madd(value, v128.load(weights, 64), s4);
    s5 = madd(value, v128.load(weights, 80), s5);
    s6 = madd(value, v128.load(weights, 96), s6);
    s7 = madd(value, v128.load(weights, 112), s7);
    weights += stride;
  }
  v128.store(sums, s0);
  v128.store(sums, s1, 16);
  v128.store(sums, s2, 32);
  v128.store(sums, s3, 48);
  v128.store(sums, s4, 64);
  v128.store(sums, s5, 80);
  v128.store(sums, s6, 96);
  v128.store(sums, s7, 112);
}

/** sums[8] = sums + x[depth] · weights[depth][8]. */
export function multiplyNarrow(x: usize, depth: i32, weights: usize, stride: usize, sums: usize): void {
  let s0 = v128.load(sums), s1 = v128.load(sums, 16);
  for (let end = x + (<usize>depth << 2); x < end; x += 4) {
    const value = v128.load_splat<f32>(x);
    s0 = madd(value, v128.load(weights), s0);
    s1 = madd(value, v128.load(weights, 16), s1);
    weights += stride;
  }
  v128.store(sums, s0);
  v128.store(sums, s1, 16);
}
