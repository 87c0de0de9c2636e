// Huber of values against values (operations/value-loss has the formula and its source).
import { measureValues } from '../../operations/value-loss/operation.ts';
import { defineLoss } from '../loss.ts';

export const huber = defineLoss({
  type: 'huber',
  label: 'Huber',
  explanation:
    'Squared up to δ, straight beyond: small errors are smoothed as by the squared error, and wild ones weigh no more than by the absolute error.',
  target: 'values',
  fields: {
    delta: {
      kind: 'number',
      label: 'δ',
      help: 'The size of an error from which on it weighs only as much as it is large; images lie between 0 and 1.',
      minimum: 0.001,
      maximum: 10,
      default: 0.1,
    },
  },
  compute: ({ builder, parameters, weight, prediction, target }) =>
    measureValues(builder, { prediction, target }, { loss: 'huber', delta: parameters.delta, weight }),
});
