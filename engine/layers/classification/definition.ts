// The end of a classifier: probabilities of the classes, p = exp(x − max x) / Σ exp(x − max x), one class per input unit, held against
// the images' labels. Its loss gives the gradient with respect to the logits at once, cheaper and stabler than through softmax.
import { messagesOf } from '../../base/messages.ts';
import { sizeOf } from '../../base/shape.ts';
import { takeSoftmax } from '../../operations/softmax/operation.ts';
import { lossFields, measureLoss, weightField } from '../end.ts';
import { defineLayer, firstOf, noWeights } from '../layer.ts';
import { words as sharedWords } from '../words.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

const { problem } = messagesOf(words);
const { fix } = messagesOf(sharedWords);

export const classification = defineLayer({
  type: 'classification',
  words: { en: words, zh: chinese },
  group: 'output',
  inputs: { minimum: 1, maximum: 1 },
  fields: { ...lossFields('labels', 'crossEntropy'), weight: weightField },
  inferShape: (_parameters, inputs) => {
    const shape = inputs[0] ?? [];
    if (shape.length !== 1) {
      return {
        problem: {
          ...problem('map-instead-of-classes', { shape }),
          insertBefore: { ...fix('insert-global-pooling', { from: shape, to: shape.slice(-1) }), type: 'globalPool2d' },
        },
      };
    }
    if (sizeOf(shape) < 2) {
      return { problem: problem('one-output-class', { shape }) };
    }
    return { shape };
  },
  weights: noWeights,
  compute: ({ builder, inputs }) => takeSoftmax(builder, firstOf(inputs)),
  end: { target: 'labels', weight: ({ weight }) => weight, measure: (context) => measureLoss('labels', context) },
  samples: [
    { name: 'ten classes', parameters: {}, inputShapes: [[10]], batch: 5 },
    { name: 'three classes, one example', parameters: {}, inputShapes: [[3]], batch: 1 },
    { name: 'many classes, more than a tile', parameters: {}, inputShapes: [[1001]], batch: 7 },
  ],
});
