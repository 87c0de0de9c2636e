// Adam and AdamW over a flat run of weights, four at a time; the last one to three in a vector filled lane by lane, so that
// every weight sees the same rounding. A tile is a run of weights; nothing is written past its end, because the run may lie
// inside a larger one. Ceiling: one square root and one division for four weights.
import { loadLanes, madd, splat, storeLanes } from '../../simd/math.as';
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

export function adamUpdate(step: AdamUpdateStep, tile: i32, scratch: usize): void {
  const rate = load<f32>(step.hyperparameters);
  const size = splat(rate / load<f32>(step.hyperparameters, 12));
  const inverseRoot = splat(<f32>(1 / sqrt<f64>(<f64>load<f32>(step.hyperparameters, 16))));
  const firstDecay = splat(step.firstDecay), firstShare = splat(step.firstShare);
  const secondDecay = splat(step.secondDecay), secondShare = splat(step.secondShare);
  const epsilon = splat(step.epsilon);
  const shrink = splat(step.decoupled ? <f32>(1 - <f64>rate * <f64>step.weightDecay) : 1);
  const decay = splat(step.decoupled ? 0 : step.weightDecay);
  const end = partStartBy4(step.count, tile + 1, step.tiles);
  for (let index = partStartBy4(step.count, tile, step.tiles); index < end; index += 4) {
    const place = <usize>index << 2;
    const lanes = end - index;
    const weight = loadLanes(step.weights + place, lanes);
    const gradient = madd(decay, weight, loadLanes(step.gradients + place, lanes));
    const mean = madd(firstDecay, loadLanes(step.first + place, lanes), f32x4.mul(firstShare, gradient));
    const square = madd(secondDecay, loadLanes(step.second + place, lanes), f32x4.mul(secondShare, f32x4.mul(gradient, gradient)));
    const divisor = madd(f32x4.sqrt(square), inverseRoot, epsilon);
    storeLanes(step.first + place, mean, lanes);
    storeLanes(step.second + place, square, lanes);
    storeLanes(step.weights + place, f32x4.sub(f32x4.mul(weight, shrink), f32x4.div(f32x4.mul(size, mean), divisor)), lanes);
  }
}
