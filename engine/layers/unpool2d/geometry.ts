// Where the windows of unpooling lie on the map that it makes: as pooling's on the map that it took. The size of that map does not follow
// from the number of windows alone (pooling drops rows or keeps partial windows), so it may be given; else windows end where it ends.
import type { Padding } from '../../base/fields.ts';
import type { Shape } from '../../base/shape.ts';
import type { PoolingInputAxis } from '../../operations/pooling/axes.ts';

export interface UnpoolParameters {
  readonly size: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: Padding;
  /** 0 follows from the windows. */
  readonly outputSize: readonly [number, number];
}

type Borders = 'same' | readonly [number, number];

/** Cells that the windows reach along one axis: all of them, the borders taken off. */
function usualLength(windows: number, size: number, stride: number, borders: Borders): number {
  if (borders === 'same') return windows * stride;
  return (windows - 1) * stride + size - borders[0] - borders[1];
}

function bordersOf(length: number, windows: number, size: number, stride: number, borders: Borders): readonly [number, number] {
  if (borders !== 'same') return borders;
  const total = Math.max(0, (windows - 1) * stride + size - length);
  return [Math.floor(total / 2), total - Math.floor(total / 2)];
}

export interface UnpoolAxis extends PoolingInputAxis {
  /** Its length where none is given. */
  readonly usual: number;
}

/** Both axes of the map that comes out; `input` is a map. Lengths may be less than 1 where padding takes everything. */
export function unpoolAxes({ size, stride, padding, outputSize }: UnpoolParameters, input: Shape): [UnpoolAxis, UnpoolAxis] {
  const axisOf = (index: 0 | 1): UnpoolAxis => {
    const windows = input[index] ?? 1;
    const [window, step] = [size[index], stride[index]];
    const sides = typeof padding === 'string' || index === 0 ? padding : { top: padding.left, bottom: padding.right };
    const borders: Borders = sides === 'same' ? 'same' : typeof sides === 'string' ? [0, 0] : [sides.top, sides.bottom];
    const usual = usualLength(windows, window, step, borders);
    const length = outputSize[index] === 0 ? usual : outputSize[index];
    const [before, after] = bordersOf(length, windows, window, step, borders);
    return { size: window, stride: step, before, after, output: windows, length, usual };
  };
  return [axisOf(0), axisOf(1)];
}
