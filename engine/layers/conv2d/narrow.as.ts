// Products of convolutions with at most eight filters a group: values are read where they lie (simd/gemm-narrow.as.ts).
import { multiplyPixels, multiplyTaps } from '../../simd/gemm-narrow.as';
import { PANEL_ROWS } from '../../simd/gemm.as';
import { addExact, copyExact } from '../../simd/memory.as';
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
    multiplyTaps(
      load<usize>(a) + shift, load<usize>(a, 4) + shift, load<usize>(a, 8) + shift, load<usize>(a, 12) + shift, load<usize>(a, 16) + shift, load<usize>(a, 20) + shift,
      taps, depth, weights, initial, whole ? target : block, whole ? strideY : 32,
    );
    if (whole) continue;
    for (let r = 0; r < rows; r++) copyExact(target + <usize>r * strideY, block + (<usize>r << 5), columns);
  }
}

/** chunk[taps, columns of the group] += Σ values under the taps ⊗ dy, over `count` pixels. */
export function accumulateNarrow(g: Conv2dGeometry, group: i32, pixels: usize, count: i32, taps: usize, dy: usize, chunk: usize, block: usize): void {
  const columns = g.filters / g.groups;
  const shift = <usize>(group * (g.channels / g.groups)) << 2;
  const depth = groupDepth(g);
  const strideY = <usize>g.filters << 2;
  for (let k = 0; k < depth; k += PANEL_ROWS) {
    const t = taps + (<usize>k << 2);
    multiplyPixels(
      pixels, count,
      load<usize>(t) + shift, load<usize>(t, 4) + shift, load<usize>(t, 8) + shift, load<usize>(t, 12) + shift, load<usize>(t, 16) + shift, load<usize>(t, 20) + shift,
      dy, strideY, block,
    );
    const target = chunk + <usize>k * strideY;
    const rows = min(PANEL_ROWS, depth - k);
    for (let r = 0; r < rows; r++) addExact(target + <usize>r * strideY, block + (<usize>r << 5), columns);
  }
}
