// Losses of values against values (operations/value-loss): one pass over an example for its loss and its gradient. A tile is a run of
// examples; sums are taken in four lanes, then the rest one by one, so that they do not depend on the tiles. Blocking: one vector.
// Ceiling: memory, 12 bytes moved a value (binary cross-entropy: two logarithms a value). What it reaches is not measured.
import { log4, splat, sumLanes } from '../../simd/math.as';
import { partStart } from '../../simd/parts.as';

@unmanaged
export class ValueLossStep {
  prediction: usize; // f32[n,length]
  target: usize; // f32[n,length]
  losses: usize; // f32[n], written
  predictionGradient: usize; // f32[n,length], written where hasGradient is 1
  n: i32;
  length: i32;
  hasGradient: i32;
  loss: i32; // 0 squared, 1 absolute, 2 Huber, 3 binary cross-entropy
  delta: f32;
  weight: f32;
  tiles: i32;
}

/** No logarithm below −100. */
@inline
function logarithms(x: v128): v128 {
  return v128.bitselect(splat(-100), log4(x), f32x4.eq(x, splat(0)));
}

@inline
function crossEntropies(p: v128, t: v128): v128 {
  const one = splat(1);
  const own = f32x4.mul(t, logarithms(p)), other = f32x4.mul(f32x4.sub(one, t), logarithms(f32x4.sub(one, p)));
  return f32x4.neg(f32x4.add(own, other));
}

/** f(p, t) of four values. */
@inline
function valuesOf(loss: i32, p: v128, t: v128, delta: v128): v128 {
  if (loss == 3) return crossEntropies(p, t);
  const difference = f32x4.sub(p, t);
  if (loss == 0) return f32x4.mul(difference, difference);
  const size = f32x4.abs(difference);
  if (loss == 1) return size;
  const half = splat(0.5);
  const inner = f32x4.mul(half, f32x4.mul(difference, difference));
  const outer = f32x4.mul(delta, f32x4.sub(size, f32x4.mul(half, delta)));
  return v128.bitselect(inner, outer, f32x4.le(size, delta));
}

/** ∂f/∂p of four values. */
@inline
function slopesOf(loss: i32, p: v128, t: v128, delta: v128): v128 {
  const difference = f32x4.sub(p, t);
  if (loss == 0) return f32x4.add(difference, difference);
  if (loss == 2) return f32x4.max(f32x4.neg(delta), f32x4.min(delta, difference));
  const one = splat(1);
  if (loss == 3) return f32x4.div(difference, f32x4.max(f32x4.mul(f32x4.sub(one, p), p), splat(1e-12)));
  const above = v128.and(f32x4.gt(difference, splat(0)), one);
  return f32x4.sub(above, v128.and(f32x4.lt(difference, splat(0)), one));
}

export function valueLoss(step: ValueLossStep, tile: i32, scratch: usize): void {
  const length = step.length, loss = step.loss;
  const delta = splat(step.delta);
  const share = splat(step.weight / (<f32>step.n * <f32>length));
  for (let row = partStart(step.n, tile, step.tiles), end = partStart(step.n, tile + 1, step.tiles); row < end; row++) {
    const place = (<usize>row * <usize>length) << 2;
    let p = step.prediction + place, t = step.target + place, g = step.predictionGradient + place;
    const last = p + (<usize>length << 2);
    let sums = splat(0);
    let rest: f32 = 0;
    for (; p + 16 <= last; p += 16, t += 16, g += 16) {
      const prediction = v128.load(p), target = v128.load(t);
      sums = f32x4.add(sums, valuesOf(loss, prediction, target, delta));
      if (step.hasGradient) v128.store(g, f32x4.mul(slopesOf(loss, prediction, target, delta), share));
    }
    for (; p < last; p += 4, t += 4, g += 4) {
      const prediction = v128.load32_splat(p), target = v128.load32_splat(t);
      rest += f32x4.extract_lane(valuesOf(loss, prediction, target, delta), 0);
      if (step.hasGradient) v128.store32_lane(g, f32x4.mul(slopesOf(loss, prediction, target, delta), share), 0);
    }
    store<f32>(step.losses + (<usize>row << 2), (sumLanes(sums) + rest) / <f32>length);
  }
}
