// Cross-entropy with label smoothing ε: loss = −Σ t·ln p, where t is 1 − ε + ε/K for the true class and ε/K for the others
// (Szegedy et al. 2016; PyTorch's formula); ε counts in training alone.
import { measureCrossEntropy } from '../../operations/cross-entropy/operation.ts';
import { defineLoss } from '../loss.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

export const crossEntropy = defineLoss({
  type: 'crossEntropy',
  words: { en: words, zh: chinese },
  target: 'labels',
  fields: {
    labelSmoothing: { kind: 'number', minimum: 0, maximum: 0.5, default: 0 },
  },
  compute: ({ builder, parameters, weight, training, input: logits, prediction: probabilities, target: labels }) =>
    measureCrossEntropy(builder, { logits, probabilities, labels }, { labelSmoothing: training ? parameters.labelSmoothing : 0, weight }),
});
