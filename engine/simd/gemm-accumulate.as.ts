// Micro-kernels for sums that are taken up again: C += Aᵀ·B, where A is a panel of twelve (or four, or eight) columns, B a
// panel of eight, and C lies as it is computed, rows of eight values one behind the other. As in gemm.as.ts, twelve sums stay
// in registers over one flat loop; the sums are loaded before it, since adding to memory behind it halves the speed.
// Ceiling as there: 55–57 GFLOP/s with six rows; four rows, for the remainder, have eight sums and reach nine tenths of it.
import { madd } from './math.as';

/** Columns of a full panel of A: two calls of accumulateSix. */
export const LEFT_COLUMNS: i32 = 12;
const LEFT_STRIDE: usize = 48;

/** c[6][8] = init[6][8] + aᵀ·b. a: `count` rows of six values, 48 bytes apart; b: `count` rows of eight. */
export function accumulateSix(a: usize, b: usize, count: i32, init: usize, c: usize): void {
  let c00 = v128.load(init), c01 = v128.load(init, 16), c10 = v128.load(init, 32), c11 = v128.load(init, 48);
  let c20 = v128.load(init, 64), c21 = v128.load(init, 80), c30 = v128.load(init, 96), c31 = v128.load(init, 112);
  let c40 = v128.load(init, 128), c41 = v128.load(init, 144), c50 = v128.load(init, 160), c51 = v128.load(init, 176);
  for (let end = b + (<usize>count << 5); b < end; b += 32) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let value = v128.load_splat<f32>(a);
    c00 = madd(value, b0, c00);
    c01 = madd(value, b1, c01);
    value = v128.load_splat<f32>(a, 4);
    c10 = madd(value, b0, c10);
    c11 = madd(value, b1, c11);
    value = v128.load_splat<f32>(a, 8);
    c20 = madd(value, b0, c20);
    c21 = madd(value, b1, c21);
    value = v128.load_splat<f32>(a, 12);
    c30 = madd(value, b0, c30);
    c31 = madd(value, b1, c31);
    value = v128.load_splat<f32>(a, 16);
    c40 = madd(value, b0, c40);
    c41 = madd(value, b1, c41);
    value = v128.load_splat<f32>(a, 20);
    c50 = madd(value, b0, c50);
    c51 = madd(value, b1, c51);
    a += LEFT_STRIDE;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(c, c10, 32);
  v128.store(c, c11, 48);
  v128.store(c, c20, 64);
  v128.store(c, c21, 80);
  v128.store(c, c30, 96);
  v128.store(c, c31, 112);
  v128.store(c, c40, 128);
  v128.store(c, c41, 144);
  v128.store(c, c50, 160);
  v128.store(c, c51, 176);
}

/** c[4][8] = init[4][8] + aᵀ·b. a: `count` rows of four values, `strideA` bytes apart; b: `count` rows of eight. */
export function accumulateFour(a: usize, strideA: usize, b: usize, count: i32, init: usize, c: usize): void {
  let c00 = v128.load(init), c01 = v128.load(init, 16), c10 = v128.load(init, 32), c11 = v128.load(init, 48);
  let c20 = v128.load(init, 64), c21 = v128.load(init, 80), c30 = v128.load(init, 96), c31 = v128.load(init, 112);
  for (let end = b + (<usize>count << 5); b < end; b += 32) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let value = v128.load_splat<f32>(a);
    c00 = madd(value, b0, c00);
    c01 = madd(value, b1, c01);
    value = v128.load_splat<f32>(a, 4);
    c10 = madd(value, b0, c10);
    c11 = madd(value, b1, c11);
    value = v128.load_splat<f32>(a, 8);
    c20 = madd(value, b0, c20);
    c21 = madd(value, b1, c21);
    value = v128.load_splat<f32>(a, 12);
    c30 = madd(value, b0, c30);
    c31 = madd(value, b1, c31);
    a += strideA;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(c, c10, 32);
  v128.store(c, c11, 48);
  v128.store(c, c20, 64);
  v128.store(c, c21, 80);
  v128.store(c, c30, 96);
  v128.store(c, c31, 112);
}

/**
 * c[rows][8] = init[rows][8] + aᵀ·b, where `rows` is a multiple of four: a is panels of twelve columns, then one of the four or
 * eight that remain, each with `count` rows one behind the other. With `strideInit` 0, init is one row block that serves all.
 */
export function accumulatePanels(a: usize, rows: i32, b: usize, count: i32, init: usize, isFirst: bool, c: usize): void {
  const panelBytes = <usize>count * LEFT_STRIDE;
  for (; rows >= LEFT_COLUMNS; rows -= LEFT_COLUMNS) {
    accumulateSix(a, b, count, isFirst ? init : c, c);
    accumulateSix(a + 24, b, count, isFirst ? init : c + 192, c + 192);
    a += panelBytes;
    c += 384;
  }
  if (rows == 0) return;
  const stride = <usize>rows << 2;
  for (let row = 0; row < rows; row += 4) {
    accumulateFour(a, stride, b, count, isFirst ? init : c, c);
    a += 16;
    c += 128;
  }
}
