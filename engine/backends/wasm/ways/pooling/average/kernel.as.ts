// Average pooling on NHWC maps, vectors of four channels and exact rests; the divisor is the number of counted cells, with or
// without the padding. A tile is a run of output rows forward and of input rows backward; each input row gathers its shares, so
// that no two tiles write the same place and sums keep their order. 2×2 windows at stride 2 have a path of their own.
// Blocking: one vector of channels at a time. Ceiling: a copy, 72–85 GB/s from the cache where this was measured (one core, batch
// 32). Reached: 2×2 forward 42–68 GB/s (32 and 64 channels), 21 (6 channels); backward 86–102 and 23; other windows, cell by cell,
// 8–10 forward and 14 backward (3×3 at stride 2).
import { madd, splat, storeRest } from '../../../simd/math.as';
import { partStart } from '../../../simd/parts.as';
import { maskRectified } from '../../../simd/rectify.as';
import { averageRow2, shareRows2 } from './two-by-two.as';

/** 1 / the cells that a window starting at (row, column) counts, between the extents. */
@inline
function shareOf(row: i32, column: i32, height: i32, width: i32, firstRow: i32, lastRow: i32, firstColumn: i32, lastColumn: i32): v128 {
  const rows = min(row + height, lastRow) - max(row, firstRow);
  const columns = min(column + width, lastColumn) - max(column, firstColumn);
  return splat(<f32>1 / <f32>(rows * columns));
}

@unmanaged
export class Pool2dAverageForwardStep {
  x: usize; // f32[n,height,width,channels]
  y: usize; // f32[n,outHeight,outWidth,channels], written
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
  firstRow: i32; // the extents within which cells count
  lastRow: i32;
  firstColumn: i32;
  lastColumn: i32;
  rectify: i32; // 1: y = max(0, y)
  tiles: i32;
}

/** y[channels] = the mean of a window, `share` being 1 / its cells; `x` is its first cell. */
function averageWindow(x: usize, rowBytes: usize, rows: i32, columns: i32, channels: i32, y: usize, share: v128, floor: v128): void {
  const pixelBytes = <usize>channels << 2;
  const width = <usize>columns * pixelBytes;
  for (let left = channels; left > 0; left -= 4, x += 16, y += 16) {
    let sum = splat(0);
    for (let row = 0, line = x; row < rows; row++, line += rowBytes) {
      for (let p = line, end = line + width; p < end; p += pixelBytes) sum = f32x4.add(sum, v128.load(p));
    }
    const mean = f32x4.pmax(f32x4.mul(sum, share), floor);
    if (left >= 4) v128.store(y, mean);
    else storeRest(y, mean, left);
  }
}

export function pool2dAverageForward(step: Pool2dAverageForwardStep, tile: i32, scratch: usize): void {
  const pixelBytes = <usize>step.channels << 2;
  const rowBytes = <usize>step.width * pixelBytes;
  const isTwoByTwo = step.sizeHeight == 2 && step.sizeWidth == 2 && step.strideHeight == 2 && step.strideWidth == 2 && step.top == 0 && step.left == 0;
  const rows = step.n * step.outHeight;
  const floor = splat(step.rectify ? <f32>0 : -Infinity);
  for (let index = partStart(rows, tile, step.tiles), end = partStart(rows, tile + 1, step.tiles); index < end; index++) {
    const image = index / step.outHeight;
    const top = (index % step.outHeight) * step.strideHeight - step.top;
    const rowFrom = max(0, top), rowTo = min(step.height, top + step.sizeHeight);
    const line = step.x + (<usize>image * <usize>step.height + <usize>rowFrom) * rowBytes;
    let y = step.y + <usize>index * <usize>step.outWidth * pixelBytes;
    let column = 0;
    if (isTwoByTwo && rowTo - rowFrom == 2) {
      column = min(step.width >> 1, step.outWidth);
      averageRow2(line, rowBytes, y, column, step.channels, floor);
      y += <usize>column * pixelBytes;
    }
    for (; column < step.outWidth; column++, y += pixelBytes) {
      const left = column * step.strideWidth - step.left;
      const columnFrom = max(0, left), columnTo = min(step.width, left + step.sizeWidth);
      const share = shareOf(top, left, step.sizeHeight, step.sizeWidth, step.firstRow, step.lastRow, step.firstColumn, step.lastColumn);
      averageWindow(line + <usize>columnFrom * pixelBytes, rowBytes, rowTo - rowFrom, columnTo - columnFrom, step.channels, y, share, floor);
    }
  }
}

@unmanaged
export class Pool2dAverageBackwardStep {
  dy: usize; // f32[n,outHeight,outWidth,channels]
  x: usize; // as dx, read where rectified is 1: dx is 0 where x ≤ 0
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
  firstRow: i32; // the extents within which cells count
  lastRow: i32;
  firstColumn: i32;
  lastColumn: i32;
  rectified: i32;
  tiles: i32;
}

/** dx of one input row += the shares of the output row `row`, whose windows start at input row `top`. */
function averageBackwardRow(step: Pool2dAverageBackwardStep, dy: usize, dx: usize, top: i32): void {
  const channels = step.channels;
  const pixelBytes = <usize>channels << 2;
  for (let column = 0; column < step.outWidth; column++, dy += pixelBytes) {
    const left = column * step.strideWidth - step.left;
    const share = shareOf(top, left, step.sizeHeight, step.sizeWidth, step.firstRow, step.lastRow, step.firstColumn, step.lastColumn);
    for (let k = max(0, left), to = min(step.width, left + step.sizeWidth); k < to; k++) {
      const target = dx + <usize>k * pixelBytes;
      for (let c = 0; c < channels; c += 4) {
        const place = <usize>c << 2;
        const sum = madd(v128.load(dy + place), share, v128.load(target + place));
        if (c + 4 <= channels) v128.store(target + place, sum);
        else storeRest(target + place, sum, channels - c);
      }
    }
  }
}

/**
 * Of 2×2 windows at stride 2 a tile is a run of output rows, with the input rows under them and, at an image's end, below them.
 * Clipped windows count the fewer cells, or the padding as well: their shares are those of the row's first and last window.
 */
function averageBackward2(step: Pool2dAverageBackwardStep, tile: i32): void {
  const pixelBytes = <usize>step.channels << 2;
  const rowBytes = <usize>step.width * pixelBytes;
  const rows = step.n * step.outHeight;
  for (let index = partStart(rows, tile, step.tiles), end = partStart(rows, tile + 1, step.tiles); index < end; index++) {
    const row = 2 * (index % step.outHeight);
    const place = (<usize>(index / step.outHeight) * <usize>step.height + <usize>row) * rowBytes;
    const dy = step.dy + <usize>index * <usize>step.outWidth * pixelBytes;
    const below = row + 1 < step.height ? rowBytes : 0;
    const share = shareOf(row, 0, 2, 2, step.firstRow, step.lastRow, step.firstColumn, step.lastColumn);
    const lastShare = shareOf(row, 2 * step.outWidth - 2, 2, 2, step.firstRow, step.lastRow, step.firstColumn, step.lastColumn);
    shareRows2(dy, step.dx + place, below, step.outWidth, step.width, step.channels, share, lastShare);
    let inputRows = below ? 2 : 1;
    if (row + 2 < step.height && row + 2 == 2 * step.outHeight) {
      inputRows = step.height - row;
      memory.fill(step.dx + place + 2 * rowBytes, 0, <usize>(inputRows - 2) * rowBytes);
    }
    if (step.rectified) maskRectified(step.dx + place, step.x + place, inputRows * step.width * step.channels);
  }
}

export function pool2dAverageBackward(step: Pool2dAverageBackwardStep, tile: i32, scratch: usize): void {
  if (step.sizeHeight == 2 && step.sizeWidth == 2 && step.strideHeight == 2 && step.strideWidth == 2 && step.top == 0 && step.left == 0) {
    return averageBackward2(step, tile);
  }
  const pixelBytes = <usize>step.channels << 2;
  const rowBytes = <usize>step.width * pixelBytes;
  const outRowBytes = <usize>step.outWidth * pixelBytes;
  const rows = step.n * step.height;
  for (let index = partStart(rows, tile, step.tiles), end = partStart(rows, tile + 1, step.tiles); index < end; index++) {
    const image = index / step.height;
    const padded = (index % step.height) + step.top;
    const dx = step.dx + <usize>index * rowBytes;
    memory.fill(dx, 0, rowBytes);
    // the output rows whose windows hold this input row
    const from = max(0, (padded - step.sizeHeight + step.strideHeight) / step.strideHeight);
    for (let row = from, to = min(step.outHeight - 1, padded / step.strideHeight); row <= to; row++) {
      averageBackwardRow(step, step.dy + <usize>(image * step.outHeight + row) * outRowBytes, dx, row * step.strideHeight - step.top);
    }
    if (step.rectified) maskRectified(dx, step.x + <usize>index * rowBytes, step.width * step.channels);
  }
}
