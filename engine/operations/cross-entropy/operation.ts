// Cross-entropy with label smoothing ε: loss = −Σ t·ln p, where t is 1 − ε + ε/K for the true class and ε/K for the others
// (Szegedy et al. 2016; PyTorch's formula), with ln p = x − max − ln Σ exp(x − max) from the logits x, so that it stays finite
// where p rounds to 0. It gives the gradient with respect to the logits of the mean loss at once, (p − t) / n, with softmax in
// between: cheap and stable.
import { labelResults, labelSample } from '../labels.ts';
import { defineOperation, type OperationBuilder, operandOf, type Value } from '../operation.ts';

export interface CrossEntropyAttributes {
  readonly [name: string]: unknown;
  /** ε, from 0 to below 1. */
  readonly labelSmoothing: number;
  /** What the gradient is multiplied by: the loss's share in the program's goal. */
  readonly weight: number;
}

export const crossEntropy = defineOperation<CrossEntropyAttributes>({
  name: 'crossEntropy',
  explanation: 'losses = −Σ t · ln p, with p = softmax(logits); logitsGradient = (p − t) · weight / n',
  results: (_, operands) => labelResults('crossEntropy', operands),
  gradient: ({ result, needs, give }) => {
    if (needs('logits')) give('logits', result('logitsGradient'));
  },
  reference: (call) => {
    const [logits, probabilities, labels] = [call.f32('logits'), call.f32('probabilities'), call.i32('labels')];
    const [losses, gradient] = [call.f32('losses'), call.f32('logitsGradient')];
    const { labelSmoothing, weight } = call.attributes;
    const [n = 0, classes = 0] = call.shape('logits');
    for (let row = 0; row < n; row++) {
      const label = labels[row] as number;
      const values = Array.from(logits.subarray(row * classes, (row + 1) * classes));
      const largest = values.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY);
      const logarithm = Math.log(values.reduce((sum, value) => sum + Math.exp(value - largest), 0));
      let loss = 0;
      for (let c = 0; c < classes; c++) {
        const [index, target] = [row * classes + c, (c === label ? 1 - labelSmoothing : 0) + labelSmoothing / classes];
        if (label >= 0 && target > 0) loss -= target * ((values[c] as number) - largest - logarithm);
        gradient[index] = label < 0 ? 0 : (((probabilities[index] as number) - target) / n) * weight;
      }
      losses[row] = loss;
    }
  },
  reach: () => ({ kind: 'everything' }),
  samples: [
    labelSample('ten classes', 5, 10, { labelSmoothing: 0, weight: 1 }),
    labelSample('label smoothing, seven classes', 3, 7, { labelSmoothing: 0.1, weight: 1 }),
    labelSample('one example, two classes, half the weight', 1, 2, { labelSmoothing: 0, weight: 0.5 }),
  ],
});

/** The loss of each example, f32[n], of f32[n,classes], its softmax and i32[n]. Gradients flow to the logits alone. */
export function measureCrossEntropy(
  builder: OperationBuilder,
  operands: Readonly<Record<'logits' | 'probabilities' | 'labels', Value>>,
  attributes: CrossEntropyAttributes,
): Value {
  return operandOf(builder.apply(crossEntropy, operands, attributes), 'losses');
}
