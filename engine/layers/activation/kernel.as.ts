// Activation: one function of every value, chosen once a tile. A tile is a run of whole vectors; the last vector of all may
// reach up to 12 bytes past the end, where the arena leaves room. Ceiling: memory for ReLU, exp4 for most of the others.
import { splat } from '../../simd/math.as';
import { partStartBy4 } from '../../simd/parts.as';
import { ELU, GELU, LEAKY_RELU, RELU, SIGMOID, SILU, SOFTPLUS, TANH, gradient4, value4 } from './functions.as';

@unmanaged
export class ActivationForwardStep {
  x: usize; // f32[count]
  y: usize; // f32[count], written
  count: i32;
  function: i32;
  alpha: f32;
  tiles: i32;
}

/** y = f(x) for the vectors of [place, end). */
// @ts-ignore: decorator
@inline
function forwardRun(code: i32, x: usize, y: usize, end: usize, alpha: v128): void {
  for (; y < end; x += 16, y += 16) v128.store(y, value4(code, v128.load(x), alpha));
}

export function activationForward(step: ActivationForwardStep, tile: i32, scratch: usize): void {
  const place = <usize>partStartBy4(step.count, tile, step.tiles) << 2;
  const end = step.y + (<usize>partStartBy4(step.count, tile + 1, step.tiles) << 2);
  const x = step.x + place, y = step.y + place;
  const alpha = splat(step.alpha);
  switch (step.function) {
    case RELU: forwardRun(RELU, x, y, end, alpha); return;
    case LEAKY_RELU: forwardRun(LEAKY_RELU, x, y, end, alpha); return;
    case ELU: forwardRun(ELU, x, y, end, alpha); return;
    case GELU: forwardRun(GELU, x, y, end, alpha); return;
    case SIGMOID: forwardRun(SIGMOID, x, y, end, alpha); return;
    case TANH: forwardRun(TANH, x, y, end, alpha); return;
    case SOFTPLUS: forwardRun(SOFTPLUS, x, y, end, alpha); return;
    case SILU: forwardRun(SILU, x, y, end, alpha); return;
    default: unreachable();
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

/** dx = dy · f′ for the vectors up to `end`. */
// @ts-ignore: decorator
@inline
function backwardRun(code: i32, value: usize, dy: usize, dx: usize, end: usize, alpha: v128): void {
  for (; dx < end; value += 16, dy += 16, dx += 16) v128.store(dx, gradient4(code, v128.load(value), v128.load(dy), alpha));
}

export function activationBackward(step: ActivationBackwardStep, tile: i32, scratch: usize): void {
  const place = <usize>partStartBy4(step.count, tile, step.tiles) << 2;
  const end = step.dx + (<usize>partStartBy4(step.count, tile + 1, step.tiles) << 2);
  const value = step.value + place, dy = step.dy + place, dx = step.dx + place;
  const alpha = splat(step.alpha);
  switch (step.function) {
    case RELU: backwardRun(RELU, value, dy, dx, end, alpha); return;
    case LEAKY_RELU: backwardRun(LEAKY_RELU, value, dy, dx, end, alpha); return;
    case ELU: backwardRun(ELU, value, dy, dx, end, alpha); return;
    case GELU: backwardRun(GELU, value, dy, dx, end, alpha); return;
    case SIGMOID: backwardRun(SIGMOID, value, dy, dx, end, alpha); return;
    case TANH: backwardRun(TANH, value, dy, dx, end, alpha); return;
    case SOFTPLUS: backwardRun(SOFTPLUS, value, dy, dx, end, alpha); return;
    case SILU: backwardRun(SILU, value, dy, dx, end, alpha); return;
    default: unreachable();
  }
}
