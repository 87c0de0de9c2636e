// Sums value by value, and the copies of a sum's gradient. A tile is a run of values. Ceiling: memory, 12 bytes moved a sum.
import { addExact } from '../../simd/memory.as';
import { partStartBy4 } from '../../simd/parts.as';

@unmanaged
export class AddForwardStep {
  first: usize; // f32[count]
  second: usize; // f32[count]
  y: usize; // f32[count], written
  count: i32;
  tiles: i32;
}

export function addForward(step: AddForwardStep, tile: i32, scratch: usize): void {
  let place = <usize>partStartBy4(step.count, tile, step.tiles) << 2;
  const end = <usize>partStartBy4(step.count, tile + 1, step.tiles) << 2;
  for (; place + 16 <= end; place += 16) v128.store(step.y + place, f32x4.add(v128.load(step.first + place), v128.load(step.second + place)));
  for (; place < end; place += 4) store<f32>(step.y + place, load<f32>(step.first + place) + load<f32>(step.second + place));
}

@unmanaged
export class AddIntoStep {
  source: usize; // f32[count]
  target: usize; // f32[count], read and written
  count: i32;
  tiles: i32;
}

/** target += source: further inputs of a sum, and the gradients of an output that feeds several layers. */
export function addInto(step: AddIntoStep, tile: i32, scratch: usize): void {
  const from = partStartBy4(step.count, tile, step.tiles);
  const to = partStartBy4(step.count, tile + 1, step.tiles);
  addExact(step.target + (<usize>from << 2), step.source + (<usize>from << 2), to - from);
}

@unmanaged
export class AddBackwardStep {
  dy: usize; // f32[count]
  dx: usize; // f32[count], written
  count: i32;
  tiles: i32;
}

export function addBackward(step: AddBackwardStep, tile: i32, scratch: usize): void {
  const from = partStartBy4(step.count, tile, step.tiles);
  const to = partStartBy4(step.count, tile + 1, step.tiles);
  memory.copy(step.dx + (<usize>from << 2), step.dy + (<usize>from << 2), <usize>(to - from) << 2);
}
