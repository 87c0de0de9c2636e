// Global pooling: sixteen channels (a cache line) at a time down all cells of a map. A tile is a run of (image, block of
// channels); the last vector of a map's channels is done lane by lane where it is not whole. Ceiling: reading the map once, 80–86
// GB/s from the cache. Reached on 8×8×128: mean 42 forward and 52 back, maximum 14 and 33 GB/s.
import { larger, storeLanes } from '../../simd/math.as';
import { partStart } from '../../simd/parts.as';

export const BLOCK: i32 = 16;

@unmanaged
export class GlobalAverageForwardStep {
  x: usize; // f32[n,cells,channels]
  y: usize; // f32[n,channels], written
  n: i32;
  cells: i32;
  channels: i32;
  tiles: i32;
}

export function globalAverageForward(step: GlobalAverageForwardStep, tile: i32, scratch: usize): void {
  const channels = step.channels, cells = step.cells;
  const blocks = (channels + BLOCK - 1) / BLOCK;
  const stride = <usize>channels << 2;
  const divisor = f32x4.splat(<f32>cells);
  for (let item = partStart(step.n * blocks, tile, step.tiles), end = partStart(step.n * blocks, tile + 1, step.tiles); item < end; item++) {
    const image = item / blocks;
    const first = (item % blocks) * BLOCK;
    for (let c = first, last = min(first + BLOCK, channels); c < last; c += 4) {
      let x = step.x + ((<usize>image * <usize>cells * <usize>channels + <usize>c) << 2);
      // four sums: shorter chains of additions, and smaller rounding errors
      let sum0 = f32x4.splat(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
      let cell = 0;
      for (; cell + 4 <= cells; cell += 4) {
        sum0 = f32x4.add(sum0, v128.load(x));
        sum1 = f32x4.add(sum1, v128.load(x + stride));
        sum2 = f32x4.add(sum2, v128.load(x + 2 * stride));
        sum3 = f32x4.add(sum3, v128.load(x + 3 * stride));
        x += 4 * stride;
      }
      for (; cell < cells; cell++) {
        sum0 = f32x4.add(sum0, v128.load(x));
        x += stride;
      }
      const sum = f32x4.add(f32x4.add(sum0, sum1), f32x4.add(sum2, sum3));
      storeLanes(step.y + (<usize>(image * channels + c) << 2), f32x4.div(sum, divisor), channels - c);
    }
  }
}

@unmanaged
export class GlobalAverageBackwardStep {
  dy: usize; // f32[n,channels]
  x: usize; // as dx, read where rectified is 1: dx is 0 where x ≤ 0
  dx: usize; // f32[n,cells,channels], written
  n: i32;
  cells: i32;
  channels: i32;
  rectified: i32;
  tiles: i32;
}

export function globalAverageBackward(step: GlobalAverageBackwardStep, tile: i32, scratch: usize): void {
  const channels = step.channels, cells = step.cells;
  const blocks = (channels + BLOCK - 1) / BLOCK;
  const stride = <usize>channels << 2;
  const divisor = f32x4.splat(<f32>cells);
  for (let item = partStart(step.n * blocks, tile, step.tiles), end = partStart(step.n * blocks, tile + 1, step.tiles); item < end; item++) {
    const image = item / blocks;
    const first = (item % blocks) * BLOCK;
    for (let c = first, last = min(first + BLOCK, channels); c < last; c += 4) {
      const value = f32x4.div(v128.load(step.dy + (<usize>(image * channels + c) << 2)), divisor);
      let dx = step.dx + ((<usize>image * <usize>cells * <usize>channels + <usize>c) << 2);
      if (step.rectified) {
        let x = step.x + (dx - step.dx);
        for (let cell = 0; cell < cells; cell++, x += stride, dx += stride) {
          storeLanes(dx, v128.and(value, f32x4.gt(v128.load(x), f32x4.splat(0))), channels - c);
        }
        continue;
      }
      for (let cell = 0; cell < cells; cell++) {
        storeLanes(dx, value, channels - c);
        dx += stride;
      }
    }
  }
}

@unmanaged
export class GlobalMaxForwardStep {
  x: usize; // f32[n,cells,channels]
  y: usize; // f32[n,channels], written
  switches: usize; // i32[n,channels], written where keepSwitches is 1: the winning cell
  n: i32;
  cells: i32;
  channels: i32;
  keepSwitches: i32;
  tiles: i32;
}

export function globalMaxForward(step: GlobalMaxForwardStep, tile: i32, scratch: usize): void {
  const channels = step.channels, cells = step.cells;
  const blocks = (channels + BLOCK - 1) / BLOCK;
  const stride = <usize>channels << 2;
  for (let item = partStart(step.n * blocks, tile, step.tiles), end = partStart(step.n * blocks, tile + 1, step.tiles); item < end; item++) {
    const image = item / blocks;
    const first = (item % blocks) * BLOCK;
    for (let c = first, last = min(first + BLOCK, channels); c < last; c += 4) {
      let x = step.x + ((<usize>image * <usize>cells * <usize>channels + <usize>c) << 2);
      let best = v128.load(x);
      let winner = i32x4.splat(0);
      for (let cell = 1; cell < cells; cell++) {
        x += stride;
        const value = v128.load(x);
        // cells grow, so that the larger of two is the later; of what is not a number no one wins
        winner = i32x4.max_s(winner, v128.and(f32x4.gt(value, best), i32x4.splat(cell)));
        best = larger(best, value);
      }
      const place = <usize>(image * channels + c) << 2;
      storeLanes(step.y + place, best, channels - c);
      if (step.keepSwitches) storeLanes(step.switches + place, winner, channels - c);
    }
  }
}

@unmanaged
export class GlobalMaxBackwardStep {
  switches: usize; // i32[n,channels]
  dy: usize; // f32[n,channels]
  x: usize; // as dx, read where rectified is 1: dx is 0 where x ≤ 0
  dx: usize; // f32[n,cells,channels], written
  n: i32;
  cells: i32;
  channels: i32;
  rectified: i32;
  tiles: i32;
}

export function globalMaxBackward(step: GlobalMaxBackwardStep, tile: i32, scratch: usize): void {
  const channels = step.channels, cells = step.cells;
  const blocks = (channels + BLOCK - 1) / BLOCK;
  const stride = <usize>channels << 2;
  for (let item = partStart(step.n * blocks, tile, step.tiles), end = partStart(step.n * blocks, tile + 1, step.tiles); item < end; item++) {
    const image = item / blocks;
    const first = (item % blocks) * BLOCK;
    for (let c = first, last = min(first + BLOCK, channels); c < last; c += 4) {
      const place = <usize>(image * channels + c) << 2;
      const gradient = v128.load(step.dy + place);
      const winner = v128.load(step.switches + place);
      let dx = step.dx + ((<usize>image * <usize>cells * <usize>channels + <usize>c) << 2);
      for (let cell = 0, x = step.x + (dx - step.dx); cell < cells; cell++, x += stride, dx += stride) {
        const won = v128.and(gradient, i32x4.eq(winner, i32x4.splat(cell)));
        storeLanes(dx, step.rectified ? v128.and(won, f32x4.gt(v128.load(x), f32x4.splat(0))) : won, channels - c);
      }
    }
  }
}
