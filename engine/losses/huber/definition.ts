// Huber of values against values (operations/value-loss has the formula and its source).
import { measureValues } from '../../operations/value-loss/operation.ts';
import { defineLoss } from '../loss.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

export const huber = defineLoss({
  type: 'huber',
  words: { en: words, zh: chinese },
  target: 'values',
  fields: {
    delta: { kind: 'number', minimum: 0.001, maximum: 10, default: 0.1 },
  },
  compute: ({ builder, parameters, weight, prediction, target }) =>
    measureValues(builder, { prediction, target }, { loss: 'huber', delta: parameters.delta, weight }),
});
