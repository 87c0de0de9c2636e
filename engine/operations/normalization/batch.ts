// Normalisation by the statistics of the batch itself, as in training: first the statistics, over batch, height and width, which
// also move the running ones; then y = scale · (x − mean) / √(variance + ε) + shift. That the statistics are a function of x, too, is
// part of the gradient of the second: the first has none of its own.
import { defineOperation, floats, type OperationBuilder, operandOf, type Value } from '../operation.ts';
import { channelsOf, countValues, normalizedType } from './channels.ts';
import { normalizationInput, normalizationSums } from './gradient.ts';

export interface BatchStatisticsAttributes {
  readonly [name: string]: unknown;
  /** The share m of this batch in the running statistics: running ← (1 − m) · running + m · batch. */
  readonly momentum: number;
  /** Added to the variance, so that nothing is divided by 0. */
  readonly epsilon: number;
}

/** Shapes of samples: odd sizes, one channel, several chunks. */
const shapes = [
  ['a map, channels a multiple of four', [3, 4, 5, 8]],
  ['one example, one channel', [1, 5, 3, 1]],
  ['several chunks, many channels', [2, 17, 19, 37]],
] as const;

/** `statistics` f32[2,channels]: the mean, then 1 / √(variance + ε). The running variance takes the unbiased Σ (x − mean)² / (rows − 1). */
export const batchStatistics = defineOperation<BatchStatisticsAttributes>({
  name: 'batchStatistics',
  explanation: 'mean and 1 / √(variance + ε) of every channel over the batch; moves the running mean and variance',
  results: (_, operands) => ({
    statistics: floats(2, channelsOf(normalizedType(operands, ['runningMean', 'runningVariance']).shape)),
  }),
  updates: ['runningMean', 'runningVariance'],
  reference: (call) => {
    const [x, statistics] = [call.f32('x'), call.f32('statistics')];
    const [runningMean, runningVariance] = [call.f32('runningMean'), call.f32('runningVariance')];
    const { momentum, epsilon } = call.attributes;
    const channels = runningMean.length;
    const rows = x.length / channels;
    for (let c = 0; c < channels; c++) {
      let [mean, squares] = [0, 0];
      for (let index = c; index < x.length; index += channels) mean += (x[index] as number) / rows;
      for (let index = c; index < x.length; index += channels) squares += ((x[index] as number) - mean) ** 2;
      statistics[c] = mean;
      statistics[channels + c] = 1 / Math.sqrt(squares / rows + epsilon);
      runningMean[c] = (1 - momentum) * (runningMean[c] as number) + momentum * mean;
      runningVariance[c] = (1 - momentum) * (runningVariance[c] as number) + (momentum * squares) / Math.max(1, rows - 1);
    }
  },
  reach: () => ({ kind: 'everything' }),
  samples: shapes.map(([name, shape]) => ({
    name,
    operands: { x: floats(...shape), runningMean: floats(channelsOf(shape)), runningVariance: floats(channelsOf(shape)) },
    attributes: { momentum: 0.1, epsilon: 1e-5 },
  })),
});

/** `statistics` have to be those of the same `x`: the gradient takes that for granted. */
export const batchNormalization = defineOperation({
  name: 'normalizeBatch',
  explanation: 'y = scale · (x − mean) / √(variance + ε) + shift, by channel, with the statistics of x itself',
  results: (_, operands) => ({ y: normalizedType(operands, ['scale', 'shift']) }),
  carries: { addend: true, rectify: true },
  gradient: ({ builder, operand, gradientOf, needs, give }) => {
    const dy = gradientOf('y');
    if (dy === undefined) return;
    const [x, statistics] = [operand('x'), operand('statistics')];
    // the input's gradient needs both sums even where the weights themselves are not trained
    const sums = builder.apply(normalizationSums, { x, statistics, dy }, {});
    const [dscale, dshift] = [operandOf(sums, 'dscale'), operandOf(sums, 'dshift')];
    if (needs('scale')) give('scale', dscale);
    if (needs('shift')) give('shift', dshift);
    if (!needs('x')) return;
    const operands = { x, statistics, scale: operand('scale'), dscale, dshift, dy };
    give('x', operandOf(builder.apply(normalizationInput, operands, {}), 'dx'));
  },
  reference: (call) => {
    const [x, statistics, y] = [call.f32('x'), call.f32('statistics'), call.f32('y')];
    const [scale, shift] = [call.f32('scale'), call.f32('shift')];
    const channels = scale.length;
    for (let index = 0; index < y.length; index++) {
      const c = index % channels;
      const normalized = ((x[index] as number) - (statistics[c] as number)) * (statistics[channels + c] as number);
      y[index] = normalized * (scale[c] as number) + (shift[c] as number);
    }
  },
  multiplyAdds: countValues,
  samples: shapes.map(([name, shape]) => ({
    name,
    operands: {
      x: floats(...shape),
      statistics: floats(2, channelsOf(shape)),
      scale: floats(channelsOf(shape)),
      shift: floats(channelsOf(shape)),
    },
    attributes: {},
  })),
});

/** `x` f32[n,…,channels], the others f32[channels] → f32[n,…,channels]; moves the running statistics. */
export function normalizeBatch(
  builder: OperationBuilder,
  { x, scale, shift, runningMean, runningVariance }: Readonly<Record<'x' | 'scale' | 'shift' | 'runningMean' | 'runningVariance', Value>>,
  attributes: BatchStatisticsAttributes,
): Value {
  const made = builder.apply(batchStatistics, { x, runningMean, runningVariance }, attributes);
  return operandOf(builder.apply(batchNormalization, { x, statistics: operandOf(made, 'statistics'), scale, shift }, {}), 'y');
}
