// Binary cross-entropy of values against values (operations/value-loss has the formula and its source).
import { measureValues } from '../../operations/value-loss/operation.ts';
import { defineLoss } from '../loss.ts';

export const binaryCrossEntropy = defineLoss({
  type: 'binaryCrossEntropy',
  label: 'Binary cross-entropy',
  explanation:
    'How surprised the network is by each value, read as a probability: −t ln p − (1 − t) ln(1 − p). Wants values from 0 to 1, as a sigmoid gives them, and punishes sure mistakes hard. The usual choice for black-and-white images.',
  target: 'values',
  fields: {},
  compute: ({ builder, weight, prediction, target }) =>
    measureValues(builder, { prediction, target }, { loss: 'binaryCrossEntropy', delta: 1, weight }),
});
