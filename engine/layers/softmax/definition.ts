// Softmax, the output: probabilities of the classes, y = exp(x − max x) / Σ exp(x − max x), one class per input unit.
// A loss that follows gives the gradient with respect to the logits at once, cheaper and stabler than through this one.
import { formatShape, sizeOf } from '../../base/shape.ts';
import { takeSoftmax } from '../../operations/softmax/operation.ts';
import { defineLayer, firstOf, noWeights } from '../layer.ts';

export const softmax = defineLayer({
  type: 'softmax',
  label: 'Softmax output',
  group: 'output',
  explanation:
    'The classifier’s answer: turns one number per class into probabilities that are positive and sum to 1. Adding the same value to all numbers changes nothing; only differences count. The layer in front needs as many units as there are classes.',
  inputs: { minimum: 1, maximum: 1 },
  fields: {},
  inferShape: (_parameters, inputs) => {
    const shape = inputs[0] ?? [];
    if (shape.length !== 1) {
      return {
        problem: {
          id: 'not-a-vector',
          message:
            'Softmax takes one number per class, and a map comes in. Global pooling makes one number of each channel; Flatten with a dense layer combines everything.',
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
  samples: [
    { name: 'ten classes', parameters: {}, inputShapes: [[10]], batch: 5 },
    { name: 'three classes, one example', parameters: {}, inputShapes: [[3]], batch: 1 },
    { name: 'many classes, more than a tile', parameters: {}, inputShapes: [[1001]], batch: 7 },
  ],
});
