// Adaptive pooling on NHWC maps: window i of an axis sees the cells from ⌊i · length / outputs⌋ to ⌈(i + 1) · length / outputs⌉.
// Vectors of four channels and exact rests. A tile is a run of output rows forward and of input rows backward, where each cell
// gathers from the windows over it, in their order, so that no two tiles write the same place. Means sum each row of a window by
// itself first: smaller rounding errors. Ceiling: reading the map once, as in average pooling's general path.
import { larger, splat, storeLanes } from '../../simd/math.as';
import { partStart } from '../../simd/parts.as';
import { maskRectified } from '../../simd/rectify.as';

@inline
function firstCell(window: i32, length: i32, outputs: i32): i32 {
  return (window * length) / outputs;
}

@inline
function endCell(window: i32, length: i32, outputs: i32): i32 {
  return ((window + 1) * length + outputs - 1) / outputs;
}

/** The windows over a cell are those from here … */
@inline
function firstWindow(cell: i32, length: i32, outputs: i32): i32 {
  return (cell * outputs) / length;
}

/** … to before here. */
@inline
function endWindow(cell: i32, length: i32, outputs: i32): i32 {
  return ((cell + 1) * outputs + length - 1) / length;
}

@unmanaged
export class AdaptiveAverageForwardStep {
  x: usize; // f32[n,height,width,channels]
  y: usize; // f32[n,outHeight,outWidth,channels], written
  n: i32;
  height: i32;
  width: i32;
  channels: i32;
  outHeight: i32;
  outWidth: i32;
  tiles: i32;
}

export function adaptiveAverageForward(step: AdaptiveAverageForwardStep, tile: i32, scratch: usize): void {
  const channels = step.channels;
  const pixelBytes = <usize>channels << 2;
  const rowBytes = <usize>step.width * pixelBytes;
  const rows = step.n * step.outHeight;
  for (let index = partStart(rows, tile, step.tiles), end = partStart(rows, tile + 1, step.tiles); index < end; index++) {
    const image = index / step.outHeight, window = index % step.outHeight;
    const top = firstCell(window, step.height, step.outHeight), bottom = endCell(window, step.height, step.outHeight);
    const line = step.x + (<usize>image * <usize>step.height + <usize>top) * rowBytes;
    for (let column = 0; column < step.outWidth; column++) {
      const left = firstCell(column, step.width, step.outWidth), right = endCell(column, step.width, step.outWidth);
      const share = splat(<f32>1 / <f32>((bottom - top) * (right - left)));
      const place = step.y + (<usize>index * <usize>step.outWidth + <usize>column) * pixelBytes;
      const corner = line + <usize>left * pixelBytes;
      const across = <usize>(right - left) * pixelBytes;
      for (let c = 0; c < channels; c += 4) {
        let sum = splat(0);
        for (let row = top, first = corner + (<usize>c << 2); row < bottom; row++, first += rowBytes) {
          let ofRow = v128.load(first);
          for (let source = first + pixelBytes, last = first + across; source < last; source += pixelBytes) ofRow = f32x4.add(ofRow, v128.load(source));
          sum = f32x4.add(sum, ofRow);
        }
        storeLanes(place + (<usize>c << 2), f32x4.mul(sum, share), channels - c);
      }
    }
  }
}

@unmanaged
export class AdaptiveAverageBackwardStep {
  dy: usize; // f32[n,outHeight,outWidth,channels]
  x: usize; // as dx, read where rectified is 1: dx is 0 where x ≤ 0
  dx: usize; // f32[n,height,width,channels], written
  n: i32;
  height: i32;
  width: i32;
  channels: i32;
  outHeight: i32;
  outWidth: i32;
  rectified: i32;
  tiles: i32;
}

export function adaptiveAverageBackward(step: AdaptiveAverageBackwardStep, tile: i32, scratch: usize): void {
  const channels = step.channels, height = step.height, width = step.width;
  const pixelBytes = <usize>channels << 2;
  const rows = step.n * height;
  for (let index = partStart(rows, tile, step.tiles), end = partStart(rows, tile + 1, step.tiles); index < end; index++) {
    const image = index / height, row = index % height;
    const above = firstWindow(row, height, step.outHeight), below = endWindow(row, height, step.outHeight);
    for (let column = 0; column < width; column++) {
      const first = firstWindow(column, width, step.outWidth), last = endWindow(column, width, step.outWidth);
      const place = (<usize>index * <usize>width + <usize>column) * pixelBytes;
      for (let i = above; i < below; i++) {
        const tall = endCell(i, height, step.outHeight) - firstCell(i, height, step.outHeight);
        for (let j = first; j < last; j++) {
          const share = splat(<f32>1 / <f32>(tall * (endCell(j, width, step.outWidth) - firstCell(j, width, step.outWidth))));
          let source = step.dy + ((<usize>image * <usize>step.outHeight + <usize>i) * <usize>step.outWidth + <usize>j) * pixelBytes;
          const adds = i > above || j > first;
          let target = step.dx + place;
          for (let left = channels; left > 0; left -= 4, source += 16, target += 16) {
            const value = f32x4.mul(v128.load(source), share);
            storeLanes(target, adds ? f32x4.add(v128.load(target), value) : value, left);
          }
        }
      }
      if (step.rectified) maskRectified(step.dx + place, step.x + place, channels);
    }
  }
}

@unmanaged
export class AdaptiveMaxForwardStep {
  x: usize; // f32[n,height,width,channels]
  y: usize; // f32[n,outHeight,outWidth,channels], written
  switches: usize; // i32, as y, written where keepSwitches is 1: the winner's cell in the map
  n: i32;
  height: i32;
  width: i32;
  channels: i32;
  outHeight: i32;
  outWidth: i32;
  keepSwitches: i32;
  tiles: i32;
}

export function adaptiveMaxForward(step: AdaptiveMaxForwardStep, tile: i32, scratch: usize): void {
  const channels = step.channels, width = step.width;
  const pixelBytes = <usize>channels << 2;
  const rowBytes = <usize>width * pixelBytes;
  const rows = step.n * step.outHeight;
  for (let index = partStart(rows, tile, step.tiles), end = partStart(rows, tile + 1, step.tiles); index < end; index++) {
    const image = index / step.outHeight, window = index % step.outHeight;
    const top = firstCell(window, step.height, step.outHeight), bottom = endCell(window, step.height, step.outHeight);
    const plane = step.x + <usize>image * <usize>step.height * rowBytes;
    for (let column = 0; column < step.outWidth; column++) {
      const left = firstCell(column, width, step.outWidth), right = endCell(column, width, step.outWidth);
      const place = (<usize>index * <usize>step.outWidth + <usize>column) * pixelBytes;
      for (let c = 0; c < channels; c += 4) {
        const lane = plane + (<usize>c << 2);
        let best = v128.load(lane + (<usize>top * <usize>width + <usize>left) * pixelBytes);
        let winner = i32x4.splat(top * width + left);
        for (let row = top; row < bottom; row++) {
          for (let cell = row * width + left, last = row * width + right; cell < last; cell++) {
            const value = v128.load(lane + <usize>cell * pixelBytes);
            // cells grow, so that the larger of two is the later; of what is not a number no one wins
            winner = i32x4.max_s(winner, v128.and(f32x4.gt(value, best), i32x4.splat(cell)));
            best = larger(best, value);
          }
        }
        const target = place + (<usize>c << 2);
        storeLanes(step.y + target, best, channels - c);
        if (step.keepSwitches) storeLanes(step.switches + target, winner, channels - c);
      }
    }
  }
}

@unmanaged
export class AdaptiveMaxBackwardStep {
  switches: usize; // i32[n,outHeight,outWidth,channels]: cells of the map
  dy: usize; // f32[n,outHeight,outWidth,channels]
  x: usize; // as dx, read where rectified is 1: dx is 0 where x ≤ 0
  dx: usize; // f32[n,height,width,channels], written
  n: i32;
  height: i32;
  width: i32;
  channels: i32;
  outHeight: i32;
  outWidth: i32;
  rectified: i32;
  tiles: i32;
}

export function adaptiveMaxBackward(step: AdaptiveMaxBackwardStep, tile: i32, scratch: usize): void {
  const channels = step.channels, height = step.height, width = step.width;
  const pixelBytes = <usize>channels << 2;
  const rows = step.n * height;
  for (let index = partStart(rows, tile, step.tiles), end = partStart(rows, tile + 1, step.tiles); index < end; index++) {
    const image = index / height, row = index % height;
    const above = firstWindow(row, height, step.outHeight), below = endWindow(row, height, step.outHeight);
    for (let column = 0; column < width; column++) {
      const first = firstWindow(column, width, step.outWidth), last = endWindow(column, width, step.outWidth);
      const place = (<usize>index * <usize>width + <usize>column) * pixelBytes;
      const cell = i32x4.splat(row * width + column);
      for (let c = 0; c < channels; c += 4) {
        const target = place + (<usize>c << 2);
        let sum = splat(0);
        for (let i = above; i < below; i++) {
          for (let j = first; j < last; j++) {
            const source = ((<usize>image * <usize>step.outHeight + <usize>i) * <usize>step.outWidth + <usize>j) * pixelBytes + (<usize>c << 2);
            sum = f32x4.add(sum, v128.and(v128.load(step.dy + source), i32x4.eq(v128.load(step.switches + source), cell)));
          }
        }
        if (step.rectified) sum = v128.and(sum, f32x4.gt(v128.load(step.x + target), splat(0)));
        storeLanes(step.dx + target, sum, channels - c);
      }
    }
  }
}
