// The end of a network that gives its image back: what comes in is held against the image, byte ÷ 255, whatever normalises the input.
import { formatShape } from '../../base/shape.ts';
import { measureValues } from '../../operations/value-loss/operation.ts';
import { lossFields, measureLoss, weightField } from '../end.ts';
import { defineLayer, firstOf, noWeights } from '../layer.ts';
import { words } from './words.ts';

export const reconstruction = defineLayer({
  type: 'reconstruction',
  words,
  group: 'output',
  inputs: { minimum: 1, maximum: 1 },
  fields: { ...lossFields('values', 'meanSquaredError'), weight: weightField },
  inferShape: (_parameters, inputs) => {
    const shape = inputs[0] ?? [];
    if (shape.length === 3) return { shape };
    return {
      problem: {
        id: 'not-a-map',
        message: 'An image is a map of height×width×channels, and a vector comes in.',
        expected: 'a map as large as the Input',
        received: `a vector of ${formatShape(shape)}`,
        wantsMap: true,
      },
    };
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
