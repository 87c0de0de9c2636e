// Cross-entropy, plain. ln p = x − max − ln Σ exp(x − max); ∂(mean loss)/∂x = (p − t) / n.
import type { ReferenceKernels, StepArguments } from '../../backends/reference-kernel.ts';

function crossEntropyLoss(step: StepArguments): void {
  const [logits, probabilities, labels] = [step.f32('logits'), step.f32('probabilities'), step.i32('labels')];
  const [losses, gradient, hasGradient] = [step.f32('losses'), step.f32('logitsGradient'), step.number('hasGradient') === 1];
  const [n, classes, smoothing] = [step.number('n'), step.number('classes'), step.number('labelSmoothing')];
  for (let row = 0; row < n; row++) {
    const label = labels[row] as number;
    const values = Array.from(logits.subarray(row * classes, (row + 1) * classes));
    const largest = Math.max(...values);
    const logarithm = Math.log(values.reduce((sum, value) => sum + Math.exp(value - largest), 0));
    let loss = 0;
    for (let c = 0; c < classes; c++) {
      const target = (c === label ? 1 - smoothing : 0) + smoothing / classes;
      if (label >= 0 && target > 0) loss -= target * ((values[c] as number) - largest - logarithm);
      if (hasGradient) gradient[row * classes + c] = label < 0 ? 0 : ((probabilities[row * classes + c] as number) - target) / n;
    }
    losses[row] = loss;
  }
}

export const crossEntropyReference: ReferenceKernels = { crossEntropyLoss };
