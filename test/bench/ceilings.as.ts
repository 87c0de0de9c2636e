// What one core can do at most: fused multiply–adds on registers alone, and copying memory. Compiled by ceilings.ts; no part
// of the engine. Operands come from outside: newer versions of V8 build a constant anew at every use, within the loop, which then measures
// the building (a quarter of the speed on Node 24).

/** `turns` turns of twelve vector multiply–adds that depend on nothing but themselves: 96 · turns operations. */
export function multiplyAdd(turns: i32, first: f32, second: f32): f32 {
  const factor = f32x4.splat(first), term = f32x4.splat(second);
  let s0 = f32x4.splat(1), s1 = f32x4.splat(2), s2 = f32x4.splat(3), s3 = f32x4.splat(4), s4 = f32x4.splat(5), s5 = f32x4.splat(6);
  let s6 = f32x4.splat(7), s7 = f32x4.splat(8), s8 = f32x4.splat(9), s9 = f32x4.splat(10), s10 = f32x4.splat(11), s11 = f32x4.splat(12);
  for (; turns > 0; turns--) {
    s0 = f32x4.relaxed_madd(s0, factor, term);
    s1 = f32x4.relaxed_madd(s1, factor, term);
    s2 = f32x4.relaxed_madd(s2, factor, term);
    s3 = f32x4.relaxed_madd(s3, factor, term);
    s4 = f32x4.relaxed_madd(s4, factor, term);
    s5 = f32x4.relaxed_madd(s5, factor, term);
    s6 = f32x4.relaxed_madd(s6, factor, term);
    s7 = f32x4.relaxed_madd(s7, factor, term);
    s8 = f32x4.relaxed_madd(s8, factor, term);
    s9 = f32x4.relaxed_madd(s9, factor, term);
    s10 = f32x4.relaxed_madd(s10, factor, term);
    s11 = f32x4.relaxed_madd(s11, factor, term);
  }
  const a = f32x4.add(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)), f32x4.add(f32x4.add(s4, s5), f32x4.add(s6, s7)));
  const b = f32x4.add(a, f32x4.add(f32x4.add(s8, s9), f32x4.add(s10, s11)));
  return f32x4.extract_lane(b, 0) + f32x4.extract_lane(b, 1) + f32x4.extract_lane(b, 2) + f32x4.extract_lane(b, 3);
}

/** `turns` turns of ten sums, each of which grows by a product, as those of a matrix product do: 80 · turns operations. */
export function accumulate(turns: i32, first: f32, second: f32): f32 {
  const factor = f32x4.splat(first), term = f32x4.splat(second);
  let s0 = f32x4.splat(1), s1 = f32x4.splat(2), s2 = f32x4.splat(3), s3 = f32x4.splat(4), s4 = f32x4.splat(5);
  let s5 = f32x4.splat(6), s6 = f32x4.splat(7), s7 = f32x4.splat(8), s8 = f32x4.splat(9), s9 = f32x4.splat(10);
  for (; turns > 0; turns--) {
    s0 = f32x4.relaxed_madd(factor, term, s0);
    s1 = f32x4.relaxed_madd(factor, term, s1);
    s2 = f32x4.relaxed_madd(factor, term, s2);
    s3 = f32x4.relaxed_madd(factor, term, s3);
    s4 = f32x4.relaxed_madd(factor, term, s4);
    s5 = f32x4.relaxed_madd(factor, term, s5);
    s6 = f32x4.relaxed_madd(factor, term, s6);
    s7 = f32x4.relaxed_madd(factor, term, s7);
    s8 = f32x4.relaxed_madd(factor, term, s8);
    s9 = f32x4.relaxed_madd(factor, term, s9);
  }
  const a = f32x4.add(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)), f32x4.add(f32x4.add(s4, s5), f32x4.add(s6, s7)));
  const b = f32x4.add(a, f32x4.add(s8, s9));
  return f32x4.extract_lane(b, 0) + f32x4.extract_lane(b, 1) + f32x4.extract_lane(b, 2) + f32x4.extract_lane(b, 3);
}

/** Copies `bytes`, a multiple of 64, `times` times: 2 · bytes · times moved. */
export function copy(target: usize, source: usize, bytes: usize, times: i32): void {
  for (; times > 0; times--) {
    for (let offset: usize = 0; offset < bytes; offset += 64) {
      v128.store(target + offset, v128.load(source + offset));
      v128.store(target + offset, v128.load(source + offset, 16), 16);
      v128.store(target + offset, v128.load(source + offset, 32), 32);
      v128.store(target + offset, v128.load(source + offset, 48), 48);
    }
  }
}
