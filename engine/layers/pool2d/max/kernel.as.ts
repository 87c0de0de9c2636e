// Max pooling on NHWC maps: vectors of four channels, window by window. A tile is a run of output rows forward and of input
// rows backward; each input row gathers what it won, so that no two tiles write the same place and sums keep their order.
// Few channels: vectors reach into the next pixel, which is written after; a tile's last pixel and single channels (three
// pixels would be reached) stop short. 2×2 windows at stride 2 have a path of their own. Ceiling: memory.
import { splat, storeLanes } from '../../../simd/math.as';
import { partStart } from '../../../simd/parts.as';

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

/** The first `pixels` windows of 2×2 in a row; `isLast`: nothing may be written past them. */
function maxRow2(x: usize, rowBytes: usize, y: usize, switches: usize, pixels: i32, channels: i32, floor: v128, keeps: bool, isLast: bool): void {
  const pixelBytes = <usize>channels << 2;
  for (let pixel = 1; pixel <= pixels; pixel++) {
    const limit = channels == 1 || (pixel == pixels && isLast) ? channels : i32.MAX_VALUE;
    for (let c: usize = 0; c < pixelBytes; c += 16) {
      const v0 = v128.load(x + c), v1 = v128.load(x + c + pixelBytes);
      const v2 = v128.load(x + c + rowBytes), v3 = v128.load(x + c + rowBytes + pixelBytes);
      const best = f32x4.max(f32x4.max(v0, v1), f32x4.max(v2, v3));
      const left = limit - <i32>(c >> 2);
      storeLanes(y + c, f32x4.pmax(best, floor), left);
      if (keeps) {
        let winner = v128.bitselect(i32x4.splat(2), i32x4.splat(3), f32x4.eq(v2, best));
        winner = v128.bitselect(i32x4.splat(1), winner, f32x4.eq(v1, best));
        storeLanes(switches + c, v128.andnot(winner, f32x4.eq(v0, best)), left);
      }
    }
    x += 2 * pixelBytes;
    y += pixelBytes;
    switches += pixelBytes;
  }
}

/** One window, clipped to the input: rows and columns [from, to) of it. */
function maxWindow(step: Pool2dMaxForwardStep, x: usize, rowBytes: usize, rowFrom: i32, rowTo: i32, columnFrom: i32, columnTo: i32, y: usize, floor: v128, switches: usize, limit: i32): void {
  const pixelBytes = <usize>step.channels << 2;
  for (let c: usize = 0; c < pixelBytes; c += 16) {
    let best = splat(-Infinity);
    let winner = i32x4.splat(rowFrom * step.sizeWidth + columnFrom);
    for (let row = rowFrom; row < rowTo; row++) {
      let source = x + <usize>row * rowBytes + <usize>columnFrom * pixelBytes + c;
      for (let column = columnFrom; column < columnTo; column++) {
        const value = v128.load(source);
        source += pixelBytes;
        const wins = v128.or(f32x4.gt(value, best), f32x4.ne(value, value)); // what is not a number wins, and stays
        winner = v128.bitselect(i32x4.splat(row * step.sizeWidth + column), winner, wins);
        best = v128.bitselect(value, best, wins);
      }
    }
    const left = limit - <i32>(c >> 2);
    storeLanes(y + c, f32x4.pmax(best, floor), left);
    if (step.keepSwitches) storeLanes(switches + c, winner, left);
  }
}

export function pool2dMaxForward(step: Pool2dMaxForwardStep, tile: i32, scratch: usize): void {
  const channels = step.channels;
  const pixelBytes = <usize>channels << 2;
  const rowBytes = <usize>step.width * pixelBytes;
  const outRowBytes = <usize>step.outWidth * pixelBytes;
  const isTwoByTwo = step.sizeHeight == 2 && step.sizeWidth == 2 && step.strideHeight == 2 && step.strideWidth == 2 && step.top == 0 && step.left == 0;
  const rows = step.n * step.outHeight;
  const floor = splat(step.rectify ? <f32>0 : -Infinity);
  const end = partStart(rows, tile + 1, step.tiles);
  for (let index = partStart(rows, tile, step.tiles); index < end; index++) {
    const image = index / step.outHeight;
    const top = (index % step.outHeight) * step.strideHeight - step.top;
    const y = step.y + <usize>index * outRowBytes;
    const switches = step.switches + <usize>index * outRowBytes;
    let column = 0;
    if (isTwoByTwo && top + 2 <= step.height) {
      const x = step.x + (<usize>image * <usize>step.height + <usize>top) * rowBytes;
      column = min(step.width >> 1, step.outWidth);
      maxRow2(x, rowBytes, y, switches, column, channels, floor, step.keepSwitches != 0, index == end - 1 && column == step.outWidth);
    }
    const rowFrom = max(0, -top), rowTo = min(step.sizeHeight, step.height - top);
    for (; column < step.outWidth; column++) {
      const left = column * step.strideWidth - step.left;
      // may point before the map; clipped rows and columns lead back into it
      const x = step.x + <usize>((image * step.height + top) * step.width + left) * pixelBytes;
      const limit = channels == 1 || (index == end - 1 && column == step.outWidth - 1) ? channels : i32.MAX_VALUE;
      const place = <usize>column * pixelBytes;
      maxWindow(step, x, rowBytes, rowFrom, rowTo, max(0, -left), min(step.sizeWidth, step.width - left), y + place, floor, switches + place, limit);
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

/** The gradient of one vector of outputs, zeroed by the ReLU's mask; `always` has all bits set where there is none. */
@inline
function gradientAt(dy: usize, y: usize, always: v128): v128 {
  return v128.and(v128.load(dy), v128.or(always, f32x4.gt(v128.load(y), splat(0))));
}

/** dx of one input row under 2×2 windows; `position` is 0 for an upper row, 2 for a lower one. */
function maxBackwardRow2(step: Pool2dMaxBackwardStep, switches: usize, dy: usize, dx: usize, position: i32, isLast: bool): void {
  const pixelBytes = <usize>step.channels << 2;
  const first = i32x4.splat(position), second = i32x4.splat(position + 1), always = i32x4.splat(step.rectified - 1);
  let y = step.y + (dy - step.dy);
  for (let column = 0; column < step.outWidth; column++) {
    const hasSecond = 2 * column + 1 < step.width;
    const isEnd = step.channels == 1 || (isLast && 2 * column + 2 >= step.width);
    // the first pixel's overrun is mended by the second's stores, so both go vector by vector, one after the other
    for (let c: usize = 0; c < pixelBytes; c += 16) {
      storeLanes(dx + c, v128.and(gradientAt(dy + c, y + c, always), i32x4.eq(v128.load(switches + c), first)), isEnd && (step.channels == 1 || !hasSecond) ? step.channels - <i32>(c >> 2) : 4);
    }
    dx += pixelBytes;
    if (hasSecond) {
      for (let c: usize = 0; c < pixelBytes; c += 16) {
        storeLanes(dx + c, v128.and(gradientAt(dy + c, y + c, always), i32x4.eq(v128.load(switches + c), second)), isEnd ? step.channels - <i32>(c >> 2) : 4);
      }
      dx += pixelBytes;
    }
    dy += pixelBytes;
    y += pixelBytes;
    switches += pixelBytes;
  }
  if (2 * step.outWidth < step.width) memory.fill(dx, 0, <usize>(step.width - 2 * step.outWidth) * pixelBytes);
}

/** dx of one input row += what it won from the output row at `switches` and `dy`; `row` counts within the window. */
function maxBackwardRow(step: Pool2dMaxBackwardStep, switches: usize, dy: usize, dx: usize, row: i32): void {
  const pixelBytes = <usize>step.channels << 2;
  const always = i32x4.splat(step.rectified - 1);
  let y = step.y + (dy - step.dy);
  for (let column = 0; column < step.outWidth; column++) {
    const left = column * step.strideWidth - step.left;
    for (let k = max(0, -left), to = min(step.sizeWidth, step.width - left); k < to; k++) {
      const position = i32x4.splat(row * step.sizeWidth + k);
      const target = dx + <usize>(left + k) * pixelBytes;
      for (let c: usize = 0; c < pixelBytes; c += 16) {
        const won = v128.and(gradientAt(dy + c, y + c, always), i32x4.eq(v128.load(switches + c), position));
        storeLanes(target + c, f32x4.add(v128.load(target + c), won), step.channels - <i32>(c >> 2));
      }
    }
    dy += pixelBytes;
    y += pixelBytes;
    switches += pixelBytes;
  }
}

export function pool2dMaxBackward(step: Pool2dMaxBackwardStep, tile: i32, scratch: usize): void {
  const pixelBytes = <usize>step.channels << 2;
  const rowBytes = <usize>step.width * pixelBytes;
  const outRowBytes = <usize>step.outWidth * pixelBytes;
  const isTwoByTwo = step.sizeHeight == 2 && step.sizeWidth == 2 && step.strideHeight == 2 && step.strideWidth == 2 && step.top == 0 && step.left == 0;
  const rows = step.n * step.height;
  const end = partStart(rows, tile + 1, step.tiles);
  for (let index = partStart(rows, tile, step.tiles); index < end; index++) {
    const image = index / step.height;
    const padded = (index % step.height) + step.top;
    const dx = step.dx + <usize>index * rowBytes;
    // the output rows whose windows hold this input row
    const from = max(0, (padded - step.sizeHeight + step.strideHeight) / step.strideHeight);
    const to = min(step.outHeight - 1, padded / step.strideHeight);
    if (isTwoByTwo && from == to) {
      const place = <usize>(image * step.outHeight + from) * outRowBytes;
      maxBackwardRow2(step, step.switches + place, step.dy + place, dx, (padded & 1) << 1, index == end - 1);
      continue;
    }
    memory.fill(dx, 0, rowBytes);
    for (let row = from; row <= to; row++) {
      const place = <usize>(image * step.outHeight + row) * outRowBytes;
      maxBackwardRow(step, step.switches + place, step.dy + place, dx, padded - row * step.strideHeight);
    }
  }
}
