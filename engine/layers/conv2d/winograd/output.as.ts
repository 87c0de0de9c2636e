// Winograd's minimal filtering, the output's side: y = Aᵀ·m·A, + bias, rectified or masked, cropped at the map's border.
// Column a of Aᵀ is (1, a, a², a³), column ∞ (0, 0, 0, 1). Down the columns into scratch first, then along the rows.
import { madd, splat, storeLanes } from '../../../simd/math.as';
import { TILE, tileBytesOf, WinogradMaps } from '../../../simd/winograd.as';

/** What becomes of a sum: + bias, at least `bound`, zero where `mask` is not above zero. */
@unmanaged
export class WinogradResult {
  y: usize;
  bias: usize; // 0: none
  mask: usize; // f32 as y, 0: none
  bound: f32; // −∞: none
  height: i32;
  width: i32;
  columns: i32; // values of a pixel
}

/** Six matrices `rowBytes` apart, 4 rows out, `strideS` bytes apart. */
function columnPass6(m: usize, rowBytes: usize, s: usize, strideS: usize, columns: i32): void {
  for (let end = m + (<usize>columns << 2); m < end; m += 16) {
    let from = m;
    const m0 = v128.load(from);
    from += rowBytes;
    const m1 = v128.load(from);
    from += rowBytes;
    const m2 = v128.load(from);
    from += rowBytes;
    const m3 = v128.load(from);
    from += rowBytes;
    const m4 = v128.load(from);
    const m5 = v128.load(from + rowBytes);
    const even1 = f32x4.add(m1, m2), odd1 = f32x4.sub(m1, m2), even2 = f32x4.add(m3, m4), odd2 = f32x4.sub(m3, m4);
    let place = s;
    v128.store(place, f32x4.add(m0, f32x4.add(even1, even2)));
    place += strideS;
    v128.store(place, madd(odd2, splat(2), odd1));
    place += strideS;
    v128.store(place, madd(even2, splat(4), even1));
    v128.store(place + strideS, f32x4.add(m5, madd(odd2, splat(8), odd1)));
    s += 16;
  }
}

function columnPass8(m: usize, rowBytes: usize, s: usize, strideS: usize, columns: i32): void {
  for (let end = m + (<usize>columns << 2); m < end; m += 16) {
    let from = m;
    const m0 = v128.load(from);
    from += rowBytes;
    const m1 = v128.load(from);
    from += rowBytes;
    const m2 = v128.load(from);
    from += rowBytes;
    const even1 = f32x4.add(m1, m2), odd1 = f32x4.sub(m1, m2);
    const m3 = v128.load(from);
    from += rowBytes;
    const m4 = v128.load(from);
    from += rowBytes;
    const even2 = f32x4.add(m3, m4), odd2 = f32x4.sub(m3, m4);
    const m5 = v128.load(from);
    from += rowBytes;
    const m6 = v128.load(from);
    const m7 = v128.load(from + rowBytes);
    const even3 = f32x4.add(m5, m6), odd3 = f32x4.sub(m5, m6);
    let place = s;
    v128.store(place, f32x4.add(f32x4.add(m0, even1), f32x4.add(even2, even3)));
    place += strideS;
    v128.store(place, madd(odd3, splat(0.5), madd(odd2, splat(2), odd1)));
    place += strideS;
    v128.store(place, madd(even3, splat(0.25), madd(even2, splat(4), even1)));
    v128.store(place + strideS, f32x4.add(m7, madd(odd3, splat(0.125), madd(odd2, splat(8), odd1))));
    s += 16;
  }
}

@inline
function finish(sum: v128, y: usize, mask: usize, bias: v128, bound: v128, lanes: i32): void {
  let value = f32x4.pmax(f32x4.add(sum, bias), bound);
  if (mask != 0) value = v128.andnot(value, f32x4.le(v128.load(mask), splat(0)));
  storeLanes(y, value, lanes);
}

/** One row of `side` columns, `strideS` bytes apart, to `width` ≤ 4 pixels at y. */
function rowPass(s: usize, strideS: usize, side: i32, result: WinogradResult, y: usize, mask: usize, width: i32): void {
  const columns = result.columns;
  const pixelBytes = <usize>columns << 2;
  const bound = splat(result.bound);
  for (let column = 0; column < columns; column += 4) {
    const offset = <usize>column << 2;
    let from = s + offset;
    const m0 = v128.load(from);
    from += strideS;
    const m1 = v128.load(from);
    from += strideS;
    const m2 = v128.load(from);
    from += strideS;
    const even1 = f32x4.add(m1, m2), odd1 = f32x4.sub(m1, m2);
    const m3 = v128.load(from);
    from += strideS;
    const m4 = v128.load(from);
    from += strideS;
    const even2 = f32x4.add(m3, m4), odd2 = f32x4.sub(m3, m4);
    let y0 = f32x4.add(m0, f32x4.add(even1, even2));
    let y1 = madd(odd2, splat(2), odd1);
    let y2 = madd(even2, splat(4), even1);
    let y3 = madd(odd2, splat(8), odd1);
    if (side == 8) {
      const m5 = v128.load(from);
      from += strideS;
      const m6 = v128.load(from);
      from += strideS;
      const even3 = f32x4.add(m5, m6), odd3 = f32x4.sub(m5, m6);
      y0 = f32x4.add(y0, even3);
      y1 = madd(odd3, splat(0.5), y1);
      y2 = madd(even3, splat(0.25), y2);
      y3 = madd(odd3, splat(0.125), y3);
    }
    y3 = f32x4.add(y3, v128.load(from));
    const bias = result.bias != 0 ? v128.load(result.bias + offset) : splat(0);
    const lanes = columns - column;
    let place = y + offset;
    let cover = mask != 0 ? mask + offset : 0;
    const step = mask != 0 ? pixelBytes : 0;
    finish(y0, place, cover, bias, bound, lanes);
    if (width < 2) continue;
    place += pixelBytes;
    cover += step;
    finish(y1, place, cover, bias, bound, lanes);
    if (width < 3) continue;
    place += pixelBytes;
    cover += step;
    finish(y2, place, cover, bias, bound, lanes);
    if (width < 4) continue;
    finish(y3, place + pixelBytes, cover + step, bias, bound, lanes);
  }
}

/** Private bytes of `transformOutputs`: four rows of a patch. */
@inline
export function outputScratch(side: i32, tileBytes: usize): usize {
  return <usize>(TILE * side) * tileBytes;
}

/** The results of tiles [first, first + count), as `transformInputs` counts them, from m[position][tile][column]. */
export function transformOutputs(
  g: WinogradMaps, result: WinogradResult, first: i32, count: i32, m: usize, positionBytes: usize, tileBytes: usize, scratch: usize,
): void {
  const side = g.kernelHeight + TILE - 1;
  const rowBytes = <usize>side * positionBytes;
  const columns = result.columns;
  const strideS = tileBytesOf(columns);
  const lineS = <usize>side * strideS;
  for (let tile = first, end = first + count; tile < end; tile++) {
    const line = tile / g.tilesAcross;
    const column = (tile % g.tilesAcross) * TILE;
    const row = (line % g.tilesDown) * TILE;
    const image = line / g.tilesDown;
    const height = min(TILE, result.height - row);
    const width = min(TILE, result.width - column);
    for (let j = 0; j < side; j++) {
      const from = m + <usize>j * positionBytes;
      if (side == 6) columnPass6(from, rowBytes, scratch + <usize>j * strideS, lineS, columns);
      else columnPass8(from, rowBytes, scratch + <usize>j * strideS, lineS, columns);
    }
    for (let i = 0; i < height; i++) {
      const pixel = ((image * result.height + row + i) * result.width + column) * columns;
      const offset = <usize>pixel << 2;
      rowPass(scratch + <usize>i * lineS, strideS, side, result, result.y + offset, result.mask != 0 ? result.mask + offset : 0, width);
    }
    m += tileBytes;
  }
}
