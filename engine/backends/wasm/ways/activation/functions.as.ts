// The activation functions and their gradients, dy · f′, on four lanes. Where a formula would cancel (eˣ − 1 and ln(1 + u)
// near 0, the tail of Φ) the ones here do not, so that small values keep their digits.
import { exp4, expMinusOneOfRest4, log4, madd, powerOfTwoIn4, splat } from '../../simd/math.as';

/** exp4 ends at 10⁻³⁸ instead of 0; a factor below this would make something of it. */
const LOWEST: f32 = -100;

/** eˣ − 1 for x ≤ 0: with x = n·ln 2 + r it is 2ⁿ (eʳ − 1) + (2ⁿ − 1). */
function expMinusOne4(input: v128): v128 {
  const x = f32x4.pmax(input, splat(-80));
  const n = powerOfTwoIn4(x);
  const p = expMinusOneOfRest4(x, n);
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return madd(p, power, f32x4.sub(power, splat(1)));
}

/** ln(1 + u) for 0 ≤ u ≤ 1: the rounding of 1 + u is undone by u / ((1 + u) − 1) (Goldberg 1991, theorem 4). */
function logOnePlus4(u: v128): v128 {
  const w = f32x4.add(u, splat(1));
  const difference = f32x4.sub(w, splat(1));
  const corrected = f32x4.div(f32x4.mul(log4(w), u), difference);
  return v128.bitselect(u, corrected, f32x4.eq(difference, splat(0)));
}

@inline
export function sigmoid4(x: v128): v128 {
  return f32x4.div(splat(1), f32x4.add(splat(1), exp4(f32x4.neg(x))));
}

/** Near 0 Cephes' tanhf polynomial, else 1 − 2 / (e²ˣ + 1), with the sign put back. */
export function tanh4(x: v128): v128 {
  const z = f32x4.mul(x, x);
  let p = splat(-5.70498872745e-3);
  p = madd(p, z, splat(2.06390887954e-2));
  p = madd(p, z, splat(-5.37397155531e-2));
  p = madd(p, z, splat(1.33314422036e-1));
  p = madd(p, z, splat(-3.33332819422e-1));
  const near = madd(f32x4.mul(p, z), x, x);
  const size = f32x4.abs(x);
  const far = f32x4.sub(splat(1), f32x4.div(splat(2), f32x4.add(exp4(f32x4.add(size, size)), splat(1))));
  const signed = v128.or(far, v128.and(x, splat(-0.0)));
  return v128.bitselect(near, signed, f32x4.lt(size, splat(0.625)));
}

/**
 * Φ(x), the share of a standard normal distribution below x: ½ erfc(−x/√2), with erfc(z) = t · exp(−z² + p(t)),
 * t = 1 / (1 + z/2), relative error 1.2·10⁻⁷ for every z ≥ 0 (Press et al., Numerical Recipes, 6.2).
 */
function normalShare4(x: v128): v128 {
  const z = f32x4.mul(f32x4.abs(x), splat(0.70710678118654752));
  const t = f32x4.div(splat(1), madd(z, splat(0.5), splat(1)));
  let p = splat(0.17087277);
  p = madd(p, t, splat(-0.82215223));
  p = madd(p, t, splat(1.48851587));
  p = madd(p, t, splat(-1.13520398));
  p = madd(p, t, splat(0.27886807));
  p = madd(p, t, splat(-0.18628806));
  p = madd(p, t, splat(0.09678418));
  p = madd(p, t, splat(0.37409196));
  p = madd(p, t, splat(1.00002368));
  p = madd(p, t, splat(-1.26551223));
  const tail = f32x4.mul(f32x4.mul(t, splat(0.5)), exp4(f32x4.sub(p, f32x4.mul(z, z))));
  return v128.bitselect(tail, f32x4.sub(splat(1), tail), f32x4.lt(x, splat(0)));
}

@inline
export function elu4(x: v128, alpha: v128): v128 {
  return v128.bitselect(x, f32x4.mul(alpha, expMinusOne4(f32x4.pmin(x, splat(0)))), f32x4.gt(x, splat(0)));
}

@inline
export function gelu4(x: v128): v128 {
  return f32x4.mul(x, normalShare4(x));
}

@inline
export function softplus4(x: v128): v128 {
  return f32x4.add(f32x4.pmax(x, splat(0)), logOnePlus4(exp4(f32x4.neg(f32x4.abs(x)))));
}

@inline
export function silu4(x: v128): v128 {
  return f32x4.mul(f32x4.pmax(x, splat(LOWEST)), sigmoid4(x));
}

/** From the input: Φ(x) + x φ(x), with φ the density of the standard normal distribution. */
@inline
export function geluGradient4(x: v128, dy: v128): v128 {
  const density = f32x4.mul(splat(0.39894228040143268), exp4(f32x4.mul(splat(-0.5), f32x4.mul(x, x))));
  const factor = f32x4.pmin(f32x4.pmax(x, splat(LOWEST)), splat(-LOWEST));
  return f32x4.mul(dy, madd(factor, density, normalShare4(x)));
}

/** From the input: σ(x) · (1 + x · (1 − σ(x))). */
@inline
export function siluGradient4(x: v128, dy: v128): v128 {
  const share = sigmoid4(x);
  return f32x4.mul(dy, f32x4.mul(share, madd(f32x4.pmax(x, splat(LOWEST)), f32x4.sub(splat(1), share), splat(1))));
}
