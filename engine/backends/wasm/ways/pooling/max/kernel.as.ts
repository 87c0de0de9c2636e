// Max pooling on NHWC maps, vectors of four channels and exact rests, so that nothing is written that another tile owns. A tile is
// a run of output rows forward and of input rows backward, where each input pixel gathers what it won from the windows over it, in
// their order. 2×2 windows at stride 2 have a path of their own, backward two input rows at once (two-by-two.as.ts).
// Blocking: one vector of channels at a time. Ceiling: a copy, 72–85 GB/s from the cache where this was measured (one core, batch
// 32). Reached with the winners kept: forward 34–45 GB/s (32 to 128 channels), 26 (6 channels), 3×3 13–15; backward 56–65, 27, and
// 3×3 17 GB/s, where nine cells are compared a window.
import { larger, splat, storeRest } from '../../../simd/math.as';
import { partStart } from '../../../simd/parts.as';
import { addWon, maxBackwardRow3, maxWindow3, takeWon } from './overlapping.as';
import { maxBackwardRows2, maxRow2 } from './two-by-two.as';

@unmanaged
export class Pool2dMaxForwardStep {
  x: usize; // f32[n,height,width,channels]
  y: usize; // f32[n,outHeight,outWidth,channels], written
  switches: usize; // i32, as y, written where keepSwitches is 1: the winner's position in its window
  n: i32;
  height: i32;
  width: i32;
  channels: i32;
  outHeight: i32;
  outWidth: i32;
  sizeHeight: i32;
  sizeWidth: i32;
  strideHeight: i32;
  strideWidth: i32;
  top: i32;
  left: i32;
  keepSwitches: i32;
  rectify: i32; // 1: y = max(0, y)
  tiles: i32;
}

/** One window, clipped to the input: rows and columns [from, to) of it. Of what is not a number no one wins. */
function maxWindow(step: Pool2dMaxForwardStep, x: usize, rowBytes: usize, rowFrom: i32, rowTo: i32, columnFrom: i32, columnTo: i32, y: usize, floor: v128, switches: usize): void {
  const channels = step.channels, keeps = step.keepSwitches != 0;
  const pixelBytes = <usize>channels << 2;
  const corner = x + <usize>rowFrom * rowBytes + <usize>columnFrom * pixelBytes;
  const columns = columnTo - columnFrom;
  const jump = step.sizeWidth - columns;
  const firstPosition = rowFrom * step.sizeWidth + columnFrom;
  for (let c = 0; c < channels; c += 4) {
    const place = <usize>c << 2;
    let line = corner + place;
    let best = v128.load(line);
    let winner = i32x4.splat(firstPosition), position = winner;
    for (let row = rowFrom; row < rowTo; row++, line += rowBytes) {
      for (let source = line, end = line + <usize>columns * pixelBytes; source < end; source += pixelBytes) {
        const value = v128.load(source);
        // positions grow, so that the larger of two is the later
        winner = i32x4.max_s(winner, v128.and(f32x4.gt(value, best), position));
        best = larger(best, value);
        position = i32x4.add(position, i32x4.splat(1));
      }
      position = i32x4.add(position, i32x4.splat(jump));
    }
    best = f32x4.pmax(best, floor);
    if (c + 4 <= channels) {
      v128.store(y + place, best);
      if (keeps) v128.store(switches + place, winner);
    } else {
      storeRest(y + place, best, channels - c);
      if (keeps) storeRest(switches + place, winner, channels - c);
    }
  }
}

export function pool2dMaxForward(step: Pool2dMaxForwardStep, tile: i32, scratch: usize): void {
  const pixelBytes = <usize>step.channels << 2;
  const rowBytes = <usize>step.width * pixelBytes;
  const outRowBytes = <usize>step.outWidth * pixelBytes;
  const isTwoByTwo = step.sizeHeight == 2 && step.sizeWidth == 2 && step.strideHeight == 2 && step.strideWidth == 2 && step.top == 0 && step.left == 0;
  const isThree = step.sizeHeight == 3 && step.sizeWidth == 3;
  const rows = step.n * step.outHeight;
  const floor = splat(step.rectify ? <f32>0 : -Infinity);
  for (let index = partStart(rows, tile, step.tiles), end = partStart(rows, tile + 1, step.tiles); index < end; index++) {
    const image = index / step.outHeight;
    const top = (index % step.outHeight) * step.strideHeight - step.top;
    const y = step.y + <usize>index * outRowBytes;
    const switches = step.switches + <usize>index * outRowBytes;
    let column = 0;
    if (isTwoByTwo && top + 2 <= step.height) {
      const x = step.x + (<usize>image * <usize>step.height + <usize>top) * rowBytes;
      column = min(step.width >> 1, step.outWidth);
      maxRow2(x, rowBytes, y, switches, column, step.channels, floor, step.keepSwitches != 0);
    }
    const rowFrom = max(0, -top), rowTo = min(step.sizeHeight, step.height - top);
    for (; column < step.outWidth; column++) {
      const left = column * step.strideWidth - step.left;
      // may point before the map; clipped rows and columns lead back into it
      const x = step.x + <usize>((image * step.height + top) * step.width + left) * pixelBytes;
      const place = <usize>column * pixelBytes;
      if (isThree && left >= 0 && left + 3 <= step.width && rowTo - rowFrom == 3) {
        maxWindow3(x, rowBytes, step.channels, y + place, floor, switches + place, step.keepSwitches != 0);
        continue;
      }
      maxWindow(step, x, rowBytes, rowFrom, rowTo, max(0, -left), min(step.sizeWidth, step.width - left), y + place, floor, switches + place);
    }
  }
}

@unmanaged
export class Pool2dMaxBackwardStep {
  switches: usize; // i32[n,outHeight,outWidth,channels]
  y: usize; // as dy, read where rectified is 1: nothing goes back where y, the winner's value, is not positive
  dy: usize; // f32[n,outHeight,outWidth,channels]
  dx: usize; // f32[n,height,width,channels], written
  n: i32;
  height: i32;
  width: i32;
  channels: i32;
  outHeight: i32;
  outWidth: i32;
  sizeHeight: i32;
  sizeWidth: i32;
  strideHeight: i32;
  strideWidth: i32;
  top: i32;
  left: i32;
  rectified: i32;
  tiles: i32;
}

/** dx of one input row, `padded` rows below the first window's top: each pixel sums what it won from output rows [from, to]. */
function maxBackwardRow(step: Pool2dMaxBackwardStep, image: i32, padded: i32, from: i32, to: i32, dx: usize): void {
  const channels = step.channels;
  const pixelBytes = <usize>channels << 2;
  const outRowBytes = <usize>step.outWidth * pixelBytes;
  const masks = step.rectified != 0;
  if (step.sizeWidth == 3 && step.strideWidth == 2 && step.left < 2 && from <= to && to - from < 2) {
    const p = <usize>(image * step.outHeight + from) * outRowBytes;
    const position = (padded - from * step.strideHeight) * 3;
    const below = to > from ? outRowBytes : 0;
    maxBackwardRow3(step.switches + p, step.dy + p, step.y + p, below, dx, position, position - 3 * step.strideHeight, step.left, step.outWidth, step.width, channels, masks);
    return;
  }
  // the windows [first, last] that hold a column move along with it
  let first = 0, last = -1;
  for (let across = step.left, end = step.left + step.width; across < end; across++, dx += pixelBytes) {
    while (first * step.strideWidth + step.sizeWidth <= across) first++;
    while (last + 1 < step.outWidth && (last + 1) * step.strideWidth <= across) last++;
    if (first > last || from > to) memory.fill(dx, 0, pixelBytes);
    for (let row = from; row <= to; row++) {
      const line = <usize>(image * step.outHeight + row) * outRowBytes;
      const start = (padded - row * step.strideHeight) * step.sizeWidth + across;
      for (let k = first; k <= last; k += 2) {
        const p = line + <usize>k * pixelBytes;
        const position = i32x4.splat(start - k * step.strideWidth);
        // one window alone is taken for two of which the second wins nothing
        const second = k < last ? i32x4.splat(start - (k + 1) * step.strideWidth) : i32x4.splat(-1);
        const next = k < last ? pixelBytes : 0;
        if (row == from && k == first) takeWon(step.switches + p, step.dy + p, step.y + p, next, dx, channels, position, second, masks);
        else addWon(step.switches + p, step.dy + p, step.y + p, next, dx, channels, position, second, masks);
      }
    }
  }
}

/** Of 2×2 windows at stride 2 a tile is a run of output rows, with the input rows under them and, at an image's end, below them. */
function maxBackward2(step: Pool2dMaxBackwardStep, tile: i32): void {
  const pixelBytes = <usize>step.channels << 2;
  const rowBytes = <usize>step.width * pixelBytes;
  const outRowBytes = <usize>step.outWidth * pixelBytes;
  const rows = step.n * step.outHeight;
  const masks = step.rectified != 0;
  for (let index = partStart(rows, tile, step.tiles), end = partStart(rows, tile + 1, step.tiles); index < end; index++) {
    const image = index / step.outHeight;
    const row = 2 * (index % step.outHeight);
    const dx = step.dx + (<usize>image * <usize>step.height + <usize>row) * rowBytes;
    const place = <usize>index * outRowBytes;
    const below = row + 1 < step.height ? rowBytes : 0;
    maxBackwardRows2(step.switches + place, step.dy + place, step.y + place, dx, below, step.outWidth, step.width, step.channels, masks);
    if (row + 2 < step.height && row + 2 == 2 * step.outHeight) memory.fill(dx + 2 * rowBytes, 0, <usize>(step.height - row - 2) * rowBytes);
  }
}

export function pool2dMaxBackward(step: Pool2dMaxBackwardStep, tile: i32, scratch: usize): void {
  if (step.sizeHeight == 2 && step.sizeWidth == 2 && step.strideHeight == 2 && step.strideWidth == 2 && step.top == 0 && step.left == 0) {
    return maxBackward2(step, tile);
  }
  const rowBytes = (<usize>step.width * <usize>step.channels) << 2;
  const rows = step.n * step.height;
  for (let index = partStart(rows, tile, step.tiles), end = partStart(rows, tile + 1, step.tiles); index < end; index++) {
    const padded = (index % step.height) + step.top;
    // the output rows whose windows hold this input row
    const from = max(0, (padded - step.sizeHeight + step.strideHeight) / step.strideHeight);
    const to = min(step.outHeight - 1, padded / step.strideHeight);
    maxBackwardRow(step, index / step.height, padded, from, to, step.dx + <usize>index * rowBytes);
  }
}
