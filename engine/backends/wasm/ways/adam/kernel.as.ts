// Adam and AdamW over a flat run of weights, four at a time; the last one to three in a vector filled lane by lane, so that every
// weight sees the same rounding. A tile is a run of weights; nothing is written past its end, because the run may lie inside a
// larger one. Blocking: one vector at a time. Ceiling: one square root and one division for four weights, which take longer than
// 28 bytes of memory. Reached: 2.4 ns for four weights, 46 GB/s, from 8 thousand to a million weights.
import { loadLanes, madd, splat, storeRest } from '../../simd/math.as';
import { partStartBy4 } from '../../simd/parts.as';

@unmanaged
export class AdamUpdateStep {
  weights: usize; // f32[count], updated
  gradients: usize; // f32[count]
  first: usize; // f32[count], updated: running mean of gradients
  second: usize; // f32[count], updated: running mean of squared gradients
  hyperparameters: usize; // f32 learning rate in slot 0, corrections in 3 and 4
  count: i32;
  firstDecay: f32;
  firstShare: f32;
  secondDecay: f32;
  secondShare: f32;
  epsilon: f32;
  weightDecay: f32;
  decoupled: i32;
  tiles: i32;
}

/** w·shrink − size · mean / (√square · inverseRoot + ε). */
@inline
function moved(weight: v128, mean: v128, square: v128, shrink: v128, size: v128, inverseRoot: v128, epsilon: v128): v128 {
  const divisor = madd(f32x4.sqrt(square), inverseRoot, epsilon);
  return f32x4.sub(f32x4.mul(weight, shrink), f32x4.div(f32x4.mul(size, mean), divisor));
}

export function adamUpdate(step: AdamUpdateStep, tile: i32, scratch: usize): void {
  const rate = load<f32>(step.hyperparameters);
  const size = splat(rate / load<f32>(step.hyperparameters, 12));
  const inverseRoot = splat(<f32>(1 / sqrt<f64>(<f64>load<f32>(step.hyperparameters, 16))));
  const firstDecay = splat(step.firstDecay), firstShare = splat(step.firstShare);
  const secondDecay = splat(step.secondDecay), secondShare = splat(step.secondShare);
  const epsilon = splat(step.epsilon);
  const shrink = splat(step.decoupled ? <f32>(1 - <f64>rate * <f64>step.weightDecay) : 1);
  const decay = splat(step.decoupled ? 0 : step.weightDecay);
  const from = partStartBy4(step.count, tile, step.tiles);
  const count = partStartBy4(step.count, tile + 1, step.tiles) - from;
  const place = <usize>from << 2;
  let weights = step.weights + place, gradients = step.gradients + place, first = step.first + place, second = step.second + place;
  for (const end = weights + (<usize>(count & ~3) << 2); weights < end; weights += 16, gradients += 16, first += 16, second += 16) {
    const weight = v128.load(weights);
    const gradient = madd(decay, weight, v128.load(gradients));
    const mean = madd(firstDecay, v128.load(first), f32x4.mul(firstShare, gradient));
    const square = madd(secondDecay, v128.load(second), f32x4.mul(secondShare, f32x4.mul(gradient, gradient)));
    v128.store(first, mean);
    v128.store(second, square);
    v128.store(weights, moved(weight, mean, square, shrink, size, inverseRoot, epsilon));
  }
  const lanes = count & 3;
  if (lanes == 0) return;
  const weight = loadLanes(weights, lanes);
  const gradient = madd(decay, weight, loadLanes(gradients, lanes));
  const mean = madd(firstDecay, loadLanes(first, lanes), f32x4.mul(firstShare, gradient));
  const square = madd(secondDecay, loadLanes(second, lanes), f32x4.mul(secondShare, f32x4.mul(gradient, gradient)));
  storeRest(first, mean, lanes);
  storeRest(second, square, lanes);
  storeRest(weights, moved(weight, mean, square, shrink, size, inverseRoot, epsilon), lanes);
}
