// Micro-kernels for products with at most eight columns: gathering patches would cost as much as the product, so the left operand
// is read where it lies, through a table of offsets. Blocking: 6×8 sums in twelve registers as in gemm.as.ts, with ten addresses
// beside them. Ceiling: as there, 59 GFLOP/s on registers alone; reached in the nearest cache 57 with sums of 256 terms, 54 with
// 32, provided each is called from two places: called from one, what used them had three fifths of its speed.
import { madd } from './math.as';

/**
 * c[6][8] = init[8] in every row + Σₖ value(r, k) · b[k][8], where row r holds its values at a_r + taps[k] (byte offsets), k < depth.
 * Rows of b are 32 bytes apart, those of c `strideC`.
 */
export function multiplyTaps(a0: usize, a1: usize, a2: usize, a3: usize, a4: usize, a5: usize, taps: usize, depth: i32, b: usize, init: usize, c: usize, strideC: usize): void {
  let c00 = v128.load(init), c01 = v128.load(init, 16);
  let c10 = c00, c11 = c01, c20 = c00, c21 = c01, c30 = c00, c31 = c01, c40 = c00, c41 = c01, c50 = c00, c51 = c01;
  for (let end = taps + (<usize>depth << 2); taps < end; taps += 4) {
    const tap = load<usize>(taps);
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    b += 32;
    let value = v128.load_splat<f32>(a0 + tap);
    c00 = madd(value, b0, c00);
    c01 = madd(value, b1, c01);
    value = v128.load_splat<f32>(a1 + tap);
    c10 = madd(value, b0, c10);
    c11 = madd(value, b1, c11);
    value = v128.load_splat<f32>(a2 + tap);
    c20 = madd(value, b0, c20);
    c21 = madd(value, b1, c21);
    value = v128.load_splat<f32>(a3 + tap);
    c30 = madd(value, b0, c30);
    c31 = madd(value, b1, c31);
    value = v128.load_splat<f32>(a4 + tap);
    c40 = madd(value, b0, c40);
    c41 = madd(value, b1, c41);
    value = v128.load_splat<f32>(a5 + tap);
    c50 = madd(value, b0, c50);
    c51 = madd(value, b1, c51);
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  c += strideC;
  v128.store(c, c10);
  v128.store(c, c11, 16);
  c += strideC;
  v128.store(c, c20);
  v128.store(c, c21, 16);
  c += strideC;
  v128.store(c, c30);
  v128.store(c, c31, 16);
  c += strideC;
  v128.store(c, c40);
  v128.store(c, c41, 16);
  c += strideC;
  v128.store(c, c50);
  v128.store(c, c51, 16);
}

/**
 * c[6][8] = Σ over pixels of the six values at pixel + t_r, times the eight values of that pixel's row of b: the gradient of six
 * weights of eight filters. pixels: addresses, one a pixel; rows of b are `strideB` bytes apart, those of c 32.
 */
export function multiplyPixels(pixels: usize, count: i32, t0: usize, t1: usize, t2: usize, t3: usize, t4: usize, t5: usize, b: usize, strideB: usize, c: usize): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  let c40 = f32x4.splat(0), c41 = f32x4.splat(0);
  let c50 = f32x4.splat(0), c51 = f32x4.splat(0);
  for (let end = pixels + (<usize>count << 2); pixels < end; pixels += 4) {
    const pixel = load<usize>(pixels);
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    b += strideB;
    let value = v128.load_splat<f32>(pixel + t0);
    c00 = madd(value, b0, c00);
    c01 = madd(value, b1, c01);
    value = v128.load_splat<f32>(pixel + t1);
    c10 = madd(value, b0, c10);
    c11 = madd(value, b1, c11);
    value = v128.load_splat<f32>(pixel + t2);
    c20 = madd(value, b0, c20);
    c21 = madd(value, b1, c21);
    value = v128.load_splat<f32>(pixel + t3);
    c30 = madd(value, b0, c30);
    c31 = madd(value, b1, c31);
    value = v128.load_splat<f32>(pixel + t4);
    c40 = madd(value, b0, c40);
    c41 = madd(value, b1, c41);
    value = v128.load_splat<f32>(pixel + t5);
    c50 = madd(value, b0, c50);
    c51 = madd(value, b1, c51);
  }
  v128.store(c, c00, 0);
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
