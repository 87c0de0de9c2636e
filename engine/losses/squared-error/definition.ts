// Mean squared error of values against values (operations/value-loss has the formula and its source).
import { measureValues } from '../../operations/value-loss/operation.ts';
import { defineLoss } from '../loss.ts';

export const squaredError = defineLoss({
  type: 'meanSquaredError',
  label: 'Mean squared error',
  explanation:
    'The mean of the squared differences between what the network gives and the target. Large errors weigh much, small ones hardly: what is uncertain comes out blurred. The measure behind the signal-to-noise ratio.',
  target: 'values',
  fields: {},
  compute: ({ builder, weight, prediction, target }) =>
    measureValues(builder, { prediction, target }, { loss: 'squared', delta: 1, weight }),
});
