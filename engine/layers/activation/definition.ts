// The detector stage: a function of every value alone, y = f(x).

import { type ActivationName, activationFunctions } from '../../operations/activation/functions.ts';
import { activate } from '../../operations/activation/operation.ts';
import { defineLayer, firstOf, noWeights } from '../layer.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

const names = Object.keys(activationFunctions) as ActivationName[];
const shapes = [[37], [5, 3, 7], [33, 31, 9]] as const;

export const activation = defineLayer({
  type: 'activation',
  words: { en: words, zh: chinese },
  group: 'detector',
  inputs: { minimum: 1, maximum: 1 },
  fields: {
    function: { kind: 'choice', options: names, default: 'relu' },
    slope: { kind: 'number', minimum: 0, maximum: 1, default: 0.01, when: { field: 'function', isOneOf: ['leakyRelu'] } },
    alpha: { kind: 'number', minimum: 0, maximum: 10, default: 1, when: { field: 'function', isOneOf: ['elu'] } },
  },
  inferShape: (_parameters, inputs) => ({ shape: inputs[0] ?? [] }),
  weights: noWeights,
  compute: ({ builder, inputs, parameters: { function: name, slope, alpha } }) =>
    activate(builder, firstOf(inputs), name, name === 'leakyRelu' ? slope : alpha),
  samples: [
    ...names.map((name, index) => ({
      name: `${name}`,
      parameters: { function: name },
      inputShapes: [[...(shapes[index % 2] ?? [37])]],
      batch: 1 + (index % 3),
    })),
    { name: 'leakyRelu with a steeper slope', parameters: { function: 'leakyRelu', slope: 0.3 }, inputShapes: [[11]], batch: 1 },
    { name: 'elu with another α', parameters: { function: 'elu', alpha: 0.7 }, inputShapes: [[3, 3, 3]], batch: 2 },
    { name: 'relu, more values than a tile', parameters: {}, inputShapes: [[...shapes[2]]], batch: 1 },
    { name: 'gelu, more values than a tile', parameters: { function: 'gelu' }, inputShapes: [[...shapes[2]]], batch: 1 },
  ],
});
