// Mean squared error of the probabilities against one-hot targets, over classes and batch (Brier's score, divided by K).
import { measureProbabilityError } from '../../operations/probability-error/operation.ts';
import { defineLoss } from '../loss.ts';

export const probabilityError = defineLoss({
  type: 'meanSquaredError',
  label: 'Mean squared error',
  explanation:
    'The mean squared distance between the probabilities and the truth (1 for the right class, 0 for the others). Never larger than 2 divided by the number of classes, so single wrong labels weigh little; but where the network is confidently wrong its gradient almost vanishes, and learning starts slowly.',
  target: 'labels',
  fields: {},
  compute: ({ builder, weight, input: logits, prediction: probabilities, target: labels }) =>
    measureProbabilityError(builder, { logits, probabilities, labels }, { weight }),
});
