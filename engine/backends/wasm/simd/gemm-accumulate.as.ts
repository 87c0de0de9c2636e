// Micro-kernels for sums that are taken up again: C += Aᵀ·B, where A and B are rows as they lie and C lies as it is computed, rows
// of eight values one behind the other. As in gemm.as.ts, twelve sums stay in registers over one flat loop; the sums are loaded
// before it, since adding to memory behind it halves the speed.
// Blocking: 6×8 sums, or 4×8 for the remainder. Ceiling as there, 59 GFLOP/s; reached in the nearest cache 57 with six rows and
// sums of 256 terms, 52–53 with 32; 52 and 48 with four rows.
import { madd } from './math.as';

/** c[6][8] = init[6][8] + aᵀ·b. a: `count` rows of six values, `strideA` bytes apart; b: `count` rows of eight, `strideB` apart. */
export function accumulateSix(a: usize, strideA: usize, b: usize, strideB: usize, count: i32, init: usize, c: usize): void {
  let c00 = v128.load(init), c01 = v128.load(init, 16), c10 = v128.load(init, 32), c11 = v128.load(init, 48);
  let c20 = v128.load(init, 64), c21 = v128.load(init, 80), c30 = v128.load(init, 96), c31 = v128.load(init, 112);
  let c40 = v128.load(init, 128), c41 = v128.load(init, 144), c50 = v128.load(init, 160), c51 = v128.load(init, 176);
  for (; count > 0; count--) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    b += strideB;
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
  v128.store(c, c40, 128);
  v128.store(c, c41, 144);
  v128.store(c, c50, 160);
  v128.store(c, c51, 176);
}

/** c[4][8] = init[4][8] + aᵀ·b. a: `count` rows of four values, `strideA` bytes apart; b: `count` rows of eight, `strideB` apart. */
export function accumulateFour(a: usize, strideA: usize, b: usize, strideB: usize, count: i32, init: usize, c: usize): void {
  let c00 = v128.load(init), c01 = v128.load(init, 16), c10 = v128.load(init, 32), c11 = v128.load(init, 48);
  let c20 = v128.load(init, 64), c21 = v128.load(init, 80), c30 = v128.load(init, 96), c31 = v128.load(init, 112);
  for (; count > 0; count--) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    b += strideB;
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
 * c[rows][8] = init + aᵀ·b, `rows` a multiple of four: by six as far as that goes, the rest by four. init is c, or, where `zeros`
 * is not 0, the 192 bytes there.
 */
export function accumulateRows(a: usize, strideA: usize, rows: i32, b: usize, strideB: usize, count: i32, zeros: usize, c: usize): void {
  const fours = rows % 6 == 0 ? 0 : rows % 6 == 4 ? 1 : 2;
  const end = c + (<usize>(rows - 4 * fours) << 5);
  // each is called at two places, or the compiler would put the function's loop into this one: half the speed
  if (c < end) accumulateSix(a, strideA, b, strideB, count, zeros ? zeros : c, c);
  for (let block = c + 192, from = a + 24; block < end; block += 192) {
    accumulateSix(from, strideA, b, strideB, count, zeros ? zeros : block, block);
    from += 24;
  }
  a += (<usize>(rows - 4 * fours) << 2);
  if (fours > 0) accumulateFour(a, strideA, b, strideB, count, zeros ? zeros : end, end);
  if (fours > 1) accumulateFour(a + 16, strideA, b, strideB, count, zeros ? zeros : end + 128, end + 128);
}
