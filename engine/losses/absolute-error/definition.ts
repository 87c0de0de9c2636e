// Mean absolute error of values against values (operations/value-loss has the formula and its source).
import { measureValues } from '../../operations/value-loss/operation.ts';
import { defineLoss } from '../loss.ts';

export const absoluteError = defineLoss({
  type: 'meanAbsoluteError',
  label: 'Mean absolute error',
  explanation:
    'The mean of the differences without their sign. Every error weighs as much as it is large, so single wild values do not steer the rest; where half of the errors are above and half below, it is content.',
  target: 'values',
  fields: {},
  compute: ({ builder, weight, prediction, target }) =>
    measureValues(builder, { prediction, target }, { loss: 'absolute', delta: 1, weight }),
});
