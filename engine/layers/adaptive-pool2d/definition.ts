// Adaptive pooling: a grid of so many windows over a map of any size, each channel alone: the largest value or the mean.
import { mapSize } from '../../base/shape.ts';
import { averageAdaptively, maximumAdaptively } from '../../operations/adaptive-pooling/operation.ts';
import { defineLayer, firstOf, noWeights } from '../layer.ts';
import { notAMap } from '../map-problem.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

const operations = ['average', 'max'] as const;

export const adaptivePool2d = defineLayer({
  type: 'adaptivePool2d',
  words: { en: words, zh: chinese },
  group: 'pooling',
  inputs: { minimum: 1, maximum: 1 },
  fields: {
    operation: { kind: 'choice', options: ['average', 'max'], default: 'average' },
    size: { kind: 'pair', minimum: 1, maximum: 256, default: [4, 4] },
  },
  inferShape: ({ size }, [shape]) =>
    shape === undefined || shape.length !== 3 ? notAMap('adaptivePool2d', shape) : { shape: [...size, mapSize(shape).channels] },
  weights: noWeights,
  compute: ({ builder, inputs, parameters: { operation, size } }) =>
    operation === 'max' ? maximumAdaptively(builder, firstOf(inputs), size).y : averageAdaptively(builder, firstOf(inputs), size),
  samples: operations.flatMap((operation) => [
    { name: `${operation}: a grid that divides the map`, parameters: { operation, size: [2, 3] }, inputShapes: [[4, 6, 8]], batch: 2 },
    { name: `${operation}: odd sizes and channels`, parameters: { operation, size: [3, 4] }, inputShapes: [[7, 9, 5]], batch: 3 },
    { name: `${operation}: one part, one example`, parameters: { operation, size: [1, 1] }, inputShapes: [[5, 3, 1]], batch: 1 },
    { name: `${operation}: a grid finer than the map`, parameters: { operation, size: [5, 3] }, inputShapes: [[3, 2, 6]], batch: 2 },
    { name: `${operation}: several tiles`, parameters: { operation }, inputShapes: [[33, 31, 10]], batch: 2 },
  ]),
});
