// The gradients of normalisations. Statistics are f32[2,channels], the mean and 1 / √(variance + ε), whether they are the batch's own
// or fixed ones; only for the batch's own does the input's gradient have the terms that come through them.
import { defineOperation, floats, operandOf } from '../operation.ts';
import { channelsOf, normalizedType } from './channels.ts';

const shapes = [
  ['a map of odd size, seven channels', [2, 3, 5, 7]],
  ['vectors, channels a multiple of eight', [6, 16]],
  ['several chunks, many channels', [2, 17, 19, 37]],
] as const;

/** Types of `x` and `dy`, and of what there is by channel. */
const typesOf = (shape: readonly number[]) => ({
  map: floats(...shape),
  statistics: floats(2, channelsOf(shape)),
  channel: floats(channelsOf(shape)),
});

export const normalizationSums = defineOperation({
  name: 'normalizationSums',
  explanation: 'dscale = Σ dy · (x − mean) / √(variance + ε); dshift = Σ dy, by channel',
  results: (_, operands) => {
    const channels = channelsOf(operandOf(operands, 'x').type.shape);
    return { dscale: floats(channels), dshift: floats(channels) };
  },
  reference: (call) => {
    const [x, statistics, dy] = [call.f32('x'), call.f32('statistics'), call.f32('dy')];
    const [dscale, dshift] = [call.f32('dscale'), call.f32('dshift')];
    const channels = dshift.length;
    for (let c = 0; c < channels; c++) {
      let [sum, products] = [0, 0];
      for (let index = c; index < x.length; index += channels) {
        sum += dy[index] as number;
        products += (dy[index] as number) * ((x[index] as number) - (statistics[c] as number));
      }
      dshift[c] = sum;
      dscale[c] = products * (statistics[channels + c] as number);
    }
  },
  reach: () => ({ kind: 'everything' }),
  samples: shapes.map(([name, shape]) => {
    const { map, statistics } = typesOf(shape);
    return { name, operands: { x: map, statistics, dy: map }, attributes: {} };
  }),
});

export const normalizationInput = defineOperation({
  name: 'normalizeBatchInput',
  explanation: 'dx = scale · inverse · (dy − dshift / rows − x̂ · dscale / rows), with x̂ = (x − mean) · inverse',
  results: (_, operands) => ({ dx: normalizedType(operands, ['scale', 'dscale', 'dshift']) }),
  inPlace: ['dy'],
  // what is masked is looked at where the input is read anyway; a ReLU's output that is not the input itself would cost another pass
  carries: { mask: ({ operands }, value) => (value === operands['x'] ? value : undefined) },
  reference: (call) => {
    const [x, statistics, dy, dx] = [call.f32('x'), call.f32('statistics'), call.f32('dy'), call.f32('dx')];
    const [scale, dscale, dshift] = [call.f32('scale'), call.f32('dscale'), call.f32('dshift')];
    const channels = scale.length;
    const rows = x.length / channels;
    for (let index = 0; index < dx.length; index++) {
      const c = index % channels;
      const inverse = statistics[channels + c] as number;
      const normalized = ((x[index] as number) - (statistics[c] as number)) * inverse;
      const through = ((dshift[c] as number) + normalized * (dscale[c] as number)) / rows;
      dx[index] = (scale[c] as number) * inverse * ((dy[index] as number) - through);
    }
  },
  samples: shapes.map(([name, shape]) => {
    const { map, statistics, channel } = typesOf(shape);
    return { name, operands: { x: map, statistics, scale: channel, dscale: channel, dshift: channel, dy: map }, attributes: {} };
  }),
});

/** Mean and variance that are given, in the form of a batch's own. */
export const fixedStatistics = defineOperation<{ readonly [name: string]: unknown; readonly epsilon: number }>({
  name: 'fixedStatistics',
  explanation: 'the mean and 1 / √(variance + ε) of every channel',
  results: (_, operands) => ({ statistics: floats(2, channelsOf(normalizedType(operands, ['variance'], 'mean').shape)) }),
  reference: (call) => {
    const [mean, variance, statistics] = [call.f32('mean'), call.f32('variance'), call.f32('statistics')];
    statistics.set(mean);
    variance.forEach((value, c) => {
      statistics[mean.length + c] = 1 / Math.sqrt(value + call.attributes.epsilon);
    });
  },
  samples: [
    { name: 'seven channels', operands: { mean: floats(7), variance: floats(7) }, attributes: { epsilon: 1e-5 } },
    { name: 'one channel', operands: { mean: floats(1), variance: floats(1) }, attributes: { epsilon: 0.001 } },
  ],
});

/** The gradient with respect to what is normalised by fixed statistics. */
export const scaleByStatistics = defineOperation({
  name: 'scaleByStatistics',
  explanation: 'dx = dy · scale / √(variance + ε), by channel',
  results: (_, operands) => ({ dx: normalizedType(operands, ['scale'], 'dy') }),
  inPlace: ['dy'],
  reference: (call) => {
    const [statistics, scale, dy, dx] = [call.f32('statistics'), call.f32('scale'), call.f32('dy'), call.f32('dx')];
    const channels = scale.length;
    for (let index = 0; index < dx.length; index++) {
      const c = index % channels;
      dx[index] = (dy[index] as number) * ((statistics[channels + c] as number) * (scale[c] as number));
    }
  },
  samples: shapes.map(([name, shape]) => {
    const { map, statistics, channel } = typesOf(shape);
    return { name, operands: { statistics, scale: channel, dy: map }, attributes: {} };
  }),
});
