// Dropout: in training y = x · mask / (1 − rate), otherwise y = x.
import { drop } from '../../operations/dropout/operation.ts';
import { defineLayer, firstOf, noWeights } from '../layer.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

export const dropout = defineLayer({
  type: 'dropout',
  words: { en: words, zh: chinese },
  group: 'regularisation',
  inputs: { minimum: 1, maximum: 1 },
  fields: {
    rate: { kind: 'number', minimum: 0, maximum: 0.95, default: 0.5 },
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
