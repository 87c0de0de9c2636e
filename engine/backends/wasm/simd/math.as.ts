// Vector arithmetic shared by the kernels: fused multiply–add where the machine offers it, and exp and log on four lanes.
// Kernels own no static data (a data segment would overwrite the shared arena when the next worker starts), so the
// functions here use no tables: polynomials of Cephes' expf and logf, largest relative error about 2 ulp.

/** a·b + c on four lanes; one rounding with relaxed SIMD, two without. */
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** c − a·b on four lanes, as above. */
@inline
export function nmadd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_nmadd(a, b, c);
  return f32x4.sub(c, f32x4.mul(a, b));
}

@inline
export function splat(value: f32): v128 {
  return f32x4.splat(value);
}

/** The sum of four lanes, in a fixed order. */
@inline
export function sumLanes(a: v128): f32 {
  return f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 1) + (f32x4.extract_lane(a, 2) + f32x4.extract_lane(a, 3));
}

/** Loads the first `count` values (4 or more: a whole vector); the other lanes are 0. Reads nothing past them. */
@inline
export function loadLanes(source: usize, count: i32): v128 {
  if (count >= 4) return v128.load(source);
  let value = v128.load32_zero(source);
  if (count > 1) value = v128.load32_lane(source, value, 1, 4);
  if (count > 2) value = v128.load32_lane(source, value, 2, 8);
  return value;
}

/** Stores the first `count` lanes (4 or more: all): what lies behind may belong to another tile. */
@inline
export function storeLanes(target: usize, value: v128, count: i32): void {
  if (count >= 4) {
    v128.store(target, value);
    return;
  }
  store<f32>(target, f32x4.extract_lane(value, 0));
  if (count > 1) store<f32>(target, f32x4.extract_lane(value, 1), 4);
  if (count > 2) store<f32>(target, f32x4.extract_lane(value, 2), 8);
}

/** Stores the first `count` of 1 to 3 lanes, in at most two stores. */
@inline
export function storeRest(target: usize, value: v128, count: i32): void {
  if (count == 1) {
    v128.store32_lane(target, value, 0);
    return;
  }
  v128.store64_lane(target, value, 0);
  if (count == 3) v128.store32_lane(target, value, 2, 8);
}

// f32x4.pmin and pmax are one instruction, min and max seven: `pmax(x, bound)` is `x < bound ? bound : x`, so that what is
// not a number stays as it is while it comes first.

/** The larger of two; not a number where one is none (f32x4.max is seven instructions, these are three; of 0 and −0 it is −0). */
@inline
export function larger(a: v128, b: v128): v128 {
  return v128.or(f32x4.pmax(a, b), f32x4.pmax(b, a));
}

/** The whole number n of x = n·ln 2 + r with the smallest r. */
@inline
export function powerOfTwoIn4(x: v128): v128 {
  return f32x4.nearest(f32x4.mul(x, splat(1.44269504088896341)));
}

/** eʳ − 1 of r = x − n·ln 2, |r| ≤ ½·ln 2, as r + r²·p(r): it keeps its digits near 0. */
@inline
export function expMinusOneOfRest4(x: v128, n: v128): v128 {
  // n·ln 2 in two parts, so that the first product with n is exact
  let r = f32x4.sub(x, f32x4.mul(n, splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, splat(-2.12194440e-4)));
  let p = splat(1.9875691500e-4);
  p = madd(p, r, splat(1.3981999507e-3));
  p = madd(p, r, splat(8.3334519073e-3));
  p = madd(p, r, splat(4.1665795894e-2));
  p = madd(p, r, splat(1.6666665459e-1));
  p = madd(p, r, splat(5.0000001201e-1));
  return madd(p, f32x4.mul(r, r), r);
}

/** eˣ; x is clamped to [−87.3, 88.3], so the result is never denormal nor infinite. */
export function exp4(input: v128): v128 {
  const x = f32x4.pmax(f32x4.pmin(input, splat(88.3762626647949)), splat(-87.3365478515625));
  const n = powerOfTwoIn4(x);
  const p = f32x4.add(expMinusOneOfRest4(x, n), splat(1));
  // 2ⁿ by its exponent bits; n is −126 to 127 or, at the top, 128 (then in two halves)
  const half = f32x4.nearest(f32x4.mul(n, splat(0.5)));
  const first = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(half), i32x4.splat(127)), 23);
  const second = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(f32x4.sub(n, half)), i32x4.splat(127)), 23);
  return f32x4.mul(f32x4.mul(p, first), second);
}

/** ln x for x > 0 and normal; smaller values count as the smallest normal number. */
export function log4(input: v128): v128 {
  const x = f32x4.pmax(input, splat(1.17549435e-38));
  let exponent = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_u(x, 23), i32x4.splat(126)));
  let m = v128.or(v128.and(x, i32x4.splat(0x007fffff)), i32x4.splat(0x3f000000)); // in [0.5, 1)
  const small = f32x4.lt(m, splat(0.707106781186547524));
  exponent = f32x4.sub(exponent, v128.and(small, splat(1)));
  m = f32x4.sub(f32x4.add(m, v128.and(small, m)), splat(1));
  const z = f32x4.mul(m, m);
  let p = splat(7.0376836292e-2);
  p = madd(p, m, splat(-1.1514610310e-1));
  p = madd(p, m, splat(1.1676998740e-1));
  p = madd(p, m, splat(-1.2420140846e-1));
  p = madd(p, m, splat(1.4249322787e-1));
  p = madd(p, m, splat(-1.6668057665e-1));
  p = madd(p, m, splat(2.0000714765e-1));
  p = madd(p, m, splat(-2.4999993993e-1));
  p = madd(p, m, splat(3.3333331174e-1));
  let y = f32x4.mul(f32x4.mul(p, m), z);
  y = madd(exponent, splat(-2.12194440e-4), y);
  y = f32x4.sub(y, f32x4.mul(z, splat(0.5)));
  return madd(exponent, splat(0.693359375), f32x4.add(m, y));
}

/** eˣ of one value, by the same polynomial. */
export function exp1(x: f32): f32 {
  return f32x4.extract_lane(exp4(splat(x)), 0);
}

/** ln x of one value, by the same polynomial. */
export function log1(x: f32): f32 {
  return f32x4.extract_lane(log4(splat(x)), 0);
}
