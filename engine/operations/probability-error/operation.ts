// Mean squared error of probabilities against one-hot targets t, over the classes (Brier's score, divided by K). It gives the
// gradient with respect to the logits of the mean loss over the batch at once, through softmax: ∂/∂xᵢ = pᵢ (gᵢ − Σ pⱼ gⱼ) with
// g = 2 (p − t) / (n K).
import { labelResults, labelSample } from '../labels.ts';
import { defineOperation, type OperationBuilder, operandOf, type Value } from '../operation.ts';

export interface ProbabilityErrorAttributes {
  readonly [name: string]: unknown;
  /** What the gradient is multiplied by: the loss's share in the program's goal. */
  readonly weight: number;
}

export const probabilityError = defineOperation<ProbabilityErrorAttributes>({
  name: 'probabilityError',
  explanation: 'losses = Σ (p − t)² / K, with p = softmax(logits), and its gradient with respect to the logits',
  results: (_, operands) => labelResults('probabilityError', operands),
  gradient: ({ result, needs, give }) => {
    if (needs('logits')) give('logits', result('logitsGradient'));
  },
  reference: (call) => {
    const [probabilities, labels] = [call.f32('probabilities'), call.i32('labels')];
    const [losses, gradient] = [call.f32('losses'), call.f32('logitsGradient')];
    const [n = 0, classes = 0] = call.shape('probabilities');
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
      const factor = (2 * present * call.attributes.weight) / (n * classes);
      for (let c = 0; c < classes; c++) gradient[row * classes + c] = factor * p(c) * (error(c) - weighted);
    }
  },
  reach: () => ({ kind: 'everything' }),
  samples: [
    labelSample('five classes', 3, 5, { weight: 1 }),
    labelSample('one example, two classes, half the weight', 1, 2, { weight: 0.5 }),
  ],
});

/** The loss of each example, f32[n], of f32[n,classes], its softmax and i32[n]. Gradients flow to the logits alone. */
export function measureProbabilityError(
  builder: OperationBuilder,
  operands: Readonly<Record<'logits' | 'probabilities' | 'labels', Value>>,
  attributes: ProbabilityErrorAttributes,
): Value {
  return operandOf(builder.apply(probabilityError, operands, attributes), 'losses');
}
