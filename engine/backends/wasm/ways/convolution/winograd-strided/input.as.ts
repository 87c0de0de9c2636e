// Winograd's minimal filtering with stride 2, the input's side. A tile of 4×4 outputs reads a patch of 9×9 pixels. On each axis
// its five even samples become five values, Bᵀ of F(4, 2) at the points 0, 1, −1, 2, ∞; its four odd ones o0 − o2, o1 + o2,
// o2 − o1 and o3 − o1, which meet the middle tap at 0, 1, −1, ∞ (with the halves that weights.as.ts puts there) so that Aᵀ gives
// back o0 to o3. Both kinds end at the same 25 positions, side by side: all four phases are summed by the one product.
// In two passes: down the columns of a strip of tiles, read where they lie, then along the rows, tile by tile.
import { madd, nmadd, splat } from '../../../simd/math.as';
import { zero } from '../../../simd/memory.as';
import { WinogradMaps } from '../../../simd/winograd.as';
import { LONE_FORWARD, SIDE } from './weights.as';

/** Rows and columns of the input from one tile to the next, and of a patch. */
const STEP: i32 = 8;
const PATCH: i32 = 9;
/** Floats in a row of a strip; and the bytes from one row to the next, with room for a vector's overrun. */
const STRIP_FLOATS: i32 = 2048;
const STRIP_BYTES: usize = 8256;
/** Channels taken at a time, so that a patch fits. What is not a multiple of four has to be taken at once. */
export const MOST_CHANNELS: i32 = 224;
/** Rows of a strip: of five even values, then of the odd ones, without the lone point's. */
const ROWS: i32 = 10;
/** Private bytes that `transformStridedInputs` needs: ten rows, a row of zeros, a coefficient. */
export const STRIDED_SCRATCH: usize = <usize>(ROWS + 1) * STRIP_BYTES + 64;

/** Bytes between two tiles: at strides of powers of two they would share a few cache sets. */
export const TILE_GAP: usize = 16;

/** Bytes of a tile's values at a position of all four phases, and of the gap. */
@inline
export function stridedTileBytes(channels: i32): usize {
  return (<usize>channels << 4) + TILE_GAP;
}

/** Channels of all phases that there are at position (i, j). */
@inline
export function depthAt(i: i32, j: i32, channels: i32): i32 {
  return channels << <i32>(i != LONE_FORWARD) + <i32>(j != LONE_FORWARD);
}

/** Five even samples to five values, those of the lone point to a place of their own. */
@inline
function even5(d0: v128, d1: v128, d2: v128, d3: v128, d4: v128, two: v128, target: usize, stride: usize, lone: usize): void {
  const odd = f32x4.sub(d3, d1), even = f32x4.sub(d3, d2);
  v128.store(target, madd(two, f32x4.sub(d0, d2), odd));
  v128.store(lone, odd);
  target += stride;
  v128.store(target, nmadd(two, d1, even));
  target += stride;
  v128.store(target, madd(two, f32x4.sub(d1, d2), even));
  v128.store(target + 2 * stride, nmadd(two, odd, f32x4.sub(d4, d2)));
}

/** Four odd samples to four values; nothing goes to the lone point. */
@inline
function odd4(d0: v128, d1: v128, d2: v128, d3: v128, target: usize, stride: usize): void {
  v128.store(target, f32x4.sub(d0, d2));
  target += stride;
  v128.store(target, f32x4.add(d1, d2));
  target += stride;
  v128.store(target, f32x4.sub(d2, d1));
  v128.store(target + 2 * stride, f32x4.sub(d3, d1));
}

/** Down the columns: five even rows of `count` floats to five rows of a strip. */
function evenColumns(r0: usize, r1: usize, r2: usize, r3: usize, r4: usize, target: usize, count: i32, coefficients: usize): void {
  const two = v128.load(coefficients);
  for (let offset: usize = 0, end = <usize>count << 2; offset < end; offset += 16) {
    const d0 = v128.load(r0 + offset), d1 = v128.load(r1 + offset), d2 = v128.load(r2 + offset), d3 = v128.load(r3 + offset);
    const place = target + offset;
    even5(d0, d1, d2, d3, v128.load(r4 + offset), two, place, STRIP_BYTES, place + 3 * STRIP_BYTES);
  }
}

/** Down the columns: four odd rows to four of five rows of a strip. */
function oddColumns(r0: usize, r1: usize, r2: usize, r3: usize, target: usize, count: i32): void {
  for (let offset: usize = 0, end = <usize>count << 2; offset < end; offset += 16) {
    odd4(v128.load(r0 + offset), v128.load(r1 + offset), v128.load(r2 + offset), v128.load(r3 + offset), target + offset, STRIP_BYTES);
  }
}

/** Along the rows: five even pixels, `step` bytes apart, to five positions. */
function evenRow(source: usize, step: usize, target: usize, stride: usize, lone: usize, channels: i32, coefficients: usize): void {
  const two = v128.load(coefficients);
  for (let end = source + (<usize>channels << 2); source < end; source += 16) {
    let from = source;
    const d0 = v128.load(from);
    from += step;
    const d1 = v128.load(from);
    from += step;
    const d2 = v128.load(from);
    from += step;
    const d3 = v128.load(from);
    even5(d0, d1, d2, d3, v128.load(from + step), two, target, stride, lone);
    target += 16;
    lone += 16;
  }
}

/** Along the rows: four odd pixels, `step` bytes apart, to four positions. */
function oddRow(source: usize, step: usize, target: usize, stride: usize, channels: i32): void {
  for (let end = source + (<usize>channels << 2); source < end; source += 16) {
    const second = source + step, third = second + step;
    odd4(v128.load(source), v128.load(second), v128.load(third), v128.load(third + step), target, stride);
    target += 16;
  }
}

/** Address of a place in row `row` of an image at `x`, `offset` bytes into it: of zeros where there is no such row. */
@inline
function rowAddress(g: WinogradMaps, x: usize, row: i32, offset: usize, zeros: usize): usize {
  return row >= 0 && row < g.height ? x + (<usize>(row * g.width * g.channels) << 2) + offset : zeros;
}

/** Down the columns of a strip: rows from `row` on, columns [column, column + columns), channels [channel, channel + count). */
function fillStrip(g: WinogradMaps, x: usize, row: i32, column: i32, columns: i32, channel: i32, count: i32, strip: usize): void {
  const zeros = strip + <usize>ROWS * STRIP_BYTES;
  const from = min(columns, max(0, -column));
  const to = max(from, min(columns, g.width - column));
  const pixelBytes = <usize>count << 2;
  // all channels of neighbouring pixels are one run of memory
  const isRun = count == g.channels;
  const run = isRun ? (to - from) * count : count;
  for (let place = from; place < to; place += isRun ? to - from : 1) {
    const offset = <usize>((column + place) * g.channels + channel) << 2;
    const target = strip + <usize>place * pixelBytes;
    evenColumns(
      rowAddress(g, x, row, offset, zeros), rowAddress(g, x, row + 2, offset, zeros), rowAddress(g, x, row + 4, offset, zeros),
      rowAddress(g, x, row + 6, offset, zeros), rowAddress(g, x, row + 8, offset, zeros), target, run, zeros + STRIP_BYTES,
    );
    oddColumns(
      rowAddress(g, x, row + 1, offset, zeros), rowAddress(g, x, row + 3, offset, zeros), rowAddress(g, x, row + 5, offset, zeros),
      rowAddress(g, x, row + 7, offset, zeros), target + <usize>SIDE * STRIP_BYTES, run,
    );
  }
  for (let i = 0; i < ROWS; i++) {
    const target = strip + <usize>i * STRIP_BYTES;
    zero(target, <usize>from * pixelBytes);
    zero(target + <usize>to * pixelBytes, <usize>(columns - to) * pixelBytes);
  }
}

/**
 * v[position][tile][phase, channel] for tiles [first, first + count) of the batch, counted along rows, then down, then image by
 * image. Position (i, j) is matrix 5·i + j. A phase that is missing at a position is left out: depthAt values a tile. Up to
 * three values behind a tile's last are written, too.
 */
export function transformStridedInputs(g: WinogradMaps, x: usize, first: i32, count: i32, v: usize, positionBytes: usize, tileBytes: usize, scratch: usize): void {
  const slice = min(g.channels, MOST_CHANNELS);
  const mostTiles = (STRIP_FLOATS / slice - PATCH + STEP) / STEP;
  const zeros = scratch + <usize>ROWS * STRIP_BYTES;
  const coefficients = zeros + STRIP_BYTES;
  const phaseBytes = <usize>g.channels << 2;
  zero(zeros, STRIP_BYTES);
  v128.store(coefficients, splat(2));
  for (let tile = 0; tile < count; ) {
    const across = (first + tile) % g.tilesAcross;
    const line = (first + tile) / g.tilesAcross;
    const image = x + (<usize>(line / g.tilesDown) * <usize>g.height * <usize>(g.width * g.channels) << 2);
    const row = (line % g.tilesDown) * STEP - g.padTop;
    const tiles = min(mostTiles, min(count - tile, g.tilesAcross - across));
    for (let channel = 0; channel < g.channels; channel += slice) {
      const channels = min(slice, g.channels - channel);
      const pixelBytes = <usize>channels << 2;
      fillStrip(g, image, row, across * STEP - g.padLeft, tiles * STEP + PATCH - STEP, channel, channels, scratch);
      for (let line = 0; line < ROWS; line++) {
        const isOdd = line >= SIDE;
        const i = isOdd ? line - SIDE : line;
        if (isOdd && i == LONE_FORWARD) continue;
        let source = scratch + <usize>line * STRIP_BYTES;
        let target = v + <usize>(i * SIDE) * positionBytes + <usize>tile * tileBytes + (<usize>channel << 2);
        // phases lie in their order, so that what one writes behind its end is the next one's
        const even = isOdd ? 2 * phaseBytes : 0;
        const odd = even + phaseBytes;
        const lone = <usize>LONE_FORWARD * positionBytes + (isOdd ? phaseBytes : 0);
        for (let t = 0; t < tiles; t++) {
          evenRow(source, 2 * pixelBytes, target + even, positionBytes, target + lone, channels, coefficients);
          oddRow(source + pixelBytes, 2 * pixelBytes, target + odd, positionBytes, channels);
          source += <usize>STEP * pixelBytes;
          target += tileBytes;
        }
      }
    }
    tile += tiles;
  }
}
