// Products of convolutions with at most eight filters a group: values are read where they lie (simd/gemm-narrow.as.ts).
// Blocking: six pixels, or six weights, × eight filters. Ceiling: that micro-kernel's, times filters / 8. Reached of 58 GFLOP/s:
// forward 41 (3×3, 3→8, stride 2), 37 (5×5, 3→6), 32 (1×1, 12→8); towards the weights 33 and 25.
import { multiplyPixels, multiplyTaps } from '../../../simd/gemm-narrow.as';
import { PANEL_ROWS } from '../../../simd/gemm.as';
import { addExact, copyExact } from '../../../simd/memory.as';
import { Conv2dGeometry, groupDepth } from './pixels.as';

/** Writes the byte offset of each value of a patch of the first group, and of up to five more, for whole blocks of six. */
export function fillTaps(g: Conv2dGeometry, taps: usize): void {
  const channels = g.channels / g.groups;
  for (let m = 0; m < g.kernelHeight; m++) {
    for (let n = 0; n < g.kernelWidth; n++) {
      const offset = (m * g.dilationHeight * g.paddedWidth + n * g.dilationWidth) * g.channels;
      for (let c = 0; c < channels; c++) {
        store<i32>(taps, (offset + c) << 2);
        taps += 4;
      }
    }
  }
  for (let extra = 0; extra < PANEL_ROWS; extra++) store<i32>(taps + (<usize>extra << 2), 0);
}

/** y[pixels, columns of the group] = values under the taps · packed + initial, for the `count` pixels of a tile. */
export function multiplyNarrow(g: Conv2dGeometry, group: i32, pixels: usize, count: i32, taps: usize, weights: usize, initial: usize, y: usize, block: usize): void {
  const columns = g.filters / g.groups;
  const shift = <usize>(group * (g.channels / g.groups)) << 2;
  const depth = groupDepth(g);
  const strideY = <usize>g.filters << 2;
  // the last panel is filled up with a pixel that is there; what it gives is not stored
  for (let extra = count; extra % PANEL_ROWS != 0; extra++) store<usize>(pixels + (<usize>extra << 2), load<usize>(pixels));
  for (let pixel = 0; pixel < count; pixel += PANEL_ROWS) {
    const a = pixels + (<usize>pixel << 2);
    const target = y + <usize>pixel * strideY;
    const rows = min(PANEL_ROWS, count - pixel);
    // fewer than eight columns run over into the next pixels, which are written next; not so at the end of a tile, nor in groups
    const isCovered = g.groups == 1 && (count - pixel - PANEL_ROWS) * columns >= 8 - columns;
    const whole = rows == PANEL_ROWS && (columns == 8 || isCovered);
    const a0 = load<usize>(a) + shift, a1 = load<usize>(a, 4) + shift, a2 = load<usize>(a, 8) + shift;
    const a3 = load<usize>(a, 12) + shift, a4 = load<usize>(a, 16) + shift, a5 = load<usize>(a, 20) + shift;
    // called at two places, or the compiler would put the function's loop into this one
    if (whole) {
      multiplyTaps(a0, a1, a2, a3, a4, a5, taps, depth, weights, initial, target, strideY);
      continue;
    }
    multiplyTaps(a0, a1, a2, a3, a4, a5, taps, depth, weights, initial, block, 32);
    for (let r = 0; r < rows; r++) copyExact(target + <usize>r * strideY, block + (<usize>r << 5), columns);
  }
}

/** block = the gradients of the six weights whose offsets lie at `taps`. */
@inline
function multiplySix(pixels: usize, count: i32, taps: usize, shift: usize, dy: usize, strideY: usize, block: usize): void {
  const t0 = load<usize>(taps) + shift, t1 = load<usize>(taps, 4) + shift, t2 = load<usize>(taps, 8) + shift;
  const t3 = load<usize>(taps, 12) + shift, t4 = load<usize>(taps, 16) + shift, t5 = load<usize>(taps, 20) + shift;
  multiplyPixels(pixels, count, t0, t1, t2, t3, t4, t5, dy, strideY, block);
}

/** chunk[taps, columns of the group] += Σ values under the taps ⊗ dy, over `count` pixels. */
export function accumulateNarrow(g: Conv2dGeometry, group: i32, pixels: usize, count: i32, taps: usize, dy: usize, chunk: usize, block: usize): void {
  const columns = g.filters / g.groups;
  const shift = <usize>(group * (g.channels / g.groups)) << 2;
  const depth = groupDepth(g);
  const strideY = <usize>g.filters << 2;
  for (let k = 0; k < depth; k += PANEL_ROWS) {
    // written twice so that the micro-kernel is called at two places, as above
    if (k == 0) multiplySix(pixels, count, taps, shift, dy, strideY, block);
    else multiplySix(pixels, count, taps + (<usize>k << 2), shift, dy, strideY, block);
    const target = chunk + <usize>k * strideY;
    const rows = min(PANEL_ROWS, depth - k);
    for (let r = 0; r < rows; r++) addExact(target + <usize>r * strideY, block + (<usize>r << 5), columns);
  }
}
