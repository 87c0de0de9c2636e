// The engine's micro-kernels alone, on operands that lie in the nearest cache: `times` products of `depth` turns, 96 · depth
// operations each (64 with four rows). Each is called at two places, as gemm.as.ts wants it. Compiled by ceilings.ts; no part of the engine.
import { accumulateFour, accumulateSix } from '../../engine/backends/wasm/simd/gemm-accumulate.as';
import { multiplyPixels, multiplyTaps } from '../../engine/backends/wasm/simd/gemm-narrow.as';
import { multiplyColumns, multiplyRows } from '../../engine/backends/wasm/simd/gemm.as';

const A: usize = 65536;
const B: usize = 131072;
const C: usize = 262144;
const TABLE: usize = 266240;

export function rows(depth: i32, times: i32): void {
  multiplyRows(A, B, 32, depth, C, 32, C, 32);
  for (; times > 1; times--) multiplyRows(A, B, 32, depth, C, 32, C, 32);
}

export function columns(depth: i32, times: i32): void {
  multiplyColumns(A, 64, B, 32, depth, C, 32);
  for (; times > 1; times--) multiplyColumns(A, 64, B, 32, depth, C, 32);
}

export function six(depth: i32, times: i32): void {
  accumulateSix(A, 64, B, 32, depth, C, C);
  for (; times > 1; times--) accumulateSix(A, 64, B, 32, depth, C, C);
}

export function four(depth: i32, times: i32): void {
  accumulateFour(A, 64, B, 32, depth, C, C);
  for (; times > 1; times--) accumulateFour(A, 64, B, 32, depth, C, C);
}

export function taps(depth: i32, times: i32): void {
  for (let k = 0; k < depth; k++) store<i32>(TABLE + (<usize>k << 2), k << 2);
  multiplyTaps(A, A + 64, A + 128, A + 192, A + 256, A + 320, TABLE, depth, B, C, C, 32);
  for (; times > 1; times--) multiplyTaps(A, A + 64, A + 128, A + 192, A + 256, A + 320, TABLE, depth, B, C, C, 32);
}

export function pixels(depth: i32, times: i32): void {
  for (let k = 0; k < depth; k++) store<usize>(TABLE + (<usize>k << 2), A + (<usize>k << 4));
  multiplyPixels(TABLE, depth, 0, 4, 8, 12, 16, 20, B, 32, C);
  for (; times > 1; times--) multiplyPixels(TABLE, depth, 0, 4, 8, 12, 16, 20, B, 32, C);
}
