// Dropout's mask, four values at a time: the hash of base/random.ts on integer lanes, compared as unsigned numbers with rate ·
// 2³². A tile is a run of values; a value's bits follow from its index alone. Blocking: one vector at a time. Ceiling: the hash's
// multiplications of integers. Reached: 10 GB/s, 0.8 ns a value, a seventh of a copy.
import { partStartBy4 } from '../../simd/parts.as';
import { hashCounter } from '../../simd/random.as';

@unmanaged
export class DropoutMaskStep {
  source: usize; // f32[count]
  hyperparameters: usize; // u32 number of the update in slot 1
  target: usize; // f32[count], written
  count: i32;
  key: i32;
  threshold: i32; // as u32: bits below it drop the value
  scale: f32;
  tiles: i32;
}

/** hashCounter(key, index) on four lanes. */
@inline
function hashCounter4(key: v128, index: v128): v128 {
  let hash = v128.xor(key, i32x4.mul(index, i32x4.splat(0x9e3779b1)));
  hash = i32x4.mul(v128.xor(hash, i32x4.shr_u(hash, 16)), i32x4.splat(0x85ebca6b));
  hash = i32x4.mul(v128.xor(hash, i32x4.shr_u(hash, 13)), i32x4.splat(0xc2b2ae35));
  return v128.xor(hash, i32x4.shr_u(hash, 16));
}

export function dropoutMask(step: DropoutMaskStep, tile: i32, scratch: usize): void {
  const from = partStartBy4(step.count, tile, step.tiles);
  const to = partStartBy4(step.count, tile + 1, step.tiles);
  const key = hashCounter(<u32>step.key, load<u32>(step.hyperparameters, 4));
  const scale = f32x4.splat(step.scale);
  let index = from;
  let lanes = i32x4.add(i32x4.splat(from), i32x4(0, 1, 2, 3));
  for (; index + 4 <= to; index += 4) {
    const kept = i32x4.ge_u(hashCounter4(i32x4.splat(<i32>key), lanes), i32x4.splat(step.threshold));
    const place = <usize>index << 2;
    v128.store(step.target + place, v128.and(f32x4.mul(v128.load(step.source + place), scale), kept));
    lanes = i32x4.add(lanes, i32x4.splat(4));
  }
  for (; index < to; index++) {
    const place = <usize>index << 2;
    const kept = hashCounter(key, <u32>index) >= <u32>step.threshold;
    store<f32>(step.target + place, kept ? load<f32>(step.source + place) * step.scale : 0);
  }
}
