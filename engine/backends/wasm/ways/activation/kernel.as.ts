// Activation: one function of every value, chosen once a tile; the numbers are those of functions.ts. A tile is a run of whole
// vectors; the last vector of all may reach up to 12 bytes past the end, where the arena leaves room. Every function has a loop of
// its own: one loop with the choice inside it computed all branches. Blocking: one vector at a time. Ceiling: memory for ReLU,
// exp4 for most others. Reached on maps of 4 MB: ReLU 65 GB/s forward and 85 backward, a copy's speed; a million values of tanh in
// 3.5 ms, of GELU in 4.5 and 8.1 ms backward.
import { splat } from '../../simd/math.as';
import { partStartBy4 } from '../../simd/parts.as';
import { elu4, gelu4, geluGradient4, sigmoid4, silu4, siluGradient4, softplus4, tanh4 } from './functions.as';

@unmanaged
export class ActivationForwardStep {
  x: usize; // f32[count]
  y: usize; // f32[count], written
  count: i32;
  function: i32;
  alpha: f32;
  tiles: i32;
}

export function activationForward(step: ActivationForwardStep, tile: i32, scratch: usize): void {
  const place = <usize>partStartBy4(step.count, tile, step.tiles) << 2;
  const end = step.y + (<usize>partStartBy4(step.count, tile + 1, step.tiles) << 2);
  const alpha = splat(step.alpha), nought = splat(0);
  let x = step.x + place, y = step.y + place;
  switch (step.function) {
    case 0: // ReLU
      for (; y < end; x += 16, y += 16) v128.store(y, f32x4.pmax(v128.load(x), nought));
      return;
    case 1: // leaky ReLU
      for (; y < end; x += 16, y += 16) {
        const value = v128.load(x);
        v128.store(y, v128.bitselect(value, f32x4.mul(value, alpha), f32x4.gt(value, nought)));
      }
      return;
    case 2:
      for (; y < end; x += 16, y += 16) v128.store(y, elu4(v128.load(x), alpha));
      return;
    case 3:
      for (; y < end; x += 16, y += 16) v128.store(y, gelu4(v128.load(x)));
      return;
    case 4:
      for (; y < end; x += 16, y += 16) v128.store(y, sigmoid4(v128.load(x)));
      return;
    case 5:
      for (; y < end; x += 16, y += 16) v128.store(y, tanh4(v128.load(x)));
      return;
    case 6:
      for (; y < end; x += 16, y += 16) v128.store(y, softplus4(v128.load(x)));
      return;
    case 7:
      for (; y < end; x += 16, y += 16) v128.store(y, silu4(v128.load(x)));
      return;
    default:
      unreachable();
  }
}

@unmanaged
export class ActivationBackwardStep {
  value: usize; // f32[count]: the output or the input, as functions.ts says
  dy: usize; // f32[count]
  dx: usize; // f32[count], written
  count: i32;
  function: i32;
  alpha: f32;
  tiles: i32;
}

export function activationBackward(step: ActivationBackwardStep, tile: i32, scratch: usize): void {
  const place = <usize>partStartBy4(step.count, tile, step.tiles) << 2;
  const end = step.dx + (<usize>partStartBy4(step.count, tile + 1, step.tiles) << 2);
  const alpha = splat(step.alpha), nought = splat(0), one = splat(1);
  let value = step.value + place, dy = step.dy + place, dx = step.dx + place;
  switch (step.function) {
    case 0: // ReLU, from the output
      for (; dx < end; value += 16, dy += 16, dx += 16) v128.store(dx, v128.and(v128.load(dy), f32x4.gt(v128.load(value), nought)));
      return;
    case 1: // leaky ReLU, from the output: a slope of 0 or more keeps the sign
      for (; dx < end; value += 16, dy += 16, dx += 16) {
        const gradient = v128.load(dy);
        v128.store(dx, v128.bitselect(gradient, f32x4.mul(gradient, alpha), f32x4.gt(v128.load(value), nought)));
      }
      return;
    case 2: // ELU, from the output: α eˣ = y + α
      for (; dx < end; value += 16, dy += 16, dx += 16) {
        const gradient = v128.load(dy), y = v128.load(value);
        v128.store(dx, v128.bitselect(gradient, f32x4.mul(gradient, f32x4.add(y, alpha)), f32x4.gt(y, nought)));
      }
      return;
    case 3: // GELU, from the input
      for (; dx < end; value += 16, dy += 16, dx += 16) v128.store(dx, geluGradient4(v128.load(value), v128.load(dy)));
      return;
    case 4: // sigmoid, from the output
      for (; dx < end; value += 16, dy += 16, dx += 16) {
        const y = v128.load(value);
        v128.store(dx, f32x4.mul(v128.load(dy), f32x4.mul(y, f32x4.sub(one, y))));
      }
      return;
    case 5: // tanh, from the output
      for (; dx < end; value += 16, dy += 16, dx += 16) {
        const y = v128.load(value);
        v128.store(dx, f32x4.mul(v128.load(dy), f32x4.sub(one, f32x4.mul(y, y))));
      }
      return;
    case 6: // softplus, from the input
      for (; dx < end; value += 16, dy += 16, dx += 16) v128.store(dx, f32x4.mul(v128.load(dy), sigmoid4(v128.load(value))));
      return;
    case 7: // SiLU, from the input
      for (; dx < end; value += 16, dy += 16, dx += 16) v128.store(dx, siluGradient4(v128.load(value), v128.load(dy)));
      return;
    default:
      unreachable();
  }
}
