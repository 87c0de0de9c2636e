// Pooling, plain: for each output the cells of its window that lie inside the input, in order of rows, then columns. Maps of one
// and two axes are seen as maps of three.
import type { PoolingInputAxis } from './axes.ts';

export interface PoolingMap {
  readonly n: number;
  readonly axes: readonly PoolingInputAxis[];
  readonly channels: number;
  /** Whether the cells of a window include those of the padding. */
  readonly countPadding: boolean;
}

/** A pair of an output and an input value under its window, at a position of it, and how many cells the window counts. */
type Visit = (output: number, input: number, position: number, cells: number) => void;

const flat: PoolingInputAxis = { size: 1, stride: 1, before: 0, after: 0, output: 1, length: 1 };

/** The cells that window `index` counts along an axis. */
function countCells({ stride, before, after, size, length }: PoolingInputAxis, index: number, countPadding: boolean): number {
  const start = index * stride - before;
  const [first, last] = countPadding ? [-before, length + after] : [0, length];
  return Math.min(start + size, last) - Math.max(start, first);
}

/** Every pair of an output value and an input value under its window. */
export function visitWindows({ n, axes, channels, countPadding }: PoolingMap, visit: Visit): void {
  const [planes, rows, columns] = [flat, flat, flat, ...axes].slice(-3) as [PoolingInputAxis, PoolingInputAxis, PoolingInputAxis];
  const positions = planes.size * rows.size * columns.size;
  const inside = (place: number, axis: PoolingInputAxis): boolean => place >= 0 && place < axis.length;
  for (let image = 0; image < n; image++)
    for (let plane = 0; plane < planes.output; plane++)
      for (let row = 0; row < rows.output; row++)
        for (let column = 0; column < columns.output; column++) {
          const cells =
            countCells(planes, plane, countPadding) * countCells(rows, row, countPadding) * countCells(columns, column, countPadding);
          const output = (((image * planes.output + plane) * rows.output + row) * columns.output + column) * channels;
          for (let position = 0; position < positions; position++) {
            const d = plane * planes.stride - planes.before + Math.floor(position / (rows.size * columns.size));
            const h = row * rows.stride - rows.before + (Math.floor(position / columns.size) % rows.size);
            const w = column * columns.stride - columns.before + (position % columns.size);
            if (!inside(d, planes) || !inside(h, rows) || !inside(w, columns)) continue;
            const input = (((image * planes.length + d) * rows.length + h) * columns.length + w) * channels;
            for (let c = 0; c < channels; c++) visit(output + c, input + c, position, cells);
          }
        }
}
