// Normalisation by statistics that are given: y = scale · (x − mean) / √(variance + ε) + shift for each channel, as outside training
// and where a normalisation is frozen. What it does to the weights of a linear operation in front, into which it can be folded.
import { defineOperation, floats, type OperationBuilder, operandOf, type Value } from '../operation.ts';
import { channelsOf, countValues, normalizedType } from './channels.ts';
import { fixedStatistics, normalizationSums, scaleByStatistics } from './gradient.ts';

export interface StatisticsAttributes {
  readonly [name: string]: unknown;
  /** Added to the variance, so that nothing is divided by 0. */
  readonly epsilon: number;
}

const perChannel = ['mean', 'variance', 'scale', 'shift'] as const;

/** f32[channels] by the names of `perChannel`. */
const channelTypes = (channels: number) => ({
  mean: floats(channels),
  variance: floats(channels),
  scale: floats(channels),
  shift: floats(channels),
});

const sample = (name: string, epsilon: number, ...shape: number[]) => ({
  name,
  operands: { x: floats(...shape), ...channelTypes(channelsOf(shape)) },
  attributes: { epsilon },
});

export const normalizationByStatistics = defineOperation<StatisticsAttributes>({
  name: 'normalizeByStatistics',
  explanation: 'y = scale · (x − mean) / √(variance + ε) + shift, by channel',
  results: (_, operands) => ({ y: normalizedType(operands, perChannel) }),
  carries: { addend: true, rectify: true },
  gradient: ({ builder, attributes, operand, gradientOf, needs, give }) => {
    const dy = gradientOf('y');
    if (dy === undefined) return;
    const [mean, variance] = [operand('mean'), operand('variance')];
    const { statistics } = builder.apply(fixedStatistics, { mean, variance }, { epsilon: attributes.epsilon }) as { statistics: Value };
    if (needs('scale') || needs('shift')) {
      const sums = builder.apply(normalizationSums, { x: operand('x'), statistics, dy }, {});
      if (needs('scale')) give('scale', operandOf(sums, 'dscale'));
      if (needs('shift')) give('shift', operandOf(sums, 'dshift'));
    }
    if (needs('x')) give('x', operandOf(builder.apply(scaleByStatistics, { statistics, scale: operand('scale'), dy }, {}), 'dx'));
  },
  reference: (call) => {
    const [x, y] = [call.f32('x'), call.f32('y')];
    const [mean, variance, scale, shift] = [call.f32('mean'), call.f32('variance'), call.f32('scale'), call.f32('shift')];
    const channels = mean.length;
    for (let index = 0; index < y.length; index++) {
      const c = index % channels;
      const normalized = ((x[index] as number) - (mean[c] as number)) / Math.sqrt((variance[c] as number) + call.attributes.epsilon);
      y[index] = normalized * (scale[c] as number) + (shift[c] as number);
    }
  },
  multiplyAdds: countValues,
  samples: [
    sample('a map of odd size, seven channels', 1e-5, 2, 3, 5, 7),
    sample('vectors, channels a multiple of eight', 0.001, 6, 16),
    sample('one example, one channel', 1e-5, 1, 5, 3, 1),
  ],
});

/** `x` f32[n,…,channels], the others f32[channels] → f32[n,…,channels]. */
export function normalizeByStatistics(
  builder: OperationBuilder,
  operands: Readonly<Record<'x' | (typeof perChannel)[number], Value>>,
  attributes: StatisticsAttributes,
): Value {
  return operandOf(builder.apply(normalizationByStatistics, operands, attributes), 'y');
}

/** As `normalizationByStatistics` behind y = x ∗ weights + bias: weights and bias that give the same at once. */
export const foldedNormalization = defineOperation<StatisticsAttributes>({
  name: 'foldNormalization',
  explanation: 'foldedWeights = weights · factor; foldedBias = (bias − mean) · factor + shift, with factor = scale / √(variance + ε)',
  results: (_, operands) => {
    const type = normalizedType(operands, [...perChannel, ...(operands['bias'] ? ['bias'] : [])], 'weights');
    return { foldedWeights: type, foldedBias: floats(channelsOf(type.shape)) };
  },
  reference: (call) => {
    const [weights, foldedWeights, foldedBias] = [call.f32('weights'), call.f32('foldedWeights'), call.f32('foldedBias')];
    const [mean, variance, scale, shift] = [call.f32('mean'), call.f32('variance'), call.f32('scale'), call.f32('shift')];
    const bias = call.has('bias') ? call.f32('bias') : undefined;
    const channels = foldedBias.length;
    for (let c = 0; c < channels; c++) {
      const factor = (scale[c] as number) / Math.sqrt((variance[c] as number) + call.attributes.epsilon);
      foldedBias[c] = ((bias?.[c] ?? 0) - (mean[c] as number)) * factor + (shift[c] as number);
      for (let index = c; index < weights.length; index += channels) foldedWeights[index] = (weights[index] as number) * factor;
    }
  },
  samples: [
    { name: 'with a bias', operands: { weights: floats(3, 3, 5, 7), bias: floats(7), ...channelTypes(7) }, attributes: { epsilon: 1e-5 } },
    { name: 'without bias, several tiles', operands: { weights: floats(1203, 13), ...channelTypes(13) }, attributes: { epsilon: 0.001 } },
  ],
});
