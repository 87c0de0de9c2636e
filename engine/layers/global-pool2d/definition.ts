// Global pooling: one number of every channel, the largest or the mean of its whole map. f32[n,h,w,c] → f32[n,c].
import { mapSize } from '../../base/shape.ts';
import { averageGlobally, maximumGlobally } from '../../operations/global-pooling/operation.ts';
import { defineLayer, firstOf, noWeights } from '../layer.ts';
import { notAMap } from '../map-problem.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

export const globalPool2d = defineLayer({
  type: 'globalPool2d',
  words: { en: words, zh: chinese },
  group: 'pooling',
  inputs: { minimum: 1, maximum: 1 },
  fields: {
    operation: { kind: 'choice', options: ['average', 'max'], default: 'average' },
  },
  inferShape: (_parameters, inputs) => {
    const [shape] = inputs;
    return shape === undefined || shape.length !== 3 ? notAMap('globalPool2d', shape) : { shape: [mapSize(shape).channels] };
  },
  weights: noWeights,
  compute: ({ builder, inputs, parameters: { operation } }) =>
    operation === 'max' ? maximumGlobally(builder, firstOf(inputs)).y : averageGlobally(builder, firstOf(inputs)),
  samples: (['average', 'max'] as const).flatMap((operation) => [
    { name: `${operation}: odd size and channels`, parameters: { operation }, inputShapes: [[5, 3, 7]], batch: 3 },
    { name: `${operation}: one example, one cell`, parameters: { operation }, inputShapes: [[1, 1, 5]], batch: 1 },
    { name: `${operation}: more channels than a block`, parameters: { operation }, inputShapes: [[7, 5, 37]], batch: 2 },
    { name: `${operation}: several tiles`, parameters: { operation }, inputShapes: [[17, 19, 22]], batch: 3 },
  ]),
});
