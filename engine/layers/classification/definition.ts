// The end of a classifier: probabilities of the classes, p = exp(x − max x) / Σ exp(x − max x), one class per input unit, held against
// the images' labels. Its loss gives the gradient with respect to the logits at once, cheaper and stabler than through softmax.
import { formatShape, sizeOf } from '../../base/shape.ts';
import { takeSoftmax } from '../../operations/softmax/operation.ts';
import { lossFields, measureLoss, weightField } from '../end.ts';
import { defineLayer, firstOf, noWeights } from '../layer.ts';
import { words } from './words.ts';

export const classification = defineLayer({
  type: 'classification',
  words,
  group: 'output',
  inputs: { minimum: 1, maximum: 1 },
  fields: { ...lossFields('labels', 'crossEntropy'), weight: weightField },
  inferShape: (_parameters, inputs) => {
    const shape = inputs[0] ?? [];
    if (shape.length !== 1) {
      return {
        problem: {
          id: 'not-a-vector',
          message:
            'A classifier takes one number per class, and a map comes in. Global pooling makes one number of each channel; Flatten with a dense layer combines everything.',
          expected: 'a vector, one unit per class',
          received: `a map of ${formatShape(shape)}`,
          insertBefore: { label: `Insert global pooling (${formatShape(shape)} → ${shape[shape.length - 1] ?? 0})`, type: 'globalPool2d' },
        },
      };
    }
    if (sizeOf(shape) < 2) {
      return {
        problem: {
          id: 'one-class',
          message: 'With one class the answer is always that class. Give the layer in front one unit per class.',
          expected: 'at least 2 units',
          received: formatShape(shape),
        },
      };
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
