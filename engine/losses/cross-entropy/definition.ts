// Cross-entropy with label smoothing ε: loss = −Σ t·ln p, where t is 1 − ε + ε/K for the true class and ε/K for the others
// (Szegedy et al. 2016; PyTorch's formula); ε counts in training alone.
import { measureCrossEntropy } from '../../operations/cross-entropy/operation.ts';
import { defineLoss } from '../loss.ts';

export const crossEntropy = defineLoss({
  type: 'crossEntropy',
  label: 'Cross-entropy',
  explanation:
    'How surprised the network is by the true class: −ln of the probability it gave it. 0 is perfect; guessing among ten classes costs 2.30. Its gradient with respect to the logits is simply probability minus truth, which keeps learning while the network is confidently wrong. The usual choice for classifiers.',
  target: 'labels',
  fields: {
    labelSmoothing: {
      kind: 'number',
      label: 'Label smoothing',
      help: 'The share of certainty taken from the true class and spread over all, so that the network is not pushed to be infinitely sure. The loss of training includes it, and never falls to 0 then; the losses of validation and evaluation leave it out.',
      minimum: 0,
      maximum: 0.5,
      default: 0,
    },
  },
  compute: ({ builder, parameters, weight, training, input: logits, prediction: probabilities, target: labels }) =>
    measureCrossEntropy(builder, { logits, probabilities, labels }, { labelSmoothing: training ? parameters.labelSmoothing : 0, weight }),
});
