// Bytes of images to normalised values: y = byte × scale[channel] + offset[channel]. Twelve values at a time, for 12 is a multiple
// of 1, 2, 3 and 4 channels, so three vectors of scales and offsets fit every run. A tile is a run of twelves.
// Ceiling: the memory it writes. Reached: 9–11 GB/s, a seventh of a copy: turning bytes into floats takes longer than moving them.
import { madd } from '../../simd/math.as';
import { partStart } from '../../simd/parts.as';

@unmanaged
export class NormalizeImagesStep {
  bytes: usize; // u8[pixels,channels]
  scale: usize; // f32[channels]
  offset: usize; // f32[channels]
  y: usize; // f32[pixels,channels], written
  pixels: i32;
  channels: i32;
  tiles: i32;
}

/** Four consecutive values of `source`, repeated with period `channels`, from position `first` on. */
function repeated(source: usize, channels: i32, first: i32): v128 {
  const a = load<f32>(source + (<usize>(first % channels) << 2));
  const b = load<f32>(source + (<usize>((first + 1) % channels) << 2));
  const c = load<f32>(source + (<usize>((first + 2) % channels) << 2));
  const d = load<f32>(source + (<usize>((first + 3) % channels) << 2));
  return f32x4.replace_lane(f32x4.replace_lane(f32x4.replace_lane(f32x4.splat(a), 1, b), 2, c), 3, d);
}

export function normalizeImages(step: NormalizeImagesStep, tile: i32, scratch: usize): void {
  const channels = step.channels;
  const count = step.pixels * channels;
  const runs = (count + 11) / 12;
  const scale0 = repeated(step.scale, channels, 0), scale1 = repeated(step.scale, channels, 4), scale2 = repeated(step.scale, channels, 8);
  const offset0 = repeated(step.offset, channels, 0), offset1 = repeated(step.offset, channels, 4), offset2 = repeated(step.offset, channels, 8);
  let index = partStart(runs, tile, step.tiles) * 12;
  const end = min(partStart(runs, tile + 1, step.tiles) * 12, count);
  for (; index + 12 <= end; index += 12) {
    const bytes = v128.load(step.bytes + <usize>index);
    const low = i16x8.extend_low_i8x16_u(bytes), high = i16x8.extend_high_i8x16_u(bytes);
    const target = step.y + (<usize>index << 2);
    v128.store(target, madd(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(low)), scale0, offset0));
    v128.store(target, madd(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(low)), scale1, offset1), 16);
    v128.store(target, madd(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(high)), scale2, offset2), 32);
  }
  for (; index < end; index++) {
    const place = <usize>(index % channels) << 2;
    const value = madd(f32x4.splat(<f32>load<u8>(step.bytes + <usize>index)), v128.load_splat<f32>(step.scale + place), v128.load_splat<f32>(step.offset + place));
    store<f32>(step.y + (<usize>index << 2), f32x4.extract_lane(value, 0));
  }
}
