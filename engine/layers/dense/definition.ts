// Dense (fully connected) layer: y = x·W + b, W: f32[inputs,units], b: f32[units].
import { messagesOf } from '../../base/messages.ts';
import { type Shape, sizeOf } from '../../base/shape.ts';
import { multiplyMatrix } from '../../operations/product/operation.ts';
import { initializer, initializerField } from '../initialization.ts';
import { defineLayer, firstOf } from '../layer.ts';
import { words as sharedWords } from '../words.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

const { problem } = messagesOf(words);
const { fix } = messagesOf(sharedWords);

const inputsOf = (shapes: readonly Shape[]): number => sizeOf(shapes[0] ?? []);

export const dense = defineLayer({
  type: 'dense',
  words: { en: words, zh: chinese },
  group: 'dense',
  inputs: { minimum: 1, maximum: 1 },
  fields: {
    units: { kind: 'integer', minimum: 1, maximum: 65536, default: 64 },
    bias: { kind: 'toggle', default: true },
    initializer: initializerField,
  },
  inferShape: (parameters, inputs) => {
    const [shape = []] = inputs;
    if (shape.length !== 1) {
      const insertBefore = { ...fix('insert-flatten', { from: shape, to: [sizeOf(shape)] }), type: 'flatten' };
      return { problem: { ...problem('not-a-vector', { shape }), insertBefore } };
    }
    return { shape: [parameters.units] };
  },
  weights: (parameters, inputs) => {
    const fanIn = inputsOf(inputs);
    const matrix = {
      name: 'weights',
      shape: [fanIn, parameters.units],
      initializer: initializer(parameters.initializer, fanIn, parameters.units),
      trainable: true,
      decays: true,
    };
    const bias = {
      name: 'bias',
      shape: [parameters.units],
      initializer: { kind: 'constant', value: 0 } as const,
      trainable: true,
      decays: false,
    };
    return parameters.bias ? [matrix, bias] : [matrix];
  },
  compute: ({ builder, inputs, parameters, weight }) =>
    multiplyMatrix(builder, {
      x: firstOf(inputs),
      weights: weight('weights'),
      ...(parameters.bias ? { bias: weight('bias') } : {}),
    }),
  samples: [
    { name: 'a few units', parameters: { units: 5 }, inputShapes: [[7]], batch: 3 },
    { name: 'one example, a remainder of eight columns', parameters: { units: 13 }, inputShapes: [[29]], batch: 1 },
    {
      name: 'one example, whole runs of columns and a rest, a sum longer than a panel',
      parameters: { units: 77 },
      inputShapes: [[1203]],
      batch: 1,
    },
    { name: 'without bias, one whole panel of examples', parameters: { units: 9, bias: false }, inputShapes: [[17]], batch: 8 },
    { name: 'a sum longer than a panel', parameters: { units: 10 }, inputShapes: [[1200]], batch: 2 },
    { name: 'more units than a panel is deep', parameters: { units: 1160 }, inputShapes: [[7]], batch: 9 },
    { name: 'more examples than a block of panels', parameters: { units: 61 }, inputShapes: [[12]], batch: 67 },
    { name: 'more examples than sums have room', parameters: { units: 7 }, inputShapes: [[3]], batch: 1030 },
    { name: 'rows a power of two apart', parameters: { units: 9 }, inputShapes: [[256]], batch: 7 },
    { name: 'weights a power of two apart', parameters: { units: 256 }, inputShapes: [[70]], batch: 8 },
  ],
});
