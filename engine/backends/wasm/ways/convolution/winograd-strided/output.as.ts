// Winograd's minimal filtering with stride 2, the output's side of the input's gradient: 8×8 pixels a tile, of which each phase
// (even or odd rows, even or odd columns of the map with its border) is Aᵀ·m·A of its own sums. The lone point of an odd phase
// is read as zeros. Down the columns of a few tiles at a time into scratch, which stays in L1, then along the rows, tile by
// tile; masked and cropped at the map's border.
import { madd, splat } from '../../../simd/math.as';
import { copyExact, zero } from '../../../simd/memory.as';
import { maskRectified } from '../../../simd/rectify.as';
import { loneBackward, PHASES, SIDE } from './weights.as';

/** Pixels of a tile on one axis. */
export const PIXELS: i32 = 8;
/** Bytes that the transformed columns may take: half of the L1 cache. */
export const COLUMNS_BYTES: i32 = 16384;
/** Scratch: coefficients and zeros, then pixels, then transformed columns. */
const ZEROS: usize = 48;
export const PIXELS_PLACE: usize = 64;
/** Values of a tile at each of its channels in the transformed columns. */
export const COLUMN_VALUES: i32 = PIXELS * 2 * SIDE;

/** The map that is written. */
@unmanaged
export class StridedResult {
  dx: usize;
  mask: usize; // f32 as dx, 0: none
  height: i32;
  width: i32;
  channels: i32;
  padTop: i32; // of the forward pass
  padLeft: i32;
  tilesDown: i32;
  tilesAcross: i32;
}

/** Bytes that are kept for it, in front of what else is in scratch. */
export const RESULT_BYTES: usize = 64;

/**
 * Four values of Aᵀm, `stepT` bytes apart, of `bytes` bytes each. The first and the last of five rows are found on their own, and
 * move on by 16 bytes a vector, or by none (zeros); the others lie `stepM` bytes apart from `middle` on.
 */
function combine(head: usize, headStep: usize, middle: usize, stepM: usize, tail: usize, tailStep: usize, target: usize, stepT: usize, bytes: usize, coefficients: usize): void {
  const two = v128.load(coefficients), four = v128.load(coefficients, 16), eight = v128.load(coefficients, 32);
  for (let end = target + bytes; target < end; target += 16) {
    const m1 = v128.load(middle), second = middle + stepM;
    const m2 = v128.load(second), m3 = v128.load(second + stepM);
    const even = f32x4.add(m1, m2), odd = f32x4.sub(m1, m2);
    let place = target;
    v128.store(place, f32x4.add(v128.load(head), f32x4.add(even, m3)));
    place += stepT;
    v128.store(place, madd(two, m3, odd));
    place += stepT;
    v128.store(place, madd(four, m3, even));
    v128.store(place + stepT, f32x4.add(v128.load(tail), madd(eight, m3, odd)));
    middle += 16;
    head += headStep;
    tail += tailStep;
  }
}

/** Private bytes that `transformStridedOutputs` needs. */
@inline
export function stridedOutputScratch(tileBytes: usize): usize {
  return PIXELS_PLACE + <usize>PIXELS * tileBytes + max(<usize>COLUMNS_BYTES, <usize>COLUMN_VALUES * tileBytes);
}

/**
 * dx of tiles [first, first + count) from m[position][phase][tile][channel], `slotBytes` from one matrix to the next; tiles are
 * counted along rows, then down, then image by image.
 */
export function transformStridedOutputs(result: StridedResult, first: i32, count: i32, m: usize, slotBytes: usize, tileBytes: usize, scratch: usize): void {
  const channels = result.channels;
  const pixelBytes = <usize>channels << 2;
  const isWhole = (channels & 3) == 0;
  const zeros = scratch + ZEROS;
  const pixels = scratch + PIXELS_PLACE;
  const s = pixels + <usize>PIXELS * tileBytes;
  const loneRow = loneBackward(result.padTop), loneColumn = loneBackward(result.padLeft);
  // the row (column) that a tile begins with is odd where an odd number of zeros lies in front
  const shiftRow = result.padTop & 1, shiftColumn = result.padLeft & 1;
  v128.store(scratch, splat(2));
  v128.store(scratch, splat(4), 16);
  v128.store(scratch, splat(8), 32);
  zero(zeros, 16);
  const rowBytes = <usize>(SIDE * PHASES) * slotBytes;
  const most = max(1, COLUMNS_BYTES / (COLUMN_VALUES * <i32>tileBytes));
  for (let done = 0; done < count; done += most) {
    const group = min(most, count - done);
    const strideS = <usize>group * tileBytes;
    // s[row of eight][phase of columns][j][tile][channel]
    const lineS = <usize>(2 * SIDE) * strideS;
    for (let phase = 0; phase < PHASES; phase++) {
      const isOddRow = phase >> 1, isOddColumn = phase & 1;
      for (let j = 0; j < SIDE; j++) {
        if (isOddColumn && j == loneColumn) continue;
        const from = m + <usize>(j * PHASES + phase) * slotBytes + <usize>done * tileBytes;
        const hasHead = !isOddRow || loneRow != 0, hasTail = !isOddRow || loneRow != 4;
        const target = s + <usize>(isOddRow ^ shiftRow) * lineS + <usize>(isOddColumn * SIDE + j) * strideS;
        combine(hasHead ? from : zeros, hasHead ? 16 : 0, from + rowBytes, rowBytes, hasTail ? from + 4 * rowBytes : zeros, hasTail ? 16 : 0, target, 2 * lineS, strideS, scratch);
      }
    }
    for (let index = 0; index < group; index++) {
      const tile = first + done + index;
      const line = tile / result.tilesAcross;
      const column = (tile % result.tilesAcross) * PIXELS;
      const row = (line % result.tilesDown) * PIXELS;
      const height = min(PIXELS, result.height - row);
      const width = min(PIXELS, result.width - column);
      const isDirect = isWhole && width == PIXELS;
      const bytes = <usize>(channels + 3 >> 2) << 4;
      let offset = (<usize>(line / result.tilesDown) * <usize>result.height + <usize>row) * <usize>result.width + <usize>column;
      offset *= pixelBytes;
      for (let i = 0; i < height; i++) {
        const place = isDirect ? result.dx + offset : pixels;
        const step = isDirect ? pixelBytes : tileBytes;
        for (let isOdd = 0; isOdd < 2; isOdd++) {
          const from = s + <usize>i * lineS + <usize>(isOdd * SIDE) * strideS + <usize>index * tileBytes;
          const hasHead = !isOdd || loneColumn != 0, hasTail = !isOdd || loneColumn != 4;
          const target = place + <usize>(isOdd ^ shiftColumn) * step;
          combine(hasHead ? from : zeros, hasHead ? 16 : 0, from + strideS, strideS, hasTail ? from + 4 * strideS : zeros, hasTail ? 16 : 0, target, 2 * step, bytes, scratch);
        }
        if (!isDirect) {
          for (let pixel = 0; pixel < width; pixel++) {
            copyExact(result.dx + offset + <usize>pixel * pixelBytes, pixels + <usize>pixel * tileBytes, channels);
          }
        }
        if (result.mask != 0) maskRectified(result.dx + offset, result.mask + offset, width * channels);
        offset += <usize>result.width * pixelBytes;
      }
    }
  }
}
