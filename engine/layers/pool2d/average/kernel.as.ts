// Average pooling on NHWC maps: vectors of four channels, window by window; the divisor is the number of counted cells, with
// or without the padding. A tile is a run of output rows forward and of input rows backward; each input row gathers its
// shares, so that no two tiles write the same place and sums keep their order. Ceiling: memory.
import { madd, splat, storeLanes } from '../../../simd/math.as';
import { partStart } from '../../../simd/parts.as';
import { maskRectified } from '../../../simd/rectify.as';

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

export function pool2dAverageForward(step: Pool2dAverageForwardStep, tile: i32, scratch: usize): void {
  const pixelBytes = <usize>step.channels << 2;
  const rowBytes = <usize>step.width * pixelBytes;
  const rows = step.n * step.outHeight;
  const floor = splat(step.rectify ? <f32>0 : -Infinity);
  const end = partStart(rows, tile + 1, step.tiles);
  for (let index = partStart(rows, tile, step.tiles); index < end; index++) {
    const image = index / step.outHeight;
    const top = (index % step.outHeight) * step.strideHeight - step.top;
    const rowFrom = max(0, top), rowTo = min(step.height, top + step.sizeHeight);
    let y = step.y + <usize>index * <usize>step.outWidth * pixelBytes;
    for (let column = 0; column < step.outWidth; column++) {
      const left = column * step.strideWidth - step.left;
      const columnFrom = max(0, left), columnTo = min(step.width, left + step.sizeWidth);
      const share = shareOf(top, left, step.sizeHeight, step.sizeWidth, step.firstRow, step.lastRow, step.firstColumn, step.lastColumn);
      // vectors reach into the next pixel, which is written after; a tile's last pixel and single channels stop short
      const limit = step.channels == 1 || (index == end - 1 && column == step.outWidth - 1) ? step.channels : i32.MAX_VALUE;
      const first = step.x + <usize>((image * step.height + rowFrom) * step.width + columnFrom) * pixelBytes;
      for (let c: usize = 0; c < pixelBytes; c += 16) {
        let sum = splat(0);
        for (let row = rowFrom, source = first + c; row < rowTo; row++, source += rowBytes) {
          for (let k = columnFrom, p = source; k < columnTo; k++, p += pixelBytes) sum = f32x4.add(sum, v128.load(p));
        }
        storeLanes(y + c, f32x4.pmax(f32x4.mul(sum, share), floor), limit - <i32>(c >> 2));
      }
      y += pixelBytes;
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
  const pixelBytes = <usize>step.channels << 2;
  for (let column = 0; column < step.outWidth; column++) {
    const left = column * step.strideWidth - step.left;
    const share = shareOf(top, left, step.sizeHeight, step.sizeWidth, step.firstRow, step.lastRow, step.firstColumn, step.lastColumn);
    for (let k = max(0, left), to = min(step.width, left + step.sizeWidth); k < to; k++) {
      const target = dx + <usize>k * pixelBytes;
      for (let c: usize = 0; c < pixelBytes; c += 16) {
        storeLanes(target + c, madd(v128.load(dy + c), share, v128.load(target + c)), step.channels - <i32>(c >> 2));
      }
    }
    dy += pixelBytes;
  }
}

export function pool2dAverageBackward(step: Pool2dAverageBackwardStep, tile: i32, scratch: usize): void {
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
