// Concat, plain: row by row to and from channels [offset, offset + channels) of `total`.
import type { ReferenceKernels, StepArguments } from '../../backends/reference-kernel.ts';

function concatForward(step: StepArguments): void {
  const [x, y] = [step.f32('x'), step.f32('y')];
  const [rows, channels, total, offset] = [step.number('rows'), step.number('channels'), step.number('total'), step.number('offset')];
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < channels; c++) y[row * total + offset + c] = x[row * channels + c] as number;
  }
}

function concatBackward(step: StepArguments): void {
  const [dy, dx] = [step.f32('dy'), step.f32('dx')];
  const [rows, channels, total, offset] = [step.number('rows'), step.number('channels'), step.number('total'), step.number('offset')];
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < channels; c++) dx[row * channels + c] = dy[row * total + offset + c] as number;
  }
}

export const concatReference: ReferenceKernels = { concatForward, concatBackward };
