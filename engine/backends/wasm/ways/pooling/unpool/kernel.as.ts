// The gradient of unpooling: each window fetches the value of the cell that its position names. Like a maximum over the window, cell
// by cell with vectors of four channels and exact rests; a position outside the map names no cell, and 0 is fetched. A tile is a
// run of rows of windows. Blocking: one vector of channels at a time. Ceiling: reading the large map once, as max pooling does.
import { splat, storeLanes } from '../../../simd/math.as';
import { partStart } from '../../../simd/parts.as';

@unmanaged
export class UnpoolBackwardStep {
  switches: usize; // i32[n,outHeight,outWidth,channels]: positions in the windows
  dy: usize; // f32[n,height,width,channels]
  x: usize; // as dx, read where rectified is 1: dx is 0 where x ≤ 0
  dx: usize; // f32[n,outHeight,outWidth,channels], written
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

export function unpoolBackward(step: UnpoolBackwardStep, tile: i32, scratch: usize): void {
  const channels = step.channels;
  const pixelBytes = <usize>channels << 2;
  const rowBytes = <usize>step.width * pixelBytes;
  const rows = step.n * step.outHeight;
  for (let index = partStart(rows, tile, step.tiles), end = partStart(rows, tile + 1, step.tiles); index < end; index++) {
    const image = index / step.outHeight;
    const top = (index % step.outHeight) * step.strideHeight - step.top;
    const rowFrom = max(0, -top), rowTo = min(step.sizeHeight, step.height - top);
    for (let column = 0; column < step.outWidth; column++) {
      const left = column * step.strideWidth - step.left;
      const columnFrom = max(0, -left), columnTo = min(step.sizeWidth, step.width - left);
      const place = (<usize>index * <usize>step.outWidth + <usize>column) * pixelBytes;
      const corner = step.dy + (<usize>image * <usize>step.height + <usize>(top + rowFrom)) * rowBytes + <usize>(left + columnFrom) * pixelBytes;
      for (let c = 0; c < channels; c += 4) {
        const target = place + (<usize>c << 2);
        const named = v128.load(step.switches + target);
        let fetched = splat(0);
        let line = corner + (<usize>c << 2);
        for (let row = rowFrom; row < rowTo; row++, line += rowBytes) {
          let position = i32x4.splat(row * step.sizeWidth + columnFrom);
          let source = line;
          for (let across = columnFrom; across < columnTo; across++, source += pixelBytes) {
            fetched = v128.or(fetched, v128.and(v128.load(source), i32x4.eq(named, position)));
            position = i32x4.add(position, i32x4.splat(1));
          }
        }
        if (step.rectified) fetched = v128.and(fetched, f32x4.gt(v128.load(step.x + target), splat(0)));
        storeLanes(step.dx + target, fetched, channels - c);
      }
    }
  }
}
