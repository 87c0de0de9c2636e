// Products value by value and channel by channel, the sum of a map's positions and a value at every position. Two vectors at a
// time, then one, then the last values one by one: nothing is written that another tile owns. A tile is a run of values, of rows
// of channels, or of (image, block of channels); a channel's positions are summed in the same order whatever the cut. Ceiling: memory.
import { storeLanes } from '../../simd/math.as';
import { partStart, partStartBy4 } from '../../simd/parts.as';

@unmanaged
export class MultiplyForwardStep {
  first: usize; // f32[count]
  second: usize; // f32[count]
  y: usize; // f32[count], written
  count: i32;
  tiles: i32;
}

export function multiplyForward(step: MultiplyForwardStep, tile: i32, scratch: usize): void {
  const place = <usize>partStartBy4(step.count, tile, step.tiles) << 2;
  const end = step.y + (<usize>partStartBy4(step.count, tile + 1, step.tiles) << 2);
  productOf(step.first + place, step.second + place, step.y + place, end);
}

/** y = first · second, up to the `end` of y. */
@inline
function productOf(first: usize, second: usize, y: usize, end: usize): void {
  for (; y + 32 <= end; first += 32, second += 32, y += 32) {
    const low = f32x4.mul(v128.load(first), v128.load(second));
    const high = f32x4.mul(v128.load(first, 16), v128.load(second, 16));
    v128.store(y, low);
    v128.store(y, high, 16);
  }
  for (; y + 16 <= end; first += 16, second += 16, y += 16) v128.store(y, f32x4.mul(v128.load(first), v128.load(second)));
  for (; y < end; first += 4, second += 4, y += 4) store<f32>(y, load<f32>(first) * load<f32>(second));
}

@unmanaged
export class ScaleChannelsStep {
  x: usize; // f32[n,positions,channels]
  factors: usize; // f32[n,channels]
  y: usize; // f32[n,positions,channels], written
  n: i32;
  positions: i32;
  channels: i32;
  tiles: i32;
}

/** A tile is a run of rows: positions of all images. */
export function scaleChannels(step: ScaleChannelsStep, tile: i32, scratch: usize): void {
  const rows = step.n * step.positions;
  const rowBytes = <usize>step.channels << 2;
  const from = partStart(rows, tile, step.tiles);
  let place = <usize>from * rowBytes;
  for (let row = from, end = partStart(rows, tile + 1, step.tiles); row < end; row++, place += rowBytes) {
    const y = step.y + place;
    productOf(step.x + place, step.factors + <usize>(row / step.positions) * rowBytes, y, y + rowBytes);
  }
}

/** A cache line of channels: what one item of a tile takes down all positions. */
export const BLOCK: i32 = 16;

@unmanaged
export class SumPositionsStep {
  x: usize; // f32[n,positions,channels]
  y: usize; // f32[n,channels], written
  n: i32;
  positions: i32;
  channels: i32;
  tiles: i32;
}

export function sumPositions(step: SumPositionsStep, tile: i32, scratch: usize): void {
  const channels = step.channels, positions = step.positions;
  const blocks = (channels + BLOCK - 1) / BLOCK;
  const stride = <usize>channels << 2;
  for (let item = partStart(step.n * blocks, tile, step.tiles), end = partStart(step.n * blocks, tile + 1, step.tiles); item < end; item++) {
    const image = item / blocks;
    const first = (item % blocks) * BLOCK;
    const map = step.x + (<usize>image * <usize>positions * <usize>channels << 2);
    const y = step.y + (<usize>(image * channels) << 2);
    // four sums: shorter chains of additions, and smaller rounding errors; the same four for a vector alone as for one of a pair
    let c = first;
    const last = min(first + BLOCK, channels);
    for (; c + 8 <= last; c += 8) {
      let x = map + (<usize>c << 2);
      let low0 = f32x4.splat(0), low1 = low0, low2 = low0, low3 = low0, high0 = low0, high1 = low0, high2 = low0, high3 = low0;
      let position = 0;
      for (; position + 4 <= positions; position += 4, x += 4 * stride) {
        low0 = f32x4.add(low0, v128.load(x));
        high0 = f32x4.add(high0, v128.load(x, 16));
        low1 = f32x4.add(low1, v128.load(x + stride));
        high1 = f32x4.add(high1, v128.load(x + stride, 16));
        low2 = f32x4.add(low2, v128.load(x + 2 * stride));
        high2 = f32x4.add(high2, v128.load(x + 2 * stride, 16));
        low3 = f32x4.add(low3, v128.load(x + 3 * stride));
        high3 = f32x4.add(high3, v128.load(x + 3 * stride, 16));
      }
      for (; position < positions; position++, x += stride) {
        low0 = f32x4.add(low0, v128.load(x));
        high0 = f32x4.add(high0, v128.load(x, 16));
      }
      const low = f32x4.add(f32x4.add(low0, low1), f32x4.add(low2, low3));
      const high = f32x4.add(f32x4.add(high0, high1), f32x4.add(high2, high3));
      const target = y + (<usize>c << 2);
      v128.store(target, low);
      v128.store(target, high, 16);
    }
    for (; c < last; c += 4) {
      let x = map + (<usize>c << 2);
      let sum0 = f32x4.splat(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
      let position = 0;
      for (; position + 4 <= positions; position += 4, x += 4 * stride) {
        sum0 = f32x4.add(sum0, v128.load(x));
        sum1 = f32x4.add(sum1, v128.load(x + stride));
        sum2 = f32x4.add(sum2, v128.load(x + 2 * stride));
        sum3 = f32x4.add(sum3, v128.load(x + 3 * stride));
      }
      for (; position < positions; position++, x += stride) sum0 = f32x4.add(sum0, v128.load(x));
      storeLanes(y + (<usize>c << 2), f32x4.add(f32x4.add(sum0, sum1), f32x4.add(sum2, sum3)), last - c);
    }
  }
}

@unmanaged
export class SpreadPositionsStep {
  x: usize; // f32[n,channels]
  y: usize; // f32[n,positions,channels], written
  n: i32;
  positions: i32;
  channels: i32;
  tiles: i32;
}

/** A tile is a run of rows, as in `scaleChannels`. */
export function spreadPositions(step: SpreadPositionsStep, tile: i32, scratch: usize): void {
  const rows = step.n * step.positions;
  const rowBytes = <usize>step.channels << 2;
  for (let row = partStart(rows, tile, step.tiles), end = partStart(rows, tile + 1, step.tiles); row < end; row++) {
    memory.copy(step.y + <usize>row * rowBytes, step.x + <usize>(row / step.positions) * rowBytes, rowBytes);
  }
}
