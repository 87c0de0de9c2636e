// Pooling, plain: for each output the cells of its window that lie inside the input, in order of rows, then columns.
import type { ReferenceKernels, StepArguments } from '../../backends/reference-kernel.ts';
import { maskRectified, rectify } from '../../layers/rectify.ts';

interface Cell {
  /** Index of the output value, of the input value, and of the cell within its window. */
  readonly output: number;
  readonly input: number;
  readonly position: number;
  readonly row: number;
  readonly column: number;
}

/** Every pair of an output value and an input value under its window. */
function visitCells(step: StepArguments, visit: (cell: Cell) => void): void {
  const [n, height, width, channels] = [step.number('n'), step.number('height'), step.number('width'), step.number('channels')];
  const [outHeight, outWidth] = [step.number('outHeight'), step.number('outWidth')];
  const [sizeHeight, sizeWidth] = [step.number('sizeHeight'), step.number('sizeWidth')];
  for (let image = 0; image < n; image++)
    for (let row = 0; row < outHeight; row++)
      for (let column = 0; column < outWidth; column++)
        for (let c = 0; c < channels; c++)
          for (let position = 0; position < sizeHeight * sizeWidth; position++) {
            const h = row * step.number('strideHeight') - step.number('top') + Math.floor(position / sizeWidth);
            const w = column * step.number('strideWidth') - step.number('left') + (position % sizeWidth);
            if (h < 0 || h >= height || w < 0 || w >= width) continue;
            const output = ((image * outHeight + row) * outWidth + column) * channels + c;
            visit({ output, input: ((image * height + h) * width + w) * channels + c, position, row, column });
          }
}

/** The cells that the mean of output (row, column) is taken over. */
function countCells(step: StepArguments, row: number, column: number): number {
  const h = row * step.number('strideHeight') - step.number('top');
  const w = column * step.number('strideWidth') - step.number('left');
  const rows = Math.min(h + step.number('sizeHeight'), step.number('lastRow')) - Math.max(h, step.number('firstRow'));
  const columns = Math.min(w + step.number('sizeWidth'), step.number('lastColumn')) - Math.max(w, step.number('firstColumn'));
  return rows * columns;
}

function outputCount(step: StepArguments): number {
  return step.number('n') * step.number('outHeight') * step.number('outWidth') * step.number('channels');
}

function inputCount(step: StepArguments): number {
  return step.number('n') * step.number('height') * step.number('width') * step.number('channels');
}

function pool2dMaxForward(step: StepArguments): void {
  const [x, y, switches] = [step.f32('x'), step.f32('y'), step.i32('switches')];
  const keeps = step.number('keepSwitches') === 1;
  y.fill(Number.NEGATIVE_INFINITY, 0, outputCount(step));
  if (keeps) switches.fill(0, 0, outputCount(step));
  visitCells(step, ({ output, input, position }) => {
    const value = x[input] as number;
    if (value > (y[output] as number) || Number.isNaN(value)) {
      y[output] = value;
      if (keeps) switches[output] = position;
    }
  });
  if (step.number('rectify') === 1) rectify(y);
}

function pool2dMaxBackward(step: StepArguments): void {
  const [switches, dy, dx] = [step.i32('switches'), step.f32('dy'), step.f32('dx')];
  const y = step.number('rectified') === 1 ? step.f32('y') : undefined;
  const sums = new Float64Array(inputCount(step));
  visitCells(step, ({ output, input, position }) => {
    if (y !== undefined && !((y[output] as number) > 0)) return;
    if (switches[output] === position) sums[input] = (sums[input] as number) + (dy[output] as number);
  });
  dx.set(sums);
}

function pool2dAverageForward(step: StepArguments): void {
  const [x, y] = [step.f32('x'), step.f32('y')];
  const sums = new Float64Array(outputCount(step));
  visitCells(step, ({ output, input, row, column }) => {
    sums[output] = (sums[output] as number) + (x[input] as number) / countCells(step, row, column);
  });
  y.set(sums);
  if (step.number('rectify') === 1) rectify(y);
}

function pool2dAverageBackward(step: StepArguments): void {
  const [dy, dx] = [step.f32('dy'), step.f32('dx')];
  const sums = new Float64Array(inputCount(step));
  visitCells(step, ({ output, input, row, column }) => {
    sums[input] = (sums[input] as number) + (dy[output] as number) / countCells(step, row, column);
  });
  dx.set(sums);
  if (step.number('rectified') === 1) maskRectified(dx, step.f32('x'));
}

export const poolReference: ReferenceKernels = { pool2dMaxForward, pool2dMaxBackward, pool2dAverageForward, pool2dAverageBackward };
