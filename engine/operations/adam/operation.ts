// One step of Adam (Kingma and Ba 2015) or AdamW (Loshchilov and Hutter 2019) over a flat run of weights, PyTorch's formulas:
// m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², w ← w − η/(1−β₁ᵗ) · m / (√v / √(1−β₂ᵗ) + ε). Weight decay λ joins the gradient,
// g ← g + λ w, or, decoupled, shrinks the weight, w ← w (1 − η λ). η and both corrections come from the block of hyper-parameters.
import { hyperparameterBytes, hyperparameterSlots } from '../hyperparameters.ts';
import { defineOperation, floats } from '../operation.ts';

export interface AdamAttributes {
  readonly [name: string]: unknown;
  /** β₁ and β₂. */
  readonly firstDecay: number;
  readonly secondDecay: number;
  readonly epsilon: number;
  /** λ */
  readonly weightDecay: number;
  readonly decoupled: boolean;
}

const sample = (name: string, count: number, weightDecay: number, decoupled: boolean) => ({
  name,
  operands: {
    weights: floats(count),
    gradients: floats(count),
    first: floats(count),
    second: floats(count),
    hyperparameters: floats(hyperparameterBytes / 4),
  },
  attributes: { firstDecay: 0.9, secondDecay: 0.999, epsilon: 1e-8, weightDecay, decoupled },
});

export const adamUpdate = defineOperation<AdamAttributes>({
  name: 'adamUpdate',
  explanation: 'm ← β₁ m + (1 − β₁) g; v ← β₂ v + (1 − β₂) g²; w ← w − η · m / (√v + ε), both corrected',
  results: () => ({}),
  updates: ['weights', 'first', 'second'],
  reference: (call) => {
    const [weights, gradients, first, second] = [call.f32('weights'), call.f32('gradients'), call.f32('first'), call.f32('second')];
    const block = call.f32('hyperparameters');
    const rate = block[hyperparameterSlots.learningRate] as number;
    const size = rate / (block[hyperparameterSlots.firstCorrection] as number);
    const root = Math.sqrt(block[hyperparameterSlots.secondCorrection] as number);
    const { firstDecay, secondDecay, epsilon, weightDecay, decoupled } = call.attributes;
    for (let index = 0; index < weights.length; index++) {
      const weight = (weights[index] as number) * (decoupled ? 1 - rate * weightDecay : 1);
      const gradient = (gradients[index] as number) + (decoupled ? 0 : weightDecay * weight);
      const mean = firstDecay * (first[index] as number) + (1 - firstDecay) * gradient;
      const square = secondDecay * (second[index] as number) + (1 - secondDecay) * gradient * gradient;
      first[index] = mean;
      second[index] = square;
      weights[index] = weight - (size * mean) / (Math.sqrt(square) / root + epsilon);
    }
  },
  samples: [
    sample('Adam', 37, 0, false),
    sample('Adam with decay, more values than a tile', 9001, 0.01, false),
    sample('AdamW', 23, 0.01, true),
  ],
});
