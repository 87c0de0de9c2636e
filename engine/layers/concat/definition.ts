// Concat: the channels (or units) of its inputs one behind the other.
import { messagesOf } from '../../base/messages.ts';
import type { Shape } from '../../base/shape.ts';
import { concatenate } from '../../operations/concat/operation.ts';
import { defineLayer, noWeights } from '../layer.ts';
import { fixMerge } from '../merge-fix.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

const { problem, phrase } = messagesOf(words);

/** Channels of a map, units of a vector. */
const lastOf = (shape: Shape | undefined): number => shape?.[shape.length - 1] ?? 0;

export const concat = defineLayer({
  type: 'concat',
  words: { en: words, zh: chinese },
  group: 'merge',
  inputs: { minimum: 2, maximum: 16 },
  fields: {},
  inferShape: (_parameters, inputs) => {
    const [first = [], ...rest] = inputs;
    const around = first.slice(0, -1);
    const fits = (shape: Shape): boolean => shape.length === first.length && around.every((length, axis) => length === shape[axis]);
    const other = rest.findIndex((shape) => !fits(shape));
    if (other < 0) return { shape: [...around, inputs.reduce((sum, shape) => sum + lastOf(shape), 0)] };
    const misfit = rest[other] ?? [];
    const target = first.length === 3 && misfit.length === 3 ? [...around, lastOf(misfit)] : first;
    const insertBefore = fixMerge(inputs, other + 1, target);
    return {
      problem: {
        ...problem('heights-or-widths-differ', {
          first,
          position: other + 2,
          other: misfit,
          expected: first.length === 1 ? phrase('a-vector') : phrase('any-channels', { size: around }),
        }),
        input: other + 1,
        ...(insertBefore ? { insertBefore } : {}),
      },
    };
  },
  weights: noWeights,
  compute: ({ builder, inputs }) => concatenate(builder, inputs),
  samples: [
    {
      name: 'maps of 3, 5 and 4 channels',
      parameters: {},
      inputShapes: [
        [3, 5, 3],
        [3, 5, 5],
        [3, 5, 4],
      ],
      batch: 2,
    },
    { name: 'two vectors, one example', parameters: {}, inputShapes: [[7], [10]], batch: 1 },
    {
      name: 'more values than a tile',
      parameters: {},
      inputShapes: [
        [33, 31, 9],
        [33, 31, 1],
      ],
      batch: 1,
    },
  ],
});
