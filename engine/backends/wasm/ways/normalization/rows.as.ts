// y = (x − mean) · factor + shift (+ addend, max(0, ·)) for whole rows: the pass over memory of batch normalisation. Eight
// channels' constants stay in registers down a block of rows that lies in the first-level cache; channels that are no multiple
// of eight go row by row, so that no store reaches into a row that is done.
import { madd, splat, storeLanes } from '../../simd/math.as';

/** Bytes of a block of rows: half of a first-level cache. */
const BLOCK_BYTES: i32 = 16384;

/** Eight channels of `count` rows; all places are those of the first row's first channel. */
function normalizeEight(x: usize, y: usize, count: i32, rowBytes: usize, mean: usize, factor: usize, shift: usize, addend: usize, floor: v128): void {
  const m0 = v128.load(mean), m1 = v128.load(mean, 16);
  const f0 = v128.load(factor), f1 = v128.load(factor, 16);
  const s0 = v128.load(shift), s1 = v128.load(shift, 16);
  const end = y + <usize>count * rowBytes;
  if (addend == 0) {
    for (; y < end; x += rowBytes, y += rowBytes) {
      v128.store(y, f32x4.pmax(madd(f32x4.sub(v128.load(x), m0), f0, s0), floor));
      v128.store(y, f32x4.pmax(madd(f32x4.sub(v128.load(x, 16), m1), f1, s1), floor), 16);
    }
    return;
  }
  for (; y < end; x += rowBytes, y += rowBytes, addend += rowBytes) {
    v128.store(y, f32x4.pmax(f32x4.add(madd(f32x4.sub(v128.load(x), m0), f0, s0), v128.load(addend)), floor));
    v128.store(y, f32x4.pmax(f32x4.add(madd(f32x4.sub(v128.load(x, 16), m1), f1, s1), v128.load(addend, 16)), floor), 16);
  }
}

/** Rows [from, to); `addend` is 0 or the place of f32[rows,channels] to be added. */
export function normalizeRows(x: usize, y: usize, from: i32, to: i32, channels: i32, mean: usize, factor: usize, shift: usize, addend: usize, rectify: i32): void {
  const rowBytes = <usize>channels << 2;
  const floor = splat(rectify ? <f32>0 : -Infinity);
  if (channels % 8 == 0) {
    const rows = max(1, BLOCK_BYTES / <i32>rowBytes);
    for (let row = from; row < to; row += rows) {
      const count = min(rows, to - row);
      const place = <usize>row * rowBytes;
      for (let c: usize = 0; c < rowBytes; c += 32) {
        const added = addend == 0 ? 0 : addend + place + c;
        normalizeEight(x + place + c, y + place + c, count, rowBytes, mean + c, factor + c, shift + c, added, floor);
      }
    }
    return;
  }
  for (let row = from; row < to; row++) {
    const place = <usize>row * rowBytes;
    for (let c: usize = 0; c < rowBytes; c += 16) {
      let value = madd(f32x4.sub(v128.load(x + place + c), v128.load(mean + c)), v128.load(factor + c), v128.load(shift + c));
      if (addend != 0) value = f32x4.add(value, v128.load(addend + place + c));
      storeLanes(y + place + c, f32x4.pmax(value, floor), <i32>(rowBytes - c) >> 2);
    }
  }
}
