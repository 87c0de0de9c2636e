// Add: y = x₁ + x₂ + …, value by value.
import { messagesOf } from '../../base/messages.ts';
import { isSameShape } from '../../base/shape.ts';
import { add } from '../../operations/add/operation.ts';
import { defineLayer, noWeights } from '../layer.ts';
import { fixMerge } from '../merge-fix.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

const { problem } = messagesOf(words);

export const addLayer = defineLayer({
  type: 'add',
  words: { en: words, zh: chinese },
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
        ...problem('sizes-differ', { first, position: other + 2, other: rest[other] ?? [] }),
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
