// The micro-kernels that all products are made of. Each keeps a block of 6×8 sums in twelve vector registers over one flat
// loop (unrolled or nested loops spill); they differ in how the left operand lies:
//   multiplyRows     C[6][8] = init + Σₖ A[row][k] · B[k][8]     A in six rows of constant stride: a panel in scratch
//   multiplyColumns  C[6][8] = Σₚ A[p][6] · B[p][8]              A as it lies, for the products with a transpose
// Two traps, each half the speed: a kernel that is called from one place only is inlined into the loops there; sums that are
// declared in another order than the loop uses them in are kept in memory. So: two calls, and rows of sums in the loop's order.
// Ceiling: 12 fused multiply–adds of four lanes in 6 cycles a turn, 59 GFLOP/s on registers alone where this was measured (npm run
// bench -- --kernels). Reached in the nearest cache: 57 with sums of 256 terms, 53–54 with 32.
import { madd } from './math.as';

/** Floats in a row of a panel: the longest piece of a sum that one call handles. Not a power of two, for the cache's sake. */
export const PANEL_DEPTH: i32 = 1152;
export const PANEL_STRIDE: usize = <usize>(PANEL_DEPTH + 16) * 4;
export const PANEL_ROWS: i32 = 6;
export const PANEL_BYTES: usize = <usize>PANEL_ROWS * PANEL_STRIDE;
export const BLOCK_COLUMNS: i32 = 8;
/** A block of sums in scratch. */
export const BLOCK_BYTES: usize = <usize>(PANEL_ROWS * BLOCK_COLUMNS) * 4;

/**
 * c[6][8] = init[6][8] + a·b. a: panel of six rows, `depth` ≤ PANEL_DEPTH values each; b: `depth` rows of eight values,
 * `strideB` bytes apart; init and c: six rows, `strideInit` (0 repeats one row: a bias) and `strideC` bytes apart.
 */
export function multiplyRows(a: usize, b: usize, strideB: usize, depth: i32, init: usize, strideInit: usize, c: usize, strideC: usize): void {
  let row = init;
  let c00 = v128.load(row), c01 = v128.load(row, 16);
  row += strideInit;
  let c10 = v128.load(row), c11 = v128.load(row, 16);
  row += strideInit;
  let c20 = v128.load(row), c21 = v128.load(row, 16);
  row += strideInit;
  let c30 = v128.load(row), c31 = v128.load(row, 16);
  row += strideInit;
  let c40 = v128.load(row), c41 = v128.load(row, 16);
  row += strideInit;
  let c50 = v128.load(row), c51 = v128.load(row, 16);
  for (let end = a + (<usize>depth << 2); a < end; a += 4) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    b += strideB;
    let value = v128.load_splat<f32>(a);
    c00 = madd(value, b0, c00);
    c01 = madd(value, b1, c01);
    value = v128.load_splat<f32>(a, 4672);
    c10 = madd(value, b0, c10);
    c11 = madd(value, b1, c11);
    value = v128.load_splat<f32>(a, 9344);
    c20 = madd(value, b0, c20);
    c21 = madd(value, b1, c21);
    value = v128.load_splat<f32>(a, 14016);
    c30 = madd(value, b0, c30);
    c31 = madd(value, b1, c31);
    value = v128.load_splat<f32>(a, 18688);
    c40 = madd(value, b0, c40);
    c41 = madd(value, b1, c41);
    value = v128.load_splat<f32>(a, 23360);
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
 * c[6][8] = aᵀ·b. a: `count` rows of six values, `strideA` bytes apart; b: `count` rows of eight values, `strideB` bytes apart;
 * c: six rows, `strideC` bytes apart, 32 where it is a block in scratch.
 */
export function multiplyColumns(a: usize, strideA: usize, b: usize, strideB: usize, count: i32, c: usize, strideC: usize): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  let c40 = f32x4.splat(0), c41 = f32x4.splat(0), c50 = f32x4.splat(0), c51 = f32x4.splat(0);
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
