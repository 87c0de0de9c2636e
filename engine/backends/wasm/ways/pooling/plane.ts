// What pooling's kernels are told: they know maps of height × width, and a map of one axis is one of height 1.
import type { PoolingAxis } from '../../../../operations/pooling/axes.ts';

const flat: PoolingAxis = { size: 1, stride: 1, before: 0, after: 0, output: 1 };

export interface Plane {
  readonly n: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly rows: PoolingAxis;
  readonly columns: PoolingAxis;
}

/** Why the kernels can't pool this map. */
export function planeMisfit(axes: readonly PoolingAxis[]): string | undefined {
  return axes.length > 2 ? 'three axes' : undefined;
}

/** `map` is the shape of what is pooled, the batch first. */
export function planeOf(axes: readonly PoolingAxis[], map: readonly number[]): Plane {
  const [rows = flat, columns = flat] = axes.length < 2 ? [flat, ...axes] : axes;
  const [height = 1, width = 1] = map.length < 4 ? [1, map[1]] : map.slice(1);
  return { n: map[0] ?? 1, height, width, channels: map.at(-1) ?? 1, rows, columns };
}

/** What both passes of both operations are told. */
export function planeNumbers({ n, height, width, channels, rows, columns }: Plane) {
  return {
    n,
    height,
    width,
    channels,
    outHeight: rows.output,
    outWidth: columns.output,
    sizeHeight: rows.size,
    sizeWidth: columns.size,
    strideHeight: rows.stride,
    strideWidth: columns.stride,
    top: rows.before,
    left: columns.before,
  };
}

/** Until where a mean counts cells: through the padding, or only the input. */
export function countedExtents({ height, width, rows, columns }: Plane, countPadding: boolean) {
  return {
    firstRow: countPadding ? -rows.before : 0,
    lastRow: height + (countPadding ? rows.after : 0),
    firstColumn: countPadding ? -columns.before : 0,
    lastColumn: width + (countPadding ? columns.after : 0),
  };
}
