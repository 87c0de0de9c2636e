// Binary cross-entropy of values against values (operations/value-loss has the formula and its source).
import { measureValues } from '../../operations/value-loss/operation.ts';
import { defineLoss } from '../loss.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

export const binaryCrossEntropy = defineLoss({
  type: 'binaryCrossEntropy',
  words: { en: words, zh: chinese },
  target: 'values',
  fields: {},
  compute: ({ builder, weight, prediction, target }) =>
    measureValues(builder, { prediction, target }, { loss: 'binaryCrossEntropy', delta: 1, weight }),
});
