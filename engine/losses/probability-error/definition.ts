// Mean squared error of the probabilities against one-hot targets, over classes and batch (Brier's score, divided by K).
import { measureProbabilityError } from '../../operations/probability-error/operation.ts';
import { defineLoss } from '../loss.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

export const probabilityError = defineLoss({
  type: 'meanSquaredError',
  words: { en: words, zh: chinese },
  target: 'labels',
  fields: {},
  compute: ({ builder, weight, input: logits, prediction: probabilities, target: labels }) =>
    measureProbabilityError(builder, { logits, probabilities, labels }, { weight }),
});
