// Softmax, plain, in double precision; the largest value is subtracted first so that no exponential overflows.
import type { ReferenceKernels, StepArguments } from '../../backends/reference-kernel.ts';

function softmaxForward(step: StepArguments): void {
  const [x, y] = [step.f32('x'), step.f32('y')];
  const [n, classes] = [step.number('n'), step.number('classes')];
  for (let row = 0; row < n; row++) {
    const logits = Array.from(x.subarray(row * classes, (row + 1) * classes));
    const largest = Math.max(...logits);
    const exponentials = logits.map((value) => Math.exp(value - largest));
    const sum = exponentials.reduce((total, value) => total + value, 0);
    for (let c = 0; c < classes; c++) y[row * classes + c] = (exponentials[c] as number) / sum;
  }
}

export const softmaxReference: ReferenceKernels = { softmaxForward };
