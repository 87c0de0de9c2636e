// Global pooling, plain. `cells` is height × width; switches hold the winning cell of each channel.
import type { ReferenceKernels, StepArguments } from '../../backends/reference-kernel.ts';
import { maskRectified } from '../../layers/rectify.ts';

/** Every output value: its index and the index of its first input value; the next ones are `channels` apart. */
function visitOutputs(step: StepArguments, visit: (output: number, first: number) => void): void {
  const [n, cells, channels] = [step.number('n'), step.number('cells'), step.number('channels')];
  for (let image = 0; image < n; image++) {
    for (let c = 0; c < channels; c++) visit(image * channels + c, image * cells * channels + c);
  }
}

function globalAverageForward(step: StepArguments): void {
  const [x, y] = [step.f32('x'), step.f32('y')];
  const [cells, channels] = [step.number('cells'), step.number('channels')];
  visitOutputs(step, (output, first) => {
    let sum = 0;
    for (let cell = 0; cell < cells; cell++) sum += x[first + cell * channels] as number;
    y[output] = sum / cells;
  });
}

function globalAverageBackward(step: StepArguments): void {
  const [dy, dx] = [step.f32('dy'), step.f32('dx')];
  const [cells, channels] = [step.number('cells'), step.number('channels')];
  visitOutputs(step, (output, first) => {
    for (let cell = 0; cell < cells; cell++) dx[first + cell * channels] = (dy[output] as number) / cells;
  });
  if (step.number('rectified') === 1) maskRectified(dx, step.f32('x'));
}

function globalMaxForward(step: StepArguments): void {
  const [x, y, switches] = [step.f32('x'), step.f32('y'), step.i32('switches')];
  const [cells, channels] = [step.number('cells'), step.number('channels')];
  visitOutputs(step, (output, first) => {
    let best = 0;
    for (let cell = 1; cell < cells; cell++) {
      const value = x[first + cell * channels] as number;
      if (value > (x[first + best * channels] as number) || Number.isNaN(value)) best = cell;
    }
    y[output] = x[first + best * channels] as number;
    if (step.number('keepSwitches') === 1) switches[output] = best;
  });
}

function globalMaxBackward(step: StepArguments): void {
  const [switches, dy, dx] = [step.i32('switches'), step.f32('dy'), step.f32('dx')];
  const [cells, channels] = [step.number('cells'), step.number('channels')];
  visitOutputs(step, (output, first) => {
    for (let cell = 0; cell < cells; cell++) dx[first + cell * channels] = switches[output] === cell ? (dy[output] as number) : 0;
  });
  if (step.number('rectified') === 1) maskRectified(dx, step.f32('x'));
}

export const globalPoolReference: ReferenceKernels = { globalAverageForward, globalAverageBackward, globalMaxForward, globalMaxBackward };
