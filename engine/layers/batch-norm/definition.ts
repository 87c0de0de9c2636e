// Batch normalisation: y = scale · (x − mean) / √(variance + ε) + shift for each channel, over batch, height and width.
// In training mean and variance are the batch's, summed in a fixed number of chunks and joined in a fixed order by one
// tile; outside training they are the running ones. Rows are pixels (of a map) or examples (of vectors): f32[rows,channels].
import { type Shape, sizeOf } from '../../shape.ts';
import { rowTiles } from '../activation/element-tiles.ts';
import { type BackwardContext, defineLayer, type FoldContext, type LowerContext, neverView } from '../layer.ts';
import { batchNormReference } from './reference.ts';

type Parameters = { readonly momentum: number; readonly epsilon: number };

const channelsOf = (shapes: readonly Shape[]): number => shapes[0]?.[shapes[0].length - 1] ?? 0;

interface Extent {
  readonly rows: number;
  readonly channels: number;
  /** Parts of the long sums; also the tiles of the steps that treat every row alone. */
  readonly chunks: number;
  /** Bytes of one value per channel, in whole vectors. */
  readonly channelBytes: number;
}

function extentOf(context: LowerContext<Parameters>): Extent {
  const channels = channelsOf(context.inputShapes);
  const rows = (context.batch * sizeOf(context.inputShapes[0] ?? [])) / channels;
  return { rows, channels, chunks: rowTiles(rows, channels), channelBytes: Math.ceil(channels / 4) * 16 };
}

function forward(context: LowerContext<Parameters>): void {
  const [x] = context.inputs;
  if (x === undefined) throw new Error('batchNorm: no input');
  const { rows, channels, chunks, channelBytes } = extentOf(context);
  const [scale, shift] = [context.weight('scale'), context.weight('shift')];
  const [runningMean, runningVariance] = [context.weight('runningMean'), context.weight('runningVariance')];
  const { momentum, epsilon } = context.parameters;
  const addend = context.addend ?? x;
  const epilogue = { hasAddend: context.addend === undefined ? 0 : 1, rectify: context.rectify ? 1 : 0 };
  if (context.training) {
    const partials = context.keep('partials', chunks * 2 * channelBytes);
    const statistics = context.keep('statistics', 2 * channelBytes);
    context.step({ kernel: 'batchNormChunk', reads: { x }, writes: { partials }, numbers: { rows, channels, chunks }, tiles: chunks });
    context.step({
      kernel: 'batchNormStatistics',
      reads: { partials, runningMean, runningVariance },
      writes: { statistics, runningMean, runningVariance },
      numbers: { rows, channels, chunks, momentum, epsilon },
      tiles: 1,
    });
    context.step({
      kernel: 'batchNormForward',
      reads: { x, statistics, scale, shift, addend },
      writes: { y: context.output },
      numbers: { rows, channels, ...epilogue },
      tiles: chunks,
      scratchBytes: channelBytes,
    });
  } else {
    context.step({
      kernel: 'batchNormInference',
      reads: { x, runningMean, runningVariance, scale, shift, addend },
      writes: { y: context.output },
      numbers: { rows, channels, epsilon, ...epilogue },
      tiles: chunks,
      scratchBytes: channelBytes,
    });
  }
}

function backward(context: BackwardContext<Parameters>): void {
  const [x] = context.inputs;
  if (x === undefined) throw new Error('batchNorm: no input');
  const { rows, channels, chunks, channelBytes } = extentOf(context);
  const dy = context.outputGradient;
  const statistics = context.keep('statistics', 2 * channelBytes);
  const partials = context.keep('gradientPartials', chunks * 2 * channelBytes);
  // The input's gradient needs both sums even where the weights themselves are not trained.
  const dscale = context.weightGradient('scale') ?? context.keep('scaleGradient', channelBytes);
  const dshift = context.weightGradient('shift') ?? context.keep('shiftGradient', channelBytes);
  context.step({
    kernel: 'batchNormBackwardChunk',
    reads: { x, statistics, dy },
    writes: { partials },
    numbers: { rows, channels, chunks },
    tiles: chunks,
  });
  context.step({
    kernel: 'batchNormBackwardWeights',
    reads: { partials, statistics },
    writes: { dscale, dshift },
    numbers: { channels, chunks },
    tiles: 1,
  });
  const dx = context.inputGradient(0);
  if (dx === undefined) return;
  const scale = context.weight('scale');
  context.step({
    kernel: 'batchNormBackwardInput',
    reads: { x, statistics, scale, dscale, dshift, dy },
    writes: { dx },
    numbers: { rows, channels, rectified: context.rectified(0) ? 1 : 0 },
    tiles: chunks,
    scratchBytes: 3 * channelBytes,
  });
}

/** With the running statistics, y = (x·w + b − mean) · factor + shift is x · (w · factor) + ((b − mean) · factor + shift). */
function fold(context: FoldContext<Parameters>): void {
  const { rows, channels, source } = context;
  context.step({
    kernel: 'batchNormFold',
    reads: {
      source: source.weights,
      sourceBias: source.bias ?? source.weights,
      runningMean: context.weight('runningMean'),
      runningVariance: context.weight('runningVariance'),
      scale: context.weight('scale'),
      shift: context.weight('shift'),
    },
    writes: { weights: context.weights, bias: context.bias },
    numbers: { rows, channels, hasBias: source.bias === undefined ? 0 : 1, epsilon: context.parameters.epsilon },
    tiles: rowTiles(rows, channels),
    scratchBytes: Math.ceil(channels / 4) * 16,
  });
}

export const batchNorm = defineLayer({
  type: 'batchNorm',
  label: 'Batch normalisation',
  group: 'regularisation',
  explanation:
    'Brings every channel to mean 0 and variance 1 over the batch, then gives it a learned scale and shift. The layer behind sees values of a steady size however the weights in front move, so larger learning rates work and training is less touchy. The statistics of training are remembered as a running average and used unchanged for prediction.',
  inputs: { minimum: 1, maximum: 1 },
  fields: {
    momentum: {
      kind: 'number',
      label: 'Momentum',
      help: 'The share of each new batch in the running statistics: running ← (1 − m) · running + m · batch.',
      minimum: 0,
      maximum: 1,
      default: 0.1,
    },
    epsilon: {
      kind: 'number',
      label: 'ε',
      help: 'Added to the variance, so that nothing is divided by 0.',
      minimum: 1e-8,
      maximum: 0.1,
      default: 1e-5,
    },
  },
  isView: neverView,
  inferShape: (_parameters, inputs) => ({ shape: inputs[0] ?? [] }),
  weights: (_parameters, inputs) => {
    const weight = (name: string, value: number, trainable: boolean) =>
      ({ name, shape: [channelsOf(inputs)], initializer: { kind: 'constant', value }, trainable, decays: false }) as const;
    return [weight('scale', 1, true), weight('shift', 0, true), weight('runningMean', 0, false), weight('runningVariance', 1, false)];
  },
  multiplyAdds: (_parameters, _inputs, output) => sizeOf(output),
  receptiveField: () => ({ kind: 'pointwise' }),
  // the mean of one value is that value: y = shift, whatever comes in, and no gradient goes back
  smallestBatch: (inputs) => (sizeOf(inputs[0] ?? []) === channelsOf(inputs) ? 2 : 1),
  fusion: { fold, adds: () => true, rectifies: true, masks: true, backwardInPlace: true },
  forward,
  backward,
  reference: batchNormReference,
  samples: [
    { name: 'a map, channels a multiple of four', parameters: {}, inputShapes: [[4, 5, 8]], batch: 3 },
    { name: 'a map of odd size, seven channels', parameters: { momentum: 0.3 }, inputShapes: [[3, 5, 7]], batch: 2 },
    { name: 'vectors', parameters: { epsilon: 0.001 }, inputShapes: [[13]], batch: 6 },
    { name: 'one example, one channel', parameters: {}, inputShapes: [[5, 3, 1]], batch: 1 },
    { name: 'several chunks, many channels', parameters: {}, inputShapes: [[17, 19, 37]], batch: 2 },
  ],
});
