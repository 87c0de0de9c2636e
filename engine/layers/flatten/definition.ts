// Flatten: a map seen as a vector. Values lie as [n,h,w,c] already, so nothing moves: input and output share a buffer.
import { sizeOf } from '../../base/shape.ts';
import { reshape } from '../../operations/reshape/operation.ts';
import { defineLayer, firstOf, noWeights } from '../layer.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

export const flatten = defineLayer({
  type: 'flatten',
  words: { en: words, zh: chinese },
  group: 'dense',
  inputs: { minimum: 1, maximum: 1 },
  fields: {},
  inferShape: (_parameters, inputs) => ({ shape: [sizeOf(inputs[0] ?? [])] }),
  weights: noWeights,
  compute: ({ builder, inputs }) => {
    const x = firstOf(inputs);
    const [batch = 1, ...shape] = x.type.shape;
    return reshape(builder, x, [batch, sizeOf(shape)]);
  },
  samples: [
    { name: 'a map of odd size', parameters: {}, inputShapes: [[3, 5, 7]], batch: 2 },
    { name: 'one example, one channel', parameters: {}, inputShapes: [[3, 3, 1]], batch: 1 },
    { name: 'a vector stays as it is', parameters: {}, inputShapes: [[9]], batch: 3 },
  ],
});
