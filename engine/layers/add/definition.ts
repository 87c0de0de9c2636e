// Add: y = x₁ + x₂ + …, value by value.
import { formatShape, isSameShape } from '../../base/shape.ts';
import { add } from '../../operations/add/operation.ts';
import { defineLayer, noWeights } from '../layer.ts';
import { fixMerge } from '../merge-fix.ts';
import { words } from './words.ts';

export const addLayer = defineLayer({
  type: 'add',
  words,
  group: 'merge',
  inputs: { minimum: 2, maximum: 16 },
  fields: {},
  inferShape: (_parameters, inputs) => {
    const [first = [], ...rest] = inputs;
    const other = rest.findIndex((shape) => !isSameShape(shape, first));
    if (other < 0) return { shape: first };
    const insertBefore = fixMerge(inputs, other + 1, first);
    return {
      problem: {
        id: 'sizes-differ',
        message: `Add needs inputs of one size: input 1 is ${formatShape(first)}, input ${other + 2} is ${formatShape(rest[other] ?? [])}. A 1×1 convolution changes channels, its stride changes height and width.`,
        expected: formatShape(first),
        received: formatShape(rest[other] ?? []),
        input: other + 1,
        ...(insertBefore ? { insertBefore } : {}),
      },
    };
  },
  weights: noWeights,
  compute: ({ builder, inputs }) => add(builder, inputs),
  samples: [
    {
      name: 'two maps of odd size',
      parameters: {},
      inputShapes: [
        [5, 3, 3],
        [5, 3, 3],
      ],
      batch: 2,
    },
    { name: 'three vectors, one example', parameters: {}, inputShapes: [[7], [7], [7]], batch: 1 },
    {
      name: 'more values than a tile',
      parameters: {},
      inputShapes: [
        [33, 31, 9],
        [33, 31, 9],
      ],
      batch: 1,
    },
  ],
});
