// Batch normalisation: y = scale · (x − mean) / √(variance + ε) + shift for each channel, over batch, height and width.
// In training mean and variance are the batch's; outside training they are the running ones.
import { type Shape, sizeOf } from '../../base/shape.ts';
import { normalizeBatch } from '../../operations/normalization/batch.ts';
import { normalizeByStatistics } from '../../operations/normalization/operation.ts';
import { defineLayer, firstOf } from '../layer.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

const channelsOf = (shapes: readonly Shape[]): number => shapes[0]?.[shapes[0].length - 1] ?? 0;

export const batchNorm = defineLayer({
  type: 'batchNorm',
  words: { en: words, zh: chinese },
  group: 'regularisation',
  inputs: { minimum: 1, maximum: 1 },
  fields: {
    momentum: { kind: 'number', minimum: 0, maximum: 1, default: 0.1 },
    epsilon: { kind: 'number', minimum: 1e-8, maximum: 0.1, default: 1e-5 },
  },
  inferShape: (_parameters, inputs) => ({ shape: inputs[0] ?? [] }),
  weights: (_parameters, inputs) => {
    const weight = (name: string, value: number, trainable: boolean) =>
      ({ name, shape: [channelsOf(inputs)], initializer: { kind: 'constant', value }, trainable, decays: false }) as const;
    return [weight('scale', 1, true), weight('shift', 0, true), weight('runningMean', 0, false), weight('runningVariance', 1, false)];
  },
  // the mean of one value is that value: y = shift, whatever comes in, and no gradient goes back
  smallestBatch: (inputs) => (sizeOf(inputs[0] ?? []) === channelsOf(inputs) ? 2 : 1),
  compute: ({ builder, inputs, parameters: { momentum, epsilon }, training, weight }) => {
    const [x, scale, shift] = [firstOf(inputs), weight('scale'), weight('shift')];
    const [mean, variance] = [weight('runningMean'), weight('runningVariance')];
    return training
      ? normalizeBatch(builder, { x, scale, shift, runningMean: mean, runningVariance: variance }, { momentum, epsilon })
      : normalizeByStatistics(builder, { x, mean, variance, scale, shift }, { epsilon });
  },
  samples: [
    { name: 'a map, channels a multiple of four', parameters: {}, inputShapes: [[4, 5, 8]], batch: 3 },
    { name: 'a map of odd size, seven channels', parameters: { momentum: 0.3 }, inputShapes: [[3, 5, 7]], batch: 2 },
    { name: 'vectors', parameters: { epsilon: 0.001 }, inputShapes: [[13]], batch: 6 },
    { name: 'one example, one channel', parameters: {}, inputShapes: [[5, 3, 1]], batch: 1 },
    { name: 'several chunks, many channels', parameters: {}, inputShapes: [[17, 19, 37]], batch: 2 },
  ],
});
