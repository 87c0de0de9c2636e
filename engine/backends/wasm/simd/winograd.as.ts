// Winograd's minimal filtering, the input's side: Bᵀ·d·B of overlapping patches (Lavin and Gray, “Fast Algorithms for
// Convolutional Neural Networks”, 2016; the matrices are those of Toom and Cook, transposed). A tile is 4×4 outputs. Its patch
// is 5×5 for kernels 2×2 (points 0, ±1, 2, ∞), 6×6 for 3×3 (and −2) and 8×8 for 5×5 (and ±½). Row a of Bᵀ holds the
// coefficients of M(x)/(x − a), M = Π (x − a) over the finite points, row ∞ those of M; of row 0 of the largest the negative.
// In two passes: down the columns of a whole strip of neighbouring tiles, read where they lie, then along the rows, tile by
// tile. What lies outside of the map is zero in both, so no padded copy is needed.
// Blocking: a strip of neighbouring tiles. Ceiling: the L1 cache's stores. Reached: a quarter of a convolution's time with 16 channels,
// an eighth with 32, a twentieth with 64 (F(4×4, 3×3), one core).
import { madd, nmadd, splat } from './math.as';
import { zero } from './memory.as';

/** Outputs of a tile on one axis. */
export const TILE: i32 = 4;
/** Floats in a row of a strip; and the bytes from one row to the next, with room for a vector's overrun. */
const STRIP_FLOATS: i32 = 2048;
const STRIP_BYTES: usize = 8256;
/** Channels taken at a time, so that a patch of eight columns fits. */
const MOST_CHANNELS: i32 = 256;
/** Private bytes that `transformInputs` needs: eight rows, a row of zeros, coefficients. */
export const INPUT_SCRATCH: usize = 9 * STRIP_BYTES + 128;

/** The maps and how tiles cover them; a run of fields inside the steps, in this order. */
@unmanaged
export class WinogradMaps {
  n: i32;
  height: i32; // of the input
  width: i32;
  channels: i32;
  padTop: i32; // rows of zeros above the input
  padLeft: i32;
  tilesDown: i32; // tiles of 4×4 outputs in a map
  tilesAcross: i32;
  kernelHeight: i32; // 2, 3 or 5, as high as wide
}

/** Bytes from one tile to the next in a matrix of `columns` values a tile. */
@inline
export function tileBytesOf(columns: i32): usize {
  return (<usize>columns + 3 & ~3) << 2;
}

/** Bytes between the matrices of two positions: at a power of two they would push each other out of the cache. */
export const POSITION_GAP: usize = 64;

/** Bytes from the matrix of one position to the next. */
@inline
export function positionBytesOf(tiles: i32, tileBytes: usize): usize {
  return <usize>tiles * tileBytes + POSITION_GAP;
}

/**
 * Coefficients lie in scratch and are loaded into locals in front of every loop: as constants, the compilers would build
 * them anew, from integers, at every use.
 */
function storeCoefficients(target: usize, side: i32): void {
  v128.store(target, splat(2));
  v128.store(target, splat(4), 16);
  v128.store(target, splat(5), 32);
  if (side < 8) return;
  v128.store(target, splat(0.5), 48);
  v128.store(target, splat(0.25), 64);
  v128.store(target, splat(5.25), 80);
  v128.store(target, splat(4.25), 96);
}

/** Five values of Bᵀd, `stride` bytes apart. */
@inline
function patch5(d0: v128, d1: v128, d2: v128, d3: v128, d4: v128, two: v128, target: usize, stride: usize): void {
  const odd = f32x4.sub(d3, d1), even = f32x4.sub(d3, d2);
  v128.store(target, madd(two, f32x4.sub(d0, d2), odd));
  target += stride;
  v128.store(target, nmadd(two, d1, even));
  target += stride;
  v128.store(target, madd(two, f32x4.sub(d1, d2), even));
  target += stride;
  v128.store(target, odd);
  v128.store(target + stride, nmadd(two, odd, f32x4.sub(d4, d2)));
}

/** Down the columns: five rows of `count` floats to five rows of a strip. */
export function columnPass5(r0: usize, r1: usize, r2: usize, r3: usize, r4: usize, target: usize, count: i32, coefficients: usize): void {
  const two = v128.load(coefficients);
  for (let offset: usize = 0, end = <usize>count << 2; offset < end; offset += 16) {
    const d0 = v128.load(r0 + offset), d1 = v128.load(r1 + offset), d2 = v128.load(r2 + offset), d3 = v128.load(r3 + offset);
    patch5(d0, d1, d2, d3, v128.load(r4 + offset), two, target + offset, STRIP_BYTES);
  }
}

/** Along the rows: five pixels of a strip's row, `pixelBytes` apart, to five positions. */
function rowPass5(source: usize, pixelBytes: usize, target: usize, positionBytes: usize, channels: i32, coefficients: usize): void {
  const two = v128.load(coefficients);
  for (let end = source + (<usize>channels << 2); source < end; source += 16) {
    const second = source + pixelBytes, third = second + pixelBytes, fourth = third + pixelBytes;
    patch5(v128.load(source), v128.load(second), v128.load(third), v128.load(fourth), v128.load(fourth + pixelBytes), two, target, positionBytes);
    target += 16;
  }
}

/** Down the columns: six rows of `count` floats to six rows of a strip. */
function columnPass6(r0: usize, r1: usize, r2: usize, r3: usize, r4: usize, r5: usize, target: usize, count: i32, coefficients: usize): void {
  const two = v128.load(coefficients), four = v128.load(coefficients, 16), five = v128.load(coefficients, 32);
  for (let offset: usize = 0, end = <usize>count << 2; offset < end; offset += 16) {
    const d1 = v128.load(r1 + offset), d2 = v128.load(r2 + offset), d3 = v128.load(r3 + offset), d4 = v128.load(r4 + offset);
    const place = target + offset;
    v128.store(place, madd(four, v128.load(r0 + offset), nmadd(five, d2, d4)));
    v128.store(place, madd(four, d1, nmadd(five, d3, v128.load(r5 + offset))), 5 * STRIP_BYTES);
    const even = nmadd(four, d2, d4), odd = nmadd(four, d1, d3);
    v128.store(place, f32x4.add(even, odd), STRIP_BYTES);
    v128.store(place, f32x4.sub(even, odd), 2 * STRIP_BYTES);
    const outer = f32x4.sub(d4, d2), inner = f32x4.sub(d3, d1);
    v128.store(place, madd(two, inner, outer), 3 * STRIP_BYTES);
    v128.store(place, nmadd(two, inner, outer), 4 * STRIP_BYTES);
  }
}

/** Along the rows: six pixels of a strip's row, `pixelBytes` apart, to six positions. */
function rowPass6(source: usize, pixelBytes: usize, target: usize, positionBytes: usize, channels: i32, coefficients: usize): void {
  const two = v128.load(coefficients), four = v128.load(coefficients, 16), five = v128.load(coefficients, 32);
  for (let end = source + (<usize>channels << 2); source < end; source += 16) {
    let from = source;
    const d0 = v128.load(from);
    from += pixelBytes;
    const d1 = v128.load(from);
    from += pixelBytes;
    const d2 = v128.load(from);
    from += pixelBytes;
    const d3 = v128.load(from);
    from += pixelBytes;
    const d4 = v128.load(from);
    let place = target;
    v128.store(place, madd(four, d0, nmadd(five, d2, d4)));
    place += positionBytes;
    const even = nmadd(four, d2, d4), odd = nmadd(four, d1, d3);
    v128.store(place, f32x4.add(even, odd));
    place += positionBytes;
    v128.store(place, f32x4.sub(even, odd));
    place += positionBytes;
    const outer = f32x4.sub(d4, d2), inner = f32x4.sub(d3, d1);
    v128.store(place, madd(two, inner, outer));
    place += positionBytes;
    v128.store(place, nmadd(two, inner, outer));
    v128.store(place + positionBytes, madd(four, d1, nmadd(five, d3, v128.load(from + pixelBytes))));
    target += 16;
  }
}

/** The same for eight rows. */
function columnPass8(
  r0: usize, r1: usize, r2: usize, r3: usize, r4: usize, r5: usize, r6: usize, r7: usize, target: usize, count: i32, coefficients: usize,
): void {
  const four = v128.load(coefficients, 16), five = v128.load(coefficients, 32);
  const half = v128.load(coefficients, 48), quarter = v128.load(coefficients, 64);
  const outermost = v128.load(coefficients, 80), ones = v128.load(coefficients, 96);
  for (let offset: usize = 0, end = <usize>count << 2; offset < end; offset += 16) {
    const d1 = v128.load(r1 + offset), d2 = v128.load(r2 + offset), d3 = v128.load(r3 + offset);
    const d4 = v128.load(r4 + offset), d5 = v128.load(r5 + offset), d6 = v128.load(r6 + offset);
    const place = target + offset;
    v128.store(place, madd(outermost, f32x4.sub(d4, d2), f32x4.sub(v128.load(r0 + offset), d6)));
    v128.store(place, madd(outermost, f32x4.sub(d3, d5), f32x4.sub(v128.load(r7 + offset), d1)), 7 * STRIP_BYTES);
    let even = nmadd(ones, d4, f32x4.add(d2, d6)), odd = nmadd(ones, d3, f32x4.add(d1, d5));
    v128.store(place, f32x4.add(even, odd), STRIP_BYTES);
    v128.store(place, f32x4.sub(even, odd), 2 * STRIP_BYTES);
    even = madd(quarter, nmadd(five, d4, d2), d6);
    odd = madd(half, nmadd(five, d3, d1), f32x4.add(d5, d5));
    v128.store(place, f32x4.add(even, odd), 3 * STRIP_BYTES);
    v128.store(place, f32x4.sub(even, odd), 4 * STRIP_BYTES);
    even = nmadd(five, d4, madd(four, d2, d6));
    odd = madd(half, nmadd(five, d3, d5), f32x4.add(d1, d1));
    v128.store(place, f32x4.add(even, odd), 5 * STRIP_BYTES);
    v128.store(place, f32x4.sub(even, odd), 6 * STRIP_BYTES);
  }
}

/** The same for eight pixels. */
function rowPass8(source: usize, pixelBytes: usize, target: usize, positionBytes: usize, channels: i32, coefficients: usize): void {
  const four = v128.load(coefficients, 16), five = v128.load(coefficients, 32);
  const half = v128.load(coefficients, 48), quarter = v128.load(coefficients, 64);
  const outermost = v128.load(coefficients, 80), ones = v128.load(coefficients, 96);
  for (let end = source + (<usize>channels << 2); source < end; source += 16) {
    let from = source;
    const d0 = v128.load(from);
    from += pixelBytes;
    const d1 = v128.load(from);
    from += pixelBytes;
    const d2 = v128.load(from);
    from += pixelBytes;
    const d3 = v128.load(from);
    from += pixelBytes;
    const d4 = v128.load(from);
    from += pixelBytes;
    const d5 = v128.load(from);
    from += pixelBytes;
    const d6 = v128.load(from);
    let place = target;
    v128.store(place, madd(outermost, f32x4.sub(d4, d2), f32x4.sub(d0, d6)));
    place += positionBytes;
    let even = nmadd(ones, d4, f32x4.add(d2, d6)), odd = nmadd(ones, d3, f32x4.add(d1, d5));
    v128.store(place, f32x4.add(even, odd));
    place += positionBytes;
    v128.store(place, f32x4.sub(even, odd));
    place += positionBytes;
    even = madd(quarter, nmadd(five, d4, d2), d6);
    odd = madd(half, nmadd(five, d3, d1), f32x4.add(d5, d5));
    v128.store(place, f32x4.add(even, odd));
    place += positionBytes;
    v128.store(place, f32x4.sub(even, odd));
    place += positionBytes;
    even = nmadd(five, d4, madd(four, d2, d6));
    odd = madd(half, nmadd(five, d3, d5), f32x4.add(d1, d1));
    v128.store(place, f32x4.add(even, odd));
    place += positionBytes;
    v128.store(place, f32x4.sub(even, odd));
    v128.store(place + positionBytes, madd(outermost, f32x4.sub(d3, d5), f32x4.sub(v128.load(from + pixelBytes), d1)));
    target += 16;
  }
}

/** Address of a place in row `row` of an image at `x`, `offset` bytes into it: of zeros where there is no such row. */
@inline
function rowAddress(g: WinogradMaps, x: usize, row: i32, offset: usize, zeros: usize): usize {
  return row >= 0 && row < g.height ? x + (<usize>(row * g.width * g.channels) << 2) + offset : zeros;
}

/** Down the columns of a strip: rows from `row` on, columns [column, column + columns), channels [channel, channel + count). */
function fillStrip(g: WinogradMaps, x: usize, row: i32, column: i32, columns: i32, channel: i32, count: i32, strip: usize, coefficients: usize): void {
  const zeros = strip + 8 * STRIP_BYTES;
  const from = min(columns, max(0, -column));
  const to = max(from, min(columns, g.width - column));
  const side = g.kernelHeight + TILE - 1;
  const pixelBytes = <usize>count << 2;
  // all channels of neighbouring pixels are one run of memory
  const isRun = count == g.channels;
  const run = isRun ? (to - from) * count : count;
  for (let place = from; place < to; place += isRun ? to - from : 1) {
    const offset = <usize>((column + place) * g.channels + channel) << 2;
    const r0 = rowAddress(g, x, row, offset, zeros), r1 = rowAddress(g, x, row + 1, offset, zeros);
    const r2 = rowAddress(g, x, row + 2, offset, zeros), r3 = rowAddress(g, x, row + 3, offset, zeros);
    const r4 = rowAddress(g, x, row + 4, offset, zeros), r5 = rowAddress(g, x, row + 5, offset, zeros);
    const target = strip + <usize>place * pixelBytes;
    if (side == 5) columnPass5(r0, r1, r2, r3, r4, target, run, coefficients);
    else if (side == 6) columnPass6(r0, r1, r2, r3, r4, r5, target, run, coefficients);
    else columnPass8(r0, r1, r2, r3, r4, r5, rowAddress(g, x, row + 6, offset, zeros), rowAddress(g, x, row + 7, offset, zeros), target, run, coefficients);
  }
  for (let i = 0; i < side; i++) {
    const target = strip + <usize>i * STRIP_BYTES;
    zero(target, <usize>from * pixelBytes);
    zero(target + <usize>to * pixelBytes, <usize>(columns - to) * pixelBytes);
  }
}

/**
 * v[position][tile][channel] = Bᵀ·d·B for tiles [first, first + count) of the batch, counted along rows, then down, then image by
 * image. Position (i, j) of a patch is matrix i·side + j. Up to three values behind a tile's last channel are written, too.
 */
export function transformInputs(g: WinogradMaps, x: usize, first: i32, count: i32, v: usize, positionBytes: usize, tileBytes: usize, scratch: usize): void {
  const side = g.kernelHeight + TILE - 1;
  const slice = min(g.channels, MOST_CHANNELS);
  const mostTiles = (STRIP_FLOATS / slice - side + TILE) / TILE;
  const coefficients = scratch + 9 * STRIP_BYTES;
  zero(scratch + 8 * STRIP_BYTES, STRIP_BYTES);
  storeCoefficients(coefficients, side);
  for (let tile = 0; tile < count; ) {
    const across = (first + tile) % g.tilesAcross;
    const line = (first + tile) / g.tilesAcross;
    const image = x + (<usize>(line / g.tilesDown) * <usize>g.height * <usize>(g.width * g.channels) << 2);
    const row = (line % g.tilesDown) * TILE - g.padTop;
    const tiles = min(mostTiles, min(count - tile, g.tilesAcross - across));
    for (let channel = 0; channel < g.channels; channel += slice) {
      const channels = min(slice, g.channels - channel);
      const pixelBytes = <usize>channels << 2;
      fillStrip(g, image, row, across * TILE - g.padLeft, tiles * TILE + side - TILE, channel, channels, scratch, coefficients);
      for (let i = 0; i < side; i++) {
        let source = scratch + <usize>i * STRIP_BYTES;
        let target = v + <usize>(i * side) * positionBytes + <usize>tile * tileBytes + (<usize>channel << 2);
        for (let t = 0; t < tiles; t++) {
          if (side == 5) rowPass5(source, pixelBytes, target, positionBytes, channels, coefficients);
          else if (side == 6) rowPass6(source, pixelBytes, target, positionBytes, channels, coefficients);
          else rowPass8(source, pixelBytes, target, positionBytes, channels, coefficients);
          source += pixelBytes << 2;
          target += tileBytes;
        }
      }
    }
    tile += tiles;
  }
}
