// The transforms of Winograd's filter gradient, four channels at a time: dW = Gᵀ [Σ (Bᵀ x B) ⊙ (A dY Aᵀ)] G for tiles of 4×4
// outputs (Lavin and Gray, “Fast Algorithms for Convolutional Neural Networks”, 2015, section 4, whose matrices are those of
// the points 0, ±1, ±2, ∞ for 3×3 kernels; 5×5 adds ±1/2, with the matrices of 6×6 outputs and 3×3 kernels turned round).
// Each transform takes columns first, through `lines` in scratch, then rows; results go to positions `stride` bytes apart.
import { madd, splat } from './math.as';

/** Six values of Bᵀd, `stride` bytes apart. */
@inline
function input6(d0: v128, d1: v128, d2: v128, d3: v128, d4: v128, d5: v128, target: usize, stride: usize): void {
  v128.store(target, madd(splat(4), d0, madd(splat(-5), d2, d4)));
  const even = madd(splat(-4), d2, d4);
  const odd = madd(splat(-4), d1, d3);
  target += stride;
  v128.store(target, f32x4.add(even, odd));
  target += stride;
  v128.store(target, f32x4.sub(even, odd));
  const evenTwo = f32x4.sub(d4, d2);
  const oddTwo = f32x4.sub(d3, d1);
  target += stride;
  v128.store(target, madd(splat(2), oddTwo, evenTwo));
  target += stride;
  v128.store(target, madd(splat(-2), oddTwo, evenTwo));
  target += stride;
  v128.store(target, madd(splat(4), d1, madd(splat(-5), d3, d5)));
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
  const evenTwo = madd(splat(4), y2, y0);
  const oddTwo = madd(splat(4), y3, y1);
  target += stride;
  v128.store(target, madd(splat(2), oddTwo, evenTwo));
  target += stride;
  v128.store(target, madd(splat(-2), oddTwo, evenTwo));
  target += stride;
  v128.store(target, y3);
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

/** Eight values of Bᵀd, `stride` bytes apart. */
@inline
function input8(d0: v128, d1: v128, d2: v128, d3: v128, d4: v128, d5: v128, d6: v128, d7: v128, target: usize, stride: usize): void {
  v128.store(target, madd(splat(5.25), f32x4.sub(d4, d2), f32x4.sub(d0, d6)));
  v128.store(target + 7 * stride, madd(splat(5.25), f32x4.sub(d3, d5), f32x4.sub(d7, d1)));
  let even = madd(splat(-4.25), d4, f32x4.add(d2, d6));
  let odd = madd(splat(-4.25), d3, f32x4.add(d1, d5));
  target += stride;
  v128.store(target, f32x4.add(even, odd));
  target += stride;
  v128.store(target, f32x4.sub(even, odd));
  even = madd(splat(-1.25), d4, madd(splat(0.25), d2, d6));
  odd = madd(splat(-2.5), d3, madd(splat(2), d5, f32x4.mul(splat(0.5), d1)));
  target += stride;
  v128.store(target, f32x4.add(even, odd));
  target += stride;
  v128.store(target, f32x4.sub(even, odd));
  even = madd(splat(-5), d4, madd(splat(4), d2, d6));
  odd = madd(splat(-2.5), d3, madd(splat(2), d1, f32x4.mul(splat(0.5), d5)));
  target += stride;
  v128.store(target, f32x4.add(even, odd));
  target += stride;
  v128.store(target, f32x4.sub(even, odd));
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

/**
 * Bᵀ x B of one 6×6 tile. `rows`: addresses of six rows of pixels `pixelBytes` apart; only columns [first, last) are read, the
 * others of `lines` (36 vectors) must be zero.
 */
export function transformInput6(rows: usize, offset: usize, pixelBytes: usize, first: i32, last: i32, lines: usize, target: usize, stride: usize): void {
  offset += <usize>first * pixelBytes;
  const row0 = load<usize>(rows) + offset, row1 = load<usize>(rows, 4) + offset, row2 = load<usize>(rows, 8) + offset;
  const row3 = load<usize>(rows, 12) + offset, row4 = load<usize>(rows, 16) + offset, row5 = load<usize>(rows, 20) + offset;
  let pixel: usize = 0;
  for (let column = lines + (<usize>first << 4), end = lines + (<usize>last << 4); column < end; column += 16) {
    input6(
      v128.load(row0 + pixel), v128.load(row1 + pixel), v128.load(row2 + pixel),
      v128.load(row3 + pixel), v128.load(row4 + pixel), v128.load(row5 + pixel),
      column, 96,
    );
    pixel += pixelBytes;
  }
  for (let end = lines + 576; lines < end; lines += 96) {
    input6(v128.load(lines), v128.load(lines, 16), v128.load(lines, 32), v128.load(lines, 48), v128.load(lines, 64), v128.load(lines, 80), target, stride);
    target += 6 * stride;
  }
}

/** A dY Aᵀ of one 4×4 tile; as above, with four rows and lines of four vectors. */
export function transformGradient6(rows: usize, offset: usize, pixelBytes: usize, first: i32, last: i32, lines: usize, target: usize, stride: usize): void {
  offset += <usize>first * pixelBytes;
  const row0 = load<usize>(rows) + offset, row1 = load<usize>(rows, 4) + offset;
  const row2 = load<usize>(rows, 8) + offset, row3 = load<usize>(rows, 12) + offset;
  let pixel: usize = 0;
  for (let column = lines + (<usize>first << 4), end = lines + (<usize>last << 4); column < end; column += 16) {
    gradient6(v128.load(row0 + pixel), v128.load(row1 + pixel), v128.load(row2 + pixel), v128.load(row3 + pixel), column, 64);
    pixel += pixelBytes;
  }
  for (let end = lines + 384; lines < end; lines += 64) {
    gradient6(v128.load(lines), v128.load(lines, 16), v128.load(lines, 32), v128.load(lines, 48), target, stride);
    target += 6 * stride;
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

/** Bᵀ x B of one 8×8 tile; as above, with eight rows and lines of eight vectors. */
export function transformInput8(rows: usize, offset: usize, pixelBytes: usize, first: i32, last: i32, lines: usize, target: usize, stride: usize): void {
  offset += <usize>first * pixelBytes;
  const row0 = load<usize>(rows) + offset, row1 = load<usize>(rows, 4) + offset, row2 = load<usize>(rows, 8) + offset;
  const row3 = load<usize>(rows, 12) + offset, row4 = load<usize>(rows, 16) + offset, row5 = load<usize>(rows, 20) + offset;
  const row6 = load<usize>(rows, 24) + offset, row7 = load<usize>(rows, 28) + offset;
  let pixel: usize = 0;
  for (let column = lines + (<usize>first << 4), end = lines + (<usize>last << 4); column < end; column += 16) {
    input8(
      v128.load(row0 + pixel), v128.load(row1 + pixel), v128.load(row2 + pixel), v128.load(row3 + pixel),
      v128.load(row4 + pixel), v128.load(row5 + pixel), v128.load(row6 + pixel), v128.load(row7 + pixel),
      column, 128,
    );
    pixel += pixelBytes;
  }
  for (let end = lines + 1024; lines < end; lines += 128) {
    input8(
      v128.load(lines), v128.load(lines, 16), v128.load(lines, 32), v128.load(lines, 48),
      v128.load(lines, 64), v128.load(lines, 80), v128.load(lines, 96), v128.load(lines, 112),
      target, stride,
    );
    target += 8 * stride;
  }
}

/** A dY Aᵀ of one 4×4 tile for 8×8 positions. */
export function transformGradient8(rows: usize, offset: usize, pixelBytes: usize, first: i32, last: i32, lines: usize, target: usize, stride: usize): void {
  offset += <usize>first * pixelBytes;
  const row0 = load<usize>(rows) + offset, row1 = load<usize>(rows, 4) + offset;
  const row2 = load<usize>(rows, 8) + offset, row3 = load<usize>(rows, 12) + offset;
  let pixel: usize = 0;
  for (let column = lines + (<usize>first << 4), end = lines + (<usize>last << 4); column < end; column += 16) {
    gradient8(v128.load(row0 + pixel), v128.load(row1 + pixel), v128.load(row2 + pixel), v128.load(row3 + pixel), column, 64);
    pixel += pixelBytes;
  }
  for (let end = lines + 512; lines < end; lines += 64) {
    gradient8(v128.load(lines), v128.load(lines, 16), v128.load(lines, 32), v128.load(lines, 48), target, stride);
    target += 8 * stride;
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
