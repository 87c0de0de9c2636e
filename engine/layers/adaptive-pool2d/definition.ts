// Adaptive pooling: a grid of so many windows over a map of any size, each channel alone: the largest value or the mean.
import { mapSize } from '../../base/shape.ts';
import { averageAdaptively, maximumAdaptively } from '../../operations/adaptive-pooling/operation.ts';
import { defineLayer, firstOf, noWeights } from '../layer.ts';
import { notAMap } from '../pool2d/map-problem.ts';

const operations = ['average', 'max'] as const;

export const adaptivePool2d = defineLayer({
  type: 'adaptivePool2d',
  label: 'Adaptive pooling',
  group: 'pooling',
  explanation:
    'Cuts the map into a grid of so many rows and columns, whatever its size, and keeps the mean or the largest value of each part. Layers behind it see the same size for every image, so that Flatten and dense layers can follow where images differ in size; unlike one number of a whole map it keeps a rough idea of where things are. Neighbouring parts share a row or column where the grid does not divide the map.',
  inputs: { minimum: 1, maximum: 1 },
  fields: {
    operation: {
      kind: 'choice',
      label: 'Operation',
      help: 'The mean of each part, or its largest value.',
      options: [
        { value: 'average', label: 'Average' },
        { value: 'max', label: 'Maximum' },
      ],
      default: 'average',
    },
    size: {
      kind: 'pair',
      label: 'Grid',
      help: 'Rows and columns that come out, whatever comes in.',
      minimum: 1,
      maximum: 256,
      default: [4, 4],
    },
  },
  inferShape: ({ size }, [shape]) =>
    shape === undefined || shape.length !== 3 ? notAMap('Adaptive pooling', shape) : { shape: [...size, mapSize(shape).channels] },
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
