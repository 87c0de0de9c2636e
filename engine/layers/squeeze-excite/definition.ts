// Squeeze and excitation (Hu, Shen, Sun, 2018): y = x · σ(W₂ max(0, W₁ mean(x) + b₁) + b₂), one factor for each channel.
import { mapSize } from '../../base/shape.ts';
import { activate } from '../../operations/activation/operation.ts';
import { averageGlobally } from '../../operations/global-pooling/operation.ts';
import { scaleChannels } from '../../operations/multiply/operation.ts';
import { multiplyMatrix } from '../../operations/product/operation.ts';
import { defineLayer, firstOf, type WeightSpecification } from '../layer.ts';
import { notAMap } from '../map-problem.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

const matrix = (name: string, rows: number, columns: number, kind: 'he' | 'glorot'): WeightSpecification => ({
  name,
  shape: [rows, columns],
  initializer: { kind, fanIn: rows, fanOut: columns },
  trainable: true,
  decays: true,
});

const bias = (name: string, units: number): WeightSpecification => ({
  name,
  shape: [units],
  initializer: { kind: 'constant', value: 0 },
  trainable: true,
  decays: false,
});

export const squeezeExcite = defineLayer({
  type: 'squeezeExcite',
  words: { en: words, zh: chinese },
  group: 'detector',
  inputs: { minimum: 1, maximum: 1 },
  fields: {
    ratio: { kind: 'integer', minimum: 1, maximum: 1024, default: 16 },
  },
  inferShape: (_parameters, inputs) => {
    const [shape] = inputs;
    return shape === undefined || shape.length !== 3 ? notAMap('squeezeExcite', shape) : { shape };
  },
  weights: ({ ratio }, inputs) => {
    const { channels } = mapSize(inputs[0] ?? []);
    const units = Math.max(1, Math.round(channels / ratio));
    return [
      matrix('reduceWeights', channels, units, 'he'),
      bias('reduceBias', units),
      matrix('expandWeights', units, channels, 'glorot'),
      bias('expandBias', channels),
    ];
  },
  compute: ({ builder, inputs, weight }) => {
    const x = firstOf(inputs);
    const means = averageGlobally(builder, x);
    const reduced = multiplyMatrix(builder, { x: means, weights: weight('reduceWeights'), bias: weight('reduceBias') });
    const units = activate(builder, reduced, 'relu');
    const expanded = multiplyMatrix(builder, { x: units, weights: weight('expandWeights'), bias: weight('expandBias') });
    return scaleChannels(builder, x, activate(builder, expanded, 'sigmoid'));
  },
  samples: [
    { name: 'odd size and channels', parameters: { ratio: 2 }, inputShapes: [[5, 3, 7]], batch: 3 },
    { name: 'fewer channels than the ratio, one example', parameters: {}, inputShapes: [[3, 3, 5]], batch: 1 },
    { name: 'more values than a tile', parameters: { ratio: 4 }, inputShapes: [[17, 19, 22]], batch: 2 },
  ],
});
