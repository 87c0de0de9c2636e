// Mean squared error of values against values (operations/value-loss has the formula and its source).
import { measureValues } from '../../operations/value-loss/operation.ts';
import { defineLoss } from '../loss.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

export const squaredError = defineLoss({
  type: 'meanSquaredError',
  words: { en: words, zh: chinese },
  target: 'values',
  fields: {},
  compute: ({ builder, weight, prediction, target }) =>
    measureValues(builder, { prediction, target }, { loss: 'squared', delta: 1, weight }),
});
