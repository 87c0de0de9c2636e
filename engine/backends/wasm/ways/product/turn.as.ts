// Between rows of examples and products that have eight examples side by side. A dense layer's batch is short: with the examples
// across, thirty-two are four whole vectors of eight, and no weight has to be packed, because it is the other operand that lies
// in panels: f32[⌈n/8⌉][count][8], made once a step. Results come as blocks of six values × eight examples and are turned back here.
import { splat } from '../../simd/math.as';

export const EXAMPLES: i32 = 8;

/** Four vectors of four values, turned: vector i of the result, at `target` + i·`stride`, holds value i of each. */
@inline
function turn4(r0: v128, r1: v128, r2: v128, r3: v128, target: usize, stride: usize): void {
  const low01 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5), high01 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
  const low23 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5), high23 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
  v128.store(target, v128.shuffle<i64>(low01, low23, 0, 2));
  v128.store(target + stride, v128.shuffle<i64>(low01, low23, 1, 3));
  v128.store(target + 2 * stride, v128.shuffle<i64>(high01, high23, 0, 2));
  v128.store(target + 3 * stride, v128.shuffle<i64>(high01, high23, 1, 3));
}

/** Values [from, to) of eight examples, `stride` bytes apart, of which `rows` are there, to panel rows from `panel` on; 0 for the rest. */
export function turnExamples(source: usize, stride: usize, rows: i32, from: i32, to: i32, panel: usize): void {
  let k = from;
  if (rows == EXAMPLES) {
    for (let a = source + (<usize>k << 2); k + 4 <= to; k += 4, a += 16, panel += 128) {
      const b = a + 4 * stride;
      turn4(v128.load(a), v128.load(a + stride), v128.load(a + 2 * stride), v128.load(a + 3 * stride), panel, 32);
      turn4(v128.load(b), v128.load(b + stride), v128.load(b + 2 * stride), v128.load(b + 3 * stride), panel + 16, 32);
    }
  }
  for (; k < to; k++, panel += 32) {
    const a = source + (<usize>k << 2);
    for (let row = 0; row < EXAMPLES; row++) store<f32>(panel + (<usize>row << 2), row < rows ? load<f32>(a + <usize>row * stride) : 0);
  }
}

/** Six values of an example, those at `mask` deciding: where they are not positive, and `always` has no bits set, 0. */
@inline
function storeSix(values: v128, two: v128, floor: v128, always: v128, mask: usize, target: usize): void {
  v128.store(target, v128.and(f32x4.pmax(values, floor), v128.or(always, f32x4.gt(v128.load(mask), splat(0)))));
  const open = v128.or(always, f32x4.gt(v128.load64_zero(mask, 16), splat(0)));
  v128.store64_lane(target, v128.and(f32x4.pmax(two, floor), open), 0, 16);
}

/** Half a block, four examples: columns [0, 4) of its six rows. */
@inline
function storeHalf(block: usize, target: usize, stride: usize, floor: v128, always: v128, mask: usize): void {
  const r0 = v128.load(block), r1 = v128.load(block, 32), r2 = v128.load(block, 64), r3 = v128.load(block, 96);
  const r4 = v128.load(block, 128), r5 = v128.load(block, 160);
  const low01 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5), high01 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
  const low23 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5), high23 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
  const low45 = v128.shuffle<i32>(r4, r5, 0, 4, 1, 5), high45 = v128.shuffle<i32>(r4, r5, 2, 6, 3, 7);
  storeSix(v128.shuffle<i64>(low01, low23, 0, 2), low45, floor, always, mask, target);
  storeSix(v128.shuffle<i64>(low01, low23, 1, 3), v128.shuffle<i64>(low45, low45, 1, 1), floor, always, mask + stride, target + stride);
  storeSix(v128.shuffle<i64>(high01, high23, 0, 2), high45, floor, always, mask + 2 * stride, target + 2 * stride);
  storeSix(v128.shuffle<i64>(high01, high23, 1, 3), v128.shuffle<i64>(high45, high45, 1, 1), floor, always, mask + 3 * stride, target + 3 * stride);
}

/**
 * target[examples][values] = a block of six values × eight examples, at least `floor`, and 0 where what lies at `mask` in the same
 * places is not positive; `always` with all bits set: no mask. Writes `values` of each example exactly.
 */
export function storeTurned(block: usize, values: i32, examples: i32, target: usize, stride: usize, floor: v128, always: v128, mask: usize): void {
  if (values == 6 && examples == EXAMPLES) {
    storeHalf(block, target, stride, floor, always, mask);
    storeHalf(block + 16, target + 4 * stride, stride, floor, always, mask + 4 * stride);
    return;
  }
  for (let row = 0; row < examples; row++) {
    for (let index = 0; index < values; index++) {
      const place = <usize>row * stride + (<usize>index << 2);
      const value = v128.load32_zero(block + (<usize>index << 5) + (<usize>row << 2));
      const open = v128.or(always, f32x4.gt(v128.load32_zero(mask + place), splat(0)));
      v128.store32_lane(target + place, v128.and(f32x4.pmax(value, floor), open), 0);
    }
  }
}
