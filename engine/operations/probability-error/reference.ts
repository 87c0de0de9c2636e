// Mean squared error of probabilities, plain, and its gradient through softmax.
import type { ReferenceKernels, StepArguments } from '../../backends/reference-kernel.ts';

function meanSquaredErrorLoss(step: StepArguments): void {
  const [probabilities, labels, losses, gradient] = [
    step.f32('probabilities'),
    step.i32('labels'),
    step.f32('losses'),
    step.f32('logitsGradient'),
  ];
  const [n, classes] = [step.number('n'), step.number('classes')];
  for (let row = 0; row < n; row++) {
    const label = labels[row] as number;
    const present = label < 0 ? 0 : 1;
    const p = (c: number): number => probabilities[row * classes + c] as number;
    const error = (c: number): number => p(c) - (c === label ? 1 : 0);
    let [loss, weighted] = [0, 0];
    for (let c = 0; c < classes; c++) {
      loss += error(c) ** 2 / classes;
      weighted += p(c) * error(c);
    }
    losses[row] = loss * present;
    if (step.number('hasGradient') === 0) continue;
    for (let c = 0; c < classes; c++) gradient[row * classes + c] = ((2 * p(c) * (error(c) - weighted)) / (n * classes)) * present;
  }
}

export const meanSquaredErrorReference: ReferenceKernels = { meanSquaredErrorLoss };
