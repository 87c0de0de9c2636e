// Dropout: in training y = x · mask / (1 − rate), otherwise y = x.
import { drop } from '../../operations/dropout/operation.ts';
import { defineLayer, firstOf, noWeights } from '../layer.ts';

export const dropout = defineLayer({
  type: 'dropout',
  label: 'Dropout',
  group: 'regularisation',
  explanation:
    'While training, each value is set to 0 with this probability, anew for every image, and the others grow by 1 / (1 − rate) so that the expected sum stays. No unit can rely on one particular other unit, which keeps a network from learning the training images by heart. Outside training it does nothing.',
  inputs: { minimum: 1, maximum: 1 },
  fields: {
    rate: { kind: 'number', label: 'Rate', help: 'The share of values set to 0 while training.', minimum: 0, maximum: 0.95, default: 0.5 },
  },
  inferShape: (_parameters, inputs) => ({ shape: inputs[0] ?? [] }),
  weights: noWeights,
  compute: ({ builder, inputs, parameters: { rate }, training, key, hyperparameters }) => {
    const x = firstOf(inputs);
    return training && rate > 0 ? drop(builder, { x, hyperparameters }, { rate, key }) : x;
  },
  samples: [
    { name: 'half of a vector', parameters: { rate: 0.5 }, inputShapes: [[37]], batch: 3 },
    { name: 'a map of odd size, one example', parameters: { rate: 0.2 }, inputShapes: [[5, 3, 3]], batch: 1 },
    { name: 'more values than a tile', parameters: { rate: 0.9 }, inputShapes: [[33, 31, 9]], batch: 1 },
  ],
});
