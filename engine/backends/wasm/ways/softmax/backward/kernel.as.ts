// The gradient of softmax over each row, dx = y·(dy − Σ dy·y), from its output. Two passes over a row that stays in the cache: the
// sum, then the values; dx may be dy. A tile is a run of rows. Blocking: one vector at a time. Ceiling: memory, 12 bytes a value.
import { madd, splat, sumLanes } from '../../../simd/math.as';
import { partStart } from '../../../simd/parts.as';

@unmanaged
export class SoftmaxBackwardStep {
  y: usize; // f32[n,classes]
  dy: usize; // f32[n,classes]
  dx: usize; // f32[n,classes], written; may be dy
  n: i32;
  classes: i32;
  tiles: i32;
}

function softmaxGradientRow(y: usize, dy: usize, dx: usize, count: i32): void {
  let sums = splat(0);
  let index = 0;
  for (; index + 4 <= count; index += 4) sums = madd(v128.load(y + (<usize>index << 2)), v128.load(dy + (<usize>index << 2)), sums);
  let sum = sumLanes(sums);
  for (; index < count; index++) sum += load<f32>(y + (<usize>index << 2)) * load<f32>(dy + (<usize>index << 2));
  index = 0;
  for (; index + 4 <= count; index += 4) {
    const place = <usize>index << 2;
    v128.store(dx + place, f32x4.mul(v128.load(y + place), f32x4.sub(v128.load(dy + place), splat(sum))));
  }
  for (; index < count; index++) {
    const place = <usize>index << 2;
    store<f32>(dx + place, load<f32>(y + place) * (load<f32>(dy + place) - sum));
  }
}

export function softmaxBackward(step: SoftmaxBackwardStep, tile: i32, scratch: usize): void {
  for (let row = partStart(step.n, tile, step.tiles), end = partStart(step.n, tile + 1, step.tiles); row < end; row++) {
    const place = (<usize>row * <usize>step.classes) << 2;
    softmaxGradientRow(step.y + place, step.dy + place, step.dx + place, step.classes);
  }
}
