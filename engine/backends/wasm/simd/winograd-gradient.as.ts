// The transforms of Winograd's filter gradient that the forward pass has not: dW = Gᵀ [Σ (Bᵀ x B) ⊙ (A dY Aᵀ)] G for tiles of
// 4×4 outputs (Lavin and Gray, “Fast Algorithms for Convolutional Neural Networks”, 2016, section 4, the product's transposed
// algorithm). Points are those of winograd.as.ts: row a of A holds 1, a, a², a³, row a of G the powers of a over Π (a − b).
// dY is taken in two passes, as the input is there: down the columns of a strip of tiles, read where they lie, then along rows.
// Blocking: a strip of neighbouring tiles. Ceiling: the L1 cache's stores; what is reached with it: the kernels' headers.
import { madd, splat } from './math.as';
import { zero } from './memory.as';
import { TILE } from './winograd.as';

/** Floats in a row of a strip; bytes from one row to the next. Eight rows and a row of zeros fit into INPUT_SCRATCH. */
const STRIP_FLOATS: i32 = 2048;
const STRIP_BYTES: usize = 8256;
/** Filters taken at a time. */
const MOST_FILTERS: i32 = 256;

/** Five values of A y, `stride` bytes apart. */
@inline
function gradient5(y0: v128, y1: v128, y2: v128, y3: v128, target: usize, stride: usize): void {
  v128.store(target, y0);
  const even = f32x4.add(y0, y2);
  const odd = f32x4.add(y1, y3);
  target += stride;
  v128.store(target, f32x4.add(even, odd));
  target += stride;
  v128.store(target, f32x4.sub(even, odd));
  const twice = f32x4.add(y3, y3);
  const halfOdd = f32x4.add(y2, twice), halfEven = f32x4.add(y1, f32x4.add(halfOdd, halfOdd));
  target += stride;
  v128.store(target, f32x4.add(y0, f32x4.add(halfEven, halfEven)));
  v128.store(target + stride, y3);
}

/** Six values of A y, `stride` bytes apart. */
@inline
function gradient6(y0: v128, y1: v128, y2: v128, y3: v128, target: usize, stride: usize): void {
  v128.store(target, y0);
  const even = f32x4.add(y0, y2);
  const odd = f32x4.add(y1, y3);
  target += stride;
  v128.store(target, f32x4.add(even, odd));
  target += stride;
  v128.store(target, f32x4.sub(even, odd));
  // by adding: V8 would load each constant anew
  const twice = f32x4.add(y2, y2), twiceOdd = f32x4.add(y3, y3);
  const evenTwo = f32x4.add(y0, f32x4.add(twice, twice));
  const halfOddTwo = f32x4.add(y1, f32x4.add(twiceOdd, twiceOdd));
  const oddTwo = f32x4.add(halfOddTwo, halfOddTwo);
  target += stride;
  v128.store(target, f32x4.add(evenTwo, oddTwo));
  target += stride;
  v128.store(target, f32x4.sub(evenTwo, oddTwo));
  target += stride;
  v128.store(target, y3);
}

/** Eight values of A y, `stride` bytes apart. */
@inline
function gradient8(y0: v128, y1: v128, y2: v128, y3: v128, target: usize, stride: usize): void {
  v128.store(target, y0);
  v128.store(target + 7 * stride, y3);
  let even = f32x4.add(y0, y2);
  let odd = f32x4.add(y1, y3);
  target += stride;
  v128.store(target, f32x4.add(even, odd));
  target += stride;
  v128.store(target, f32x4.sub(even, odd));
  even = madd(splat(4), y2, y0);
  odd = madd(splat(4), y3, y1);
  target += stride;
  v128.store(target, madd(splat(2), odd, even));
  target += stride;
  v128.store(target, madd(splat(-2), odd, even));
  even = madd(splat(0.25), y2, y0);
  odd = madd(splat(0.25), y3, y1);
  target += stride;
  v128.store(target, madd(splat(0.5), odd, even));
  target += stride;
  v128.store(target, madd(splat(-0.5), odd, even));
}

/** Three values of Gᵀm, `stride` bytes apart. */
@inline
function filter6(m0: v128, m1: v128, m2: v128, m3: v128, m4: v128, m5: v128, target: usize, stride: usize): void {
  const ones = f32x4.mul(f32x4.add(m1, m2), splat(-1.0 / 6));
  const twos = f32x4.add(m3, m4);
  v128.store(target, madd(splat(0.25), m0, madd(splat(1.0 / 24), twos, ones)));
  v128.store(target + stride, madd(splat(1.0 / 6), f32x4.sub(m2, m1), f32x4.mul(f32x4.sub(m3, m4), splat(1.0 / 12))));
  v128.store(target + 2 * stride, f32x4.add(m5, madd(splat(1.0 / 6), twos, ones)));
}

/** Five values of Gᵀm, `stride` bytes apart. */
@inline
function filter8(m0: v128, m1: v128, m2: v128, m3: v128, m4: v128, m5: v128, m6: v128, m7: v128, target: usize, stride: usize): void {
  const ones = f32x4.mul(f32x4.add(m1, m2), splat(-2.0 / 9)), oddOnes = f32x4.mul(f32x4.sub(m1, m2), splat(-2.0 / 9));
  const twos = f32x4.mul(f32x4.add(m3, m4), splat(1.0 / 90)), oddTwos = f32x4.mul(f32x4.sub(m3, m4), splat(1.0 / 45));
  const halves = f32x4.mul(f32x4.add(m5, m6), splat(2.0 / 45)), oddHalves = f32x4.mul(f32x4.sub(m5, m6), splat(4.0 / 45));
  v128.store(target, f32x4.add(f32x4.add(m0, ones), madd(splat(16), halves, twos)));
  v128.store(target + stride, f32x4.add(oddOnes, madd(splat(4), oddHalves, oddTwos)));
  v128.store(target + 2 * stride, f32x4.add(ones, madd(splat(4), halves, f32x4.mul(splat(4), twos))));
  v128.store(target + 3 * stride, f32x4.add(oddOnes, madd(splat(4), oddTwos, oddHalves)));
  v128.store(target + 4 * stride, f32x4.add(f32x4.add(m7, ones), madd(splat(16), twos, halves)));
}

/** Down the columns: four rows of `count` floats to five rows of a strip. */
function columnPass5(r0: usize, r1: usize, r2: usize, r3: usize, target: usize, count: i32): void {
  for (let end = target + (<usize>count << 2); target < end; target += 16) {
    gradient5(v128.load(r0), v128.load(r1), v128.load(r2), v128.load(r3), target, STRIP_BYTES);
    r0 += 16;
    r1 += 16;
    r2 += 16;
    r3 += 16;
  }
}

/** Along the rows: four pixels of a strip's row, `pixelBytes` apart, to five positions. */
function rowPass5(source: usize, pixelBytes: usize, target: usize, stride: usize, filters: i32): void {
  for (let end = source + (<usize>filters << 2); source < end; source += 16) {
    const second = source + pixelBytes, third = second + pixelBytes;
    gradient5(v128.load(source), v128.load(second), v128.load(third), v128.load(third + pixelBytes), target, stride);
    target += 16;
  }
}

/** Down the columns: four rows of `count` floats to six rows of a strip. */
function columnPass6(r0: usize, r1: usize, r2: usize, r3: usize, target: usize, count: i32): void {
  for (let end = target + (<usize>count << 2); target < end; target += 16) {
    gradient6(v128.load(r0), v128.load(r1), v128.load(r2), v128.load(r3), target, STRIP_BYTES);
    r0 += 16;
    r1 += 16;
    r2 += 16;
    r3 += 16;
  }
}

/** Along the rows: four pixels of a strip's row, `pixelBytes` apart, to six positions. */
function rowPass6(source: usize, pixelBytes: usize, target: usize, stride: usize, filters: i32): void {
  for (let end = source + (<usize>filters << 2); source < end; source += 16) {
    const second = source + pixelBytes, third = second + pixelBytes;
    gradient6(v128.load(source), v128.load(second), v128.load(third), v128.load(third + pixelBytes), target, stride);
    target += 16;
  }
}

/** Down the columns: four rows of `count` floats to eight rows of a strip. */
function columnPass8(r0: usize, r1: usize, r2: usize, r3: usize, target: usize, count: i32): void {
  for (let end = target + (<usize>count << 2); target < end; target += 16) {
    gradient8(v128.load(r0), v128.load(r1), v128.load(r2), v128.load(r3), target, STRIP_BYTES);
    r0 += 16;
    r1 += 16;
    r2 += 16;
    r3 += 16;
  }
}

/** Along the rows: four pixels of a strip's row, `pixelBytes` apart, to eight positions. */
function rowPass8(source: usize, pixelBytes: usize, target: usize, stride: usize, filters: i32): void {
  for (let end = source + (<usize>filters << 2); source < end; source += 16) {
    const second = source + pixelBytes, third = second + pixelBytes;
    gradient8(v128.load(source), v128.load(second), v128.load(third), v128.load(third + pixelBytes), target, stride);
    target += 16;
  }
}

/**
 * z[position][tile][filter] = A·dY·Aᵀ for tiles [first, first + count) of the batch, counted as `transformInputs` counts them, and
 * `filters` of the `step` values of each pixel, from `dy` on. Up to three values behind a tile's last filter are written, too.
 */
export function transformGradients(
  dy: usize, height: i32, width: i32, step: i32, filters: i32, side: i32, first: i32, count: i32, z: usize, stride: usize, tileBytes: usize, scratch: usize,
): void {
  const tilesAcross = (width + TILE - 1) / TILE;
  const tilesDown = (height + TILE - 1) / TILE;
  const lineBytes = <usize>(width * step) << 2;
  const slice = min(filters, MOST_FILTERS);
  const mostTiles = STRIP_FLOATS / (slice * TILE);
  const zeros = scratch + 8 * STRIP_BYTES;
  zero(zeros, STRIP_BYTES);
  for (let tile = 0; tile < count; ) {
    const across = (first + tile) % tilesAcross;
    const line = (first + tile) / tilesAcross;
    const row = (line % tilesDown) * TILE;
    const corner = dy + <usize>((line / tilesDown) * height + row) * lineBytes + (<usize>(across * TILE * step) << 2);
    const tiles = min(mostTiles, min(count - tile, tilesAcross - across));
    const columns = min(tiles * TILE, width - across * TILE);
    for (let from = 0; from < filters; from += slice) {
      const taken = min(slice, filters - from);
      const pixelBytes = <usize>taken << 2;
      // all filters of neighbouring pixels are one run of memory
      const run = taken == step ? columns : 1;
      for (let column = 0; column < columns; column += run) {
        const r0 = corner + (<usize>(column * step + from) << 2);
        const r1 = row + 1 < height ? r0 + lineBytes : zeros;
        const r2 = row + 2 < height ? r0 + 2 * lineBytes : zeros;
        const r3 = row + 3 < height ? r0 + 3 * lineBytes : zeros;
        const target = scratch + <usize>column * pixelBytes;
        if (side == 5) columnPass5(r0, r1, r2, r3, target, run * taken);
        else if (side == 6) columnPass6(r0, r1, r2, r3, target, run * taken);
        else columnPass8(r0, r1, r2, r3, target, run * taken);
      }
      for (let i = 0; i < side; i++) {
        let source = scratch + <usize>i * STRIP_BYTES;
        let target = z + <usize>(i * side) * stride + <usize>tile * tileBytes + (<usize>from << 2);
        zero(source + <usize>columns * pixelBytes, <usize>(tiles * TILE - columns) * pixelBytes);
        for (let t = 0; t < tiles; t++) {
          if (side == 5) rowPass5(source, pixelBytes, target, stride, taken);
          else if (side == 6) rowPass6(source, pixelBytes, target, stride, taken);
          else rowPass8(source, pixelBytes, target, stride, taken);
          source += pixelBytes << 2;
          target += tileBytes;
        }
      }
    }
    tile += tiles;
  }
}

/** Gᵀ M G: 36 positions, `stride` bytes apart, to nine taps one behind the other in `taps`. */
export function transformFilter6(source: usize, stride: usize, lines: usize, taps: usize): void {
  for (let column = lines, end = lines + 96; column < end; column += 16) {
    let place = source;
    const m0 = v128.load(place);
    place += 6 * stride;
    const m1 = v128.load(place);
    place += 6 * stride;
    const m2 = v128.load(place);
    place += 6 * stride;
    const m3 = v128.load(place);
    place += 6 * stride;
    const m4 = v128.load(place);
    place += 6 * stride;
    filter6(m0, m1, m2, m3, m4, v128.load(place), column, 96);
    source += stride;
  }
  for (let end = lines + 288; lines < end; lines += 96) {
    filter6(v128.load(lines), v128.load(lines, 16), v128.load(lines, 32), v128.load(lines, 48), v128.load(lines, 64), v128.load(lines, 80), taps, 16);
    taps += 48;
  }
}

/** Gᵀ M G: 64 positions, `stride` bytes apart, to 25 taps one behind the other in `taps`. */
export function transformFilter8(source: usize, stride: usize, lines: usize, taps: usize): void {
  const row = 8 * stride;
  for (let column = lines, end = lines + 128; column < end; column += 16) {
    let place = source;
    const m0 = v128.load(place);
    place += row;
    const m1 = v128.load(place);
    place += row;
    const m2 = v128.load(place);
    place += row;
    const m3 = v128.load(place);
    place += row;
    const m4 = v128.load(place);
    place += row;
    const m5 = v128.load(place);
    place += row;
    const m6 = v128.load(place);
    filter8(m0, m1, m2, m3, m4, m5, m6, v128.load(place + row), column, 128);
    source += stride;
  }
  for (let end = lines + 640; lines < end; lines += 128) {
    filter8(
      v128.load(lines), v128.load(lines, 16), v128.load(lines, 32), v128.load(lines, 48),
      v128.load(lines, 64), v128.load(lines, 80), v128.load(lines, 96), v128.load(lines, 112),
      taps, 16,
    );
    taps += 80;
  }
}
