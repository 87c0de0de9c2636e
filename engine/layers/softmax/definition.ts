// Softmax along the last axis, y = exp(x − max x) / Σ exp(x − max x): the units of a vector, or the channels of every place of a map.
import { sizeOf } from '../../base/shape.ts';
import { reshape } from '../../operations/reshape/operation.ts';
import { takeSoftmax } from '../../operations/softmax/operation.ts';
import { defineLayer, firstOf, noWeights } from '../layer.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

export const softmax = defineLayer({
  type: 'softmax',
  words: { en: words, zh: chinese },
  group: 'detector',
  inputs: { minimum: 1, maximum: 1 },
  fields: {},
  inferShape: (_parameters, inputs) => ({ shape: inputs[0] ?? [] }),
  weights: noWeights,
  compute: ({ builder, inputs }) => {
    const x = firstOf(inputs);
    const channels = x.type.shape.at(-1) ?? 1;
    const rows = reshape(builder, x, [sizeOf(x.type.shape) / channels, channels]);
    return reshape(builder, takeSoftmax(builder, rows), x.type.shape);
  },
  samples: [
    { name: 'ten units', parameters: {}, inputShapes: [[10]], batch: 5 },
    { name: 'three units, one example', parameters: {}, inputShapes: [[3]], batch: 1 },
    { name: 'many units, more than a tile', parameters: {}, inputShapes: [[1001]], batch: 7 },
    { name: 'the channels of a map of odd size', parameters: {}, inputShapes: [[3, 5, 7]], batch: 2 },
  ],
});
