// Winograd's minimal filtering, the output's side: y = Aᵀ·m·A, + bias, rectified or masked, cropped at the map's border.
// Column a of Aᵀ is (1, a, a², a³), column ∞ (0, 0, 0, 1). Down the columns of a few tiles at a time into scratch, which
// stays in L1, then along the rows, tile by tile. Where four whole pixels do not fit into the map, or the values of a pixel
// do not fill vectors, the pixels go through scratch as well.
import { madd, splat } from '../../../simd/math.as';
import { copyExact, zero } from '../../../simd/memory.as';
import { maskRectified } from '../../../simd/rectify.as';
import { TILE, WinogradMaps } from '../../../simd/winograd.as';

/** What becomes of a sum: + bias, at least `bound`, zero where `mask` is not above zero. */
@unmanaged
export class WinogradResult {
  y: usize;
  bias: usize; // 0: none
  mask: usize; // f32 as y, 0: none
  bound: f32; // −∞: none
  height: i32;
  width: i32;
  columns: i32; // values of a pixel that are computed here
  pixel: i32; // values from one pixel to the next
}

/** Bytes that are kept for it, in front of what else is in scratch. */
export const RESULT_BYTES: usize = 64;
/** Bytes that the transformed columns may take: half of the L1 cache. */
export const COLUMNS_BYTES: i32 = 16384;
/** Scratch: coefficients, then the bias and four pixels, a row each, then transformed columns. */
export const COEFFICIENT_BYTES: usize = 128;
export const PIXEL_ROWS: i32 = 1 + TILE;

/** Five matrices `rowBytes` apart, 4 rows out, `strideS` bytes apart. */
function columnPass5(m: usize, rowBytes: usize, s: usize, strideS: usize, bytes: usize, coefficients: usize): void {
  const two = v128.load(coefficients), four = v128.load(coefficients, 16), eight = v128.load(coefficients, 32);
  for (let end = m + bytes; m < end; m += 16) {
    let from = m;
    const m0 = v128.load(from);
    from += rowBytes;
    const m1 = v128.load(from);
    from += rowBytes;
    const m2 = v128.load(from);
    from += rowBytes;
    const m3 = v128.load(from);
    const even = f32x4.add(m1, m2), odd = f32x4.sub(m1, m2);
    let place = s;
    v128.store(place, f32x4.add(m0, f32x4.add(even, m3)));
    place += strideS;
    v128.store(place, madd(two, m3, odd));
    place += strideS;
    v128.store(place, madd(four, m3, even));
    v128.store(place + strideS, f32x4.add(v128.load(from + rowBytes), madd(eight, m3, odd)));
    s += 16;
  }
}

/** Six matrices `rowBytes` apart, 4 rows out, `strideS` bytes apart; coefficients as `storeCoefficients` puts them. */
function columnPass6(m: usize, rowBytes: usize, s: usize, strideS: usize, bytes: usize, coefficients: usize): void {
  const two = v128.load(coefficients), four = v128.load(coefficients, 16), eight = v128.load(coefficients, 32);
  for (let end = m + bytes; m < end; m += 16) {
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
    const even1 = f32x4.add(m1, m2), odd1 = f32x4.sub(m1, m2), even2 = f32x4.add(m3, m4), odd2 = f32x4.sub(m3, m4);
    let place = s;
    v128.store(place, f32x4.add(m0, f32x4.add(even1, even2)));
    place += strideS;
    v128.store(place, madd(two, odd2, odd1));
    place += strideS;
    v128.store(place, madd(four, even2, even1));
    v128.store(place + strideS, f32x4.add(v128.load(from + rowBytes), madd(eight, odd2, odd1)));
    s += 16;
  }
}

function columnPass8(m: usize, rowBytes: usize, s: usize, strideS: usize, bytes: usize, coefficients: usize): void {
  const two = v128.load(coefficients), four = v128.load(coefficients, 16), eight = v128.load(coefficients, 32);
  const half = v128.load(coefficients, 48), quarter = v128.load(coefficients, 64), eighth = v128.load(coefficients, 80);
  for (let end = m + bytes; m < end; m += 16) {
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
    const even3 = f32x4.add(m5, m6), odd3 = f32x4.sub(m5, m6);
    let place = s;
    v128.store(place, f32x4.add(f32x4.add(m0, even1), f32x4.add(even2, even3)));
    place += strideS;
    v128.store(place, madd(half, odd3, madd(two, odd2, odd1)));
    place += strideS;
    v128.store(place, madd(quarter, even3, madd(four, even2, even1)));
    v128.store(place + strideS, f32x4.add(v128.load(from + rowBytes), madd(eighth, odd3, madd(eight, odd2, odd1))));
    s += 16;
  }
}

/** One row of five columns, `strideS` bytes apart, to four pixels, `pixelBytes` apart. */
function rowPass5(s: usize, strideS: usize, bias: usize, y: usize, pixelBytes: usize, columns: i32, bound: v128, coefficients: usize): void {
  const two = v128.load(coefficients), four = v128.load(coefficients, 16), eight = v128.load(coefficients, 32);
  for (let end = s + (<usize>columns << 2); s < end; s += 16) {
    let from = s;
    const initial = v128.load(bias);
    bias += 16;
    const m0 = f32x4.add(v128.load(from), initial);
    from += strideS;
    const m1 = v128.load(from);
    from += strideS;
    const m2 = v128.load(from);
    from += strideS;
    const m3 = v128.load(from);
    const even = f32x4.add(m1, m2), odd = f32x4.add(f32x4.sub(m1, m2), initial);
    let place = y;
    v128.store(place, f32x4.pmax(f32x4.add(m0, f32x4.add(even, m3)), bound));
    place += pixelBytes;
    v128.store(place, f32x4.pmax(madd(two, m3, odd), bound));
    place += pixelBytes;
    v128.store(place, f32x4.pmax(madd(four, m3, f32x4.add(even, initial)), bound));
    v128.store(place + pixelBytes, f32x4.pmax(f32x4.add(v128.load(from + strideS), madd(eight, m3, odd)), bound));
    y += 16;
  }
}

/** One row of six columns, `strideS` bytes apart, to four pixels, `pixelBytes` apart. */
function rowPass6(s: usize, strideS: usize, bias: usize, y: usize, pixelBytes: usize, columns: i32, bound: v128, coefficients: usize): void {
  const two = v128.load(coefficients), four = v128.load(coefficients, 16), eight = v128.load(coefficients, 32);
  for (let end = s + (<usize>columns << 2); s < end; s += 16) {
    let from = s;
    const initial = v128.load(bias);
    bias += 16;
    const m0 = f32x4.add(v128.load(from), initial);
    from += strideS;
    const m1 = v128.load(from);
    from += strideS;
    const m2 = v128.load(from);
    from += strideS;
    const m3 = v128.load(from);
    from += strideS;
    const m4 = v128.load(from);
    const even1 = f32x4.add(m1, m2), odd1 = f32x4.add(f32x4.sub(m1, m2), initial);
    const even2 = f32x4.add(m3, m4), odd2 = f32x4.sub(m3, m4);
    let place = y;
    v128.store(place, f32x4.pmax(f32x4.add(m0, f32x4.add(even1, even2)), bound));
    place += pixelBytes;
    v128.store(place, f32x4.pmax(madd(two, odd2, odd1), bound));
    place += pixelBytes;
    v128.store(place, f32x4.pmax(madd(four, even2, f32x4.add(even1, initial)), bound));
    v128.store(place + pixelBytes, f32x4.pmax(f32x4.add(v128.load(from + strideS), madd(eight, odd2, odd1)), bound));
    y += 16;
  }
}

function rowPass8(s: usize, strideS: usize, bias: usize, y: usize, pixelBytes: usize, columns: i32, bound: v128, coefficients: usize): void {
  const two = v128.load(coefficients), four = v128.load(coefficients, 16), eight = v128.load(coefficients, 32);
  const half = v128.load(coefficients, 48), quarter = v128.load(coefficients, 64), eighth = v128.load(coefficients, 80);
  for (let end = s + (<usize>columns << 2); s < end; s += 16) {
    let from = s;
    const initial = v128.load(bias);
    bias += 16;
    const m0 = f32x4.add(v128.load(from), initial);
    from += strideS;
    const m1 = v128.load(from);
    from += strideS;
    const m2 = v128.load(from);
    from += strideS;
    const even1 = f32x4.add(m1, m2), odd1 = f32x4.add(f32x4.sub(m1, m2), initial);
    const m3 = v128.load(from);
    from += strideS;
    const m4 = v128.load(from);
    from += strideS;
    const even2 = f32x4.add(m3, m4), odd2 = f32x4.sub(m3, m4);
    const m5 = v128.load(from);
    from += strideS;
    const m6 = v128.load(from);
    const even3 = f32x4.add(m5, m6), odd3 = f32x4.sub(m5, m6);
    let place = y;
    v128.store(place, f32x4.pmax(f32x4.add(f32x4.add(m0, even1), f32x4.add(even2, even3)), bound));
    place += pixelBytes;
    v128.store(place, f32x4.pmax(madd(half, odd3, madd(two, odd2, odd1)), bound));
    place += pixelBytes;
    v128.store(place, f32x4.pmax(madd(quarter, even3, madd(four, even2, f32x4.add(even1, initial))), bound));
    v128.store(place + pixelBytes, f32x4.pmax(f32x4.add(v128.load(from + strideS), madd(eighth, odd3, madd(eight, odd2, odd1))), bound));
    y += 16;
  }
}

function storeCoefficients(target: usize): void {
  v128.store(target, splat(2));
  v128.store(target, splat(4), 16);
  v128.store(target, splat(8), 32);
  v128.store(target, splat(0.5), 48);
  v128.store(target, splat(0.25), 64);
  v128.store(target, splat(0.125), 80);
}

/** Private bytes that `transformOutputs` needs: coefficients, the bias, four pixels, transformed columns. */
@inline
export function outputScratch(side: i32, tileBytes: usize): usize {
  return COEFFICIENT_BYTES + <usize>PIXEL_ROWS * tileBytes + max(<usize>COLUMNS_BYTES, <usize>(TILE * side) * tileBytes);
}

/**
 * The results of tiles [first, first + count), as `transformInputs` counts them, from m[position][tile][column].
 */
export function transformOutputs(
  g: WinogradMaps, result: WinogradResult, first: i32, count: i32, m: usize, positionBytes: usize, tileBytes: usize, scratch: usize,
): void {
  const side = g.kernelHeight + TILE - 1;
  const rowBytes = <usize>side * positionBytes;
  const columns = result.columns;
  const bound = splat(result.bound);
  const pixelValues = <usize>result.pixel << 2;
  const isWhole = (columns & 3) == 0;
  const bias = scratch + COEFFICIENT_BYTES;
  const pixels = bias + tileBytes;
  const s = pixels + 4 * tileBytes;
  storeCoefficients(scratch);
  zero(bias, tileBytes);
  if (result.bias != 0) copyExact(bias, result.bias, columns);
  const most = max(1, COLUMNS_BYTES / (TILE * side * <i32>tileBytes));
  for (let done = 0; done < count; done += most) {
    const group = min(most, count - done);
    const strideS = <usize>group * tileBytes;
    const lineS = <usize>side * strideS;
    for (let j = 0; j < side; j++) {
      const from = m + <usize>j * positionBytes + <usize>done * tileBytes;
      if (side == 5) columnPass5(from, rowBytes, s + <usize>j * strideS, lineS, strideS, scratch);
      else if (side == 6) columnPass6(from, rowBytes, s + <usize>j * strideS, lineS, strideS, scratch);
      else columnPass8(from, rowBytes, s + <usize>j * strideS, lineS, strideS, scratch);
    }
    for (let index = 0; index < group; index++) {
      const tile = first + done + index;
      const line = tile / g.tilesAcross;
      const column = (tile % g.tilesAcross) * TILE;
      const row = (line % g.tilesDown) * TILE;
      const height = min(TILE, result.height - row);
      const width = min(TILE, result.width - column);
      const isDirect = isWhole && width == TILE;
      let offset = <usize>(((line / g.tilesDown) * result.height + row) * result.width + column) * pixelValues;
      for (let i = 0; i < height; i++) {
        const from = s + <usize>i * lineS + <usize>index * tileBytes;
        const place = isDirect ? result.y + offset : pixels;
        const pixelBytes = isDirect ? pixelValues : tileBytes;
        if (side == 5) rowPass5(from, strideS, bias, place, pixelBytes, columns, bound, scratch);
        else if (side == 6) rowPass6(from, strideS, bias, place, pixelBytes, columns, bound, scratch);
        else rowPass8(from, strideS, bias, place, pixelBytes, columns, bound, scratch);
        if (!isDirect) {
          for (let pixel = 0; pixel < width; pixel++) {
            copyExact(result.y + offset + <usize>pixel * pixelValues, pixels + <usize>pixel * tileBytes, columns);
          }
        }
        if (result.mask != 0 && columns == result.pixel) maskRectified(result.y + offset, result.mask + offset, width * columns);
        else if (result.mask != 0) {
          for (let pixel = 0, place = offset; pixel < width; pixel++, place += pixelValues) {
            maskRectified(result.y + place, result.mask + place, columns);
          }
        }
        offset += <usize>result.width * pixelValues;
      }
    }
  }
}
