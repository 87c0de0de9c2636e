// Bytes to values from 0 to 1, four at a time. A tile is a run of values. Blocking: one vector. Ceiling: the memory it writes; like
// normalize-images, turning bytes into floats takes longer than moving them. What it reaches is not measured.
import { splat } from '../../simd/math.as';
import { partStartBy4 } from '../../simd/parts.as';

@unmanaged
export class UnitImagesStep {
  bytes: usize; // u8[count]
  y: usize; // f32[count], written
  count: i32;
  tiles: i32;
}

export function unitImages(step: UnitImagesStep, tile: i32, scratch: usize): void {
  const first = <usize>partStartBy4(step.count, tile, step.tiles);
  const end = step.y + (<usize>partStartBy4(step.count, tile + 1, step.tiles) << 2);
  const largest = splat(255);
  let source = step.bytes + first, y = step.y + (first << 2);
  for (; y + 16 <= end; source += 4, y += 16) {
    const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(source)));
    v128.store(y, f32x4.div(f32x4.convert_i32x4_s(wide), largest));
  }
  for (; y < end; source += 1, y += 4) store<f32>(y, <f32>load<u8>(source) / 255);
}
