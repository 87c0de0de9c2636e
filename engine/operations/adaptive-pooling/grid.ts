// Where the windows of adaptive pooling lie: of an axis of `length` cells cut into `outputs` windows, window i sees the cells from
// ⌊i · length / outputs⌋ to ⌈(i + 1) · length / outputs⌉, as in PyTorch. Windows overlap by a cell where they do not divide the axis.

interface GridAxis {
  readonly length: number;
  readonly outputs: number;
}

export interface Grid {
  readonly n: number;
  /** One to three axes between the batch and the channels. */
  readonly lengths: readonly number[];
  readonly outputs: readonly number[];
  readonly channels: number;
}

/** A pair of an output and an input value under its window: which cell of the map that is, and how many the window has. */
type Visit = (output: number, input: number, cell: number, cells: number) => void;

const firstCell = ({ length, outputs }: GridAxis, window: number): number => Math.floor((window * length) / outputs);
const endCell = ({ length, outputs }: GridAxis, window: number): number => Math.ceil(((window + 1) * length) / outputs);

/** Every pair of an output value and an input value under its window; cells of a window in order of rows, then columns. */
export function visitGrid({ n, lengths, outputs, channels }: Grid, visit: Visit): void {
  const flat: GridAxis = { length: 1, outputs: 1 };
  const given = lengths.map((length, index): GridAxis => ({ length, outputs: outputs[index] ?? 1 }));
  const [planes, rows, columns] = [flat, flat, flat, ...given].slice(-3) as [GridAxis, GridAxis, GridAxis];
  for (let image = 0; image < n; image++)
    for (let plane = 0; plane < planes.outputs; plane++)
      for (let row = 0; row < rows.outputs; row++)
        for (let column = 0; column < columns.outputs; column++) {
          const output = (((image * planes.outputs + plane) * rows.outputs + row) * columns.outputs + column) * channels;
          const [firstPlane, endPlane] = [firstCell(planes, plane), endCell(planes, plane)];
          const [firstRow, endRow] = [firstCell(rows, row), endCell(rows, row)];
          const [firstColumn, endColumn] = [firstCell(columns, column), endCell(columns, column)];
          const cells = (endPlane - firstPlane) * (endRow - firstRow) * (endColumn - firstColumn);
          for (let d = firstPlane; d < endPlane; d++)
            for (let h = firstRow; h < endRow; h++)
              for (let w = firstColumn; w < endColumn; w++) {
                const cell = (d * rows.length + h) * columns.length + w;
                const input = (image * planes.length * rows.length * columns.length + cell) * channels;
                for (let c = 0; c < channels; c++) visit(output + c, input + c, cell, cells);
              }
        }
}
