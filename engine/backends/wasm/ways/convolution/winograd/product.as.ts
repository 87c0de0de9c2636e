// The products of a Winograd convolution: at every position of the patch a matrix [tiles × channels] times a matrix
// [channels × filters]. Blocking: 6 tiles × 8 filters of sums in registers, all channels deep; the weights of a position are
// read once a block and stay in the L2 cache for all of its tiles, eight filters of them in L1. A row of tiles is `tileBytes`
// long, found by adding as the loop goes: as fast as a constant stride, and the matrix can be dense.
// Ceiling: the micro-kernel's (simd/gemm.as.ts), less the storing of 12 sums: 47 of 48 GFLOP/s at 128 channels, 40 at 16.
import { madd } from '../../../simd/math.as';

/** Tiles of a row panel. */
export const PANEL_TILES: i32 = 6;

/** c[6][8] = a[6][depth] · b[depth][8]; rows of a and c are `strideA` and `strideC` bytes apart, rows of b 32. */
function multiplyTiles(a: usize, strideA: usize, b: usize, depth: i32, c: usize, strideC: usize): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  let c40 = f32x4.splat(0), c41 = f32x4.splat(0), c50 = f32x4.splat(0), c51 = f32x4.splat(0);
  for (let end = a + (<usize>depth << 2); a < end; a += 4) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    b += 32;
    let value = v128.load_splat<f32>(a);
    c00 = madd(value, b0, c00);
    c01 = madd(value, b1, c01);
    let row = a + strideA;
    value = v128.load_splat<f32>(row);
    c10 = madd(value, b0, c10);
    c11 = madd(value, b1, c11);
    row += strideA;
    value = v128.load_splat<f32>(row);
    c20 = madd(value, b0, c20);
    c21 = madd(value, b1, c21);
    row += strideA;
    value = v128.load_splat<f32>(row);
    c30 = madd(value, b0, c30);
    c31 = madd(value, b1, c31);
    row += strideA;
    value = v128.load_splat<f32>(row);
    c40 = madd(value, b0, c40);
    c41 = madd(value, b1, c41);
    row += strideA;
    value = v128.load_splat<f32>(row);
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
 * m[position][tile][column] = v[position][tile][·] · packed[position][panel][·][8], for `tiles` (a multiple of six) and
 * `panels` of eight columns.
 */
export function multiplyPositions(
  positions: i32, tiles: i32, depth: i32, panels: i32, v: usize, vPosition: usize, vTile: usize, packed: usize, packedPosition: usize, m: usize, mPosition: usize, mTile: usize,
): void {
  const panelBytes = <usize>depth << 5;
  for (let position = 0; position < positions; position++) {
    let b = packed;
    for (let panel = 0; panel < panels; panel++) {
      let a = v;
      let c = m + (<usize>panel << 5);
      // called at two places, or the compiler would put the function's loop into these: half the speed
      multiplyTiles(a, vTile, b, depth, c, mTile);
      for (let tile = 6; tile < tiles; tile += 6) {
        a += 6 * vTile;
        c += 6 * mTile;
        multiplyTiles(a, vTile, b, depth, c, mTile);
      }
      b += panelBytes;
    }
    packed += packedPosition;
    v += vPosition;
    m += mPosition;
  }
}
