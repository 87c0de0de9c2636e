// Adam and AdamW, plain. Learning rate and corrections come from the hyper-parameter block.
import type { ReferenceKernels, StepArguments } from '../../backends/reference-kernel.ts';
import { hyperparameterSlots } from '../hyperparameters.ts';

function adamUpdate(step: StepArguments): void {
  const [weights, gradients, first, second] = [step.f32('weights'), step.f32('gradients'), step.f32('first'), step.f32('second')];
  const block = step.f32('hyperparameters');
  const rate = block[hyperparameterSlots.learningRate] as number;
  const size = rate / (block[hyperparameterSlots.firstCorrection] as number);
  const root = Math.sqrt(block[hyperparameterSlots.secondCorrection] as number);
  const [decay, decoupled] = [step.number('weightDecay'), step.number('decoupled') === 1];
  for (let index = 0; index < step.number('count'); index++) {
    const weight = (weights[index] as number) * (decoupled ? 1 - rate * decay : 1);
    const gradient = (gradients[index] as number) + (decoupled ? 0 : decay * weight);
    const mean = step.number('firstDecay') * (first[index] as number) + step.number('firstShare') * gradient;
    const square = step.number('secondDecay') * (second[index] as number) + step.number('secondShare') * gradient * gradient;
    first[index] = mean;
    second[index] = square;
    weights[index] = weight - (size * mean) / (Math.sqrt(square) / root + step.number('epsilon'));
  }
}

export const adamReference: ReferenceKernels = { adamUpdate };
