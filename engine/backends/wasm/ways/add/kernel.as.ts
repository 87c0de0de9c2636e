// Sums value by value, with max(0, ·) or a ReLU's mask in the same pass. A tile is a run of values, its last values one by one.
// `floor` is −∞ where nothing is cut off: a maximum costs nothing beside memory. Blocking: one vector at a time. Ceiling: memory,
// 12 bytes moved a sum. Reached: 64 GB/s on maps of 4 MB, a copy's speed.
import { splat } from '../../simd/math.as';
import { partStartBy4 } from '../../simd/parts.as';

@unmanaged
export class AddForwardStep {
  first: usize; // f32[count]
  second: usize; // f32[count]
  y: usize; // f32[count], written
  count: i32;
  rectify: i32; // 1: y = max(0, y)
  tiles: i32;
}

export function addForward(step: AddForwardStep, tile: i32, scratch: usize): void {
  const place = <usize>partStartBy4(step.count, tile, step.tiles) << 2;
  const end = step.y + (<usize>partStartBy4(step.count, tile + 1, step.tiles) << 2);
  const floor = splat(step.rectify ? <f32>0 : -Infinity);
  let first = step.first + place, second = step.second + place, y = step.y + place;
  for (; y + 16 <= end; first += 16, second += 16, y += 16) {
    v128.store(y, f32x4.pmax(f32x4.add(v128.load(first), v128.load(second)), floor));
  }
  for (; y < end; first += 4, second += 4, y += 4) {
    v128.store32_lane(y, f32x4.pmax(f32x4.add(v128.load32_zero(first), v128.load32_zero(second)), floor), 0);
  }
}

@unmanaged
export class AddIntoStep {
  source: usize; // f32[count]
  x: usize; // f32[count], read where rectified is 1
  target: usize; // f32[count], read and written
  count: i32;
  rectify: i32; // 1: target = max(0, target)
  rectified: i32; // 1: target = 0 where x ≤ 0
  tiles: i32;
}

/** target += source: further inputs of a sum, and the gradients of an output that feeds several layers. */
export function addInto(step: AddIntoStep, tile: i32, scratch: usize): void {
  const place = <usize>partStartBy4(step.count, tile, step.tiles) << 2;
  const end = step.target + (<usize>partStartBy4(step.count, tile + 1, step.tiles) << 2);
  const nought = splat(0), floor = splat(step.rectify ? <f32>0 : -Infinity);
  let source = step.source + place, x = step.x + place, target = step.target + place;
  if (step.rectified) {
    for (; target + 16 <= end; source += 16, x += 16, target += 16) {
      const sum = f32x4.add(v128.load(target), v128.load(source));
      v128.store(target, v128.and(sum, f32x4.gt(v128.load(x), nought)));
    }
    for (; target < end; source += 4, x += 4, target += 4) {
      const sum = f32x4.add(v128.load32_zero(target), v128.load32_zero(source));
      v128.store32_lane(target, v128.and(sum, f32x4.gt(v128.load32_zero(x), nought)), 0);
    }
    return;
  }
  for (; target + 16 <= end; source += 16, target += 16) {
    v128.store(target, f32x4.pmax(f32x4.add(v128.load(target), v128.load(source)), floor));
  }
  for (; target < end; source += 4, target += 4) {
    v128.store32_lane(target, f32x4.pmax(f32x4.add(v128.load32_zero(target), v128.load32_zero(source)), floor), 0);
  }
}
