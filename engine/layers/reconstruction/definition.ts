// The end of a network that gives its image back: what comes in is held against the image, byte ÷ 255, whatever normalises the input.
import { messagesOf } from '../../base/messages.ts';
import { measureValues } from '../../operations/value-loss/operation.ts';
import { lossFields, measureLoss, weightField } from '../end.ts';
import { defineLayer, firstOf, noWeights } from '../layer.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

const { problem } = messagesOf(words);

export const reconstruction = defineLayer({
  type: 'reconstruction',
  words: { en: words, zh: chinese },
  group: 'output',
  inputs: { minimum: 1, maximum: 1 },
  fields: { ...lossFields('values', 'meanSquaredError'), weight: weightField },
  inferShape: (_parameters, inputs) => {
    const shape = inputs[0] ?? [];
    if (shape.length === 3) return { shape };
    return { problem: { ...problem('vector-instead-of-image', { shape }), wantsMap: true } };
  },
  weights: noWeights,
  compute: ({ inputs }) => firstOf(inputs),
  end: {
    target: 'images',
    weight: ({ weight }) => weight,
    measure: (context) => measureLoss('values', context),
    squaredErrors: ({ builder, parameters, prediction, target, losses }) =>
      parameters.loss === 'meanSquaredError'
        ? losses
        : measureValues(builder, { prediction, target }, { loss: 'squared', delta: 1, weight: 1 }),
  },
  samples: [
    { name: 'an image of odd size', parameters: {}, inputShapes: [[5, 7, 3]], batch: 2 },
    { name: 'grey, one example', parameters: {}, inputShapes: [[6, 4, 1]], batch: 1 },
  ],
});
