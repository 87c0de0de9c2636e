// A normalisation folded into the weights in front of it (kernel.as.ts): outside training once after the weights have changed.
import { foldedNormalization } from '../../../../../operations/normalization/operation.ts';
import { defineWay, flag } from '../../../way.ts';
import { extentOf } from '../extent.ts';

export const foldRows = defineWay({
  name: 'rows',
  operation: foldedNormalization,
  explanation: 'one vector of a row at a time, one pass over the weights',
  lower: ({ attributes: { epsilon }, shape, has, buffer, step }) => {
    const { rows, channels, chunks, channelBytes } = extentOf(shape('weights'));
    const source = buffer('weights');
    step({
      kernel: 'batchNormFold',
      reads: {
        source,
        sourceBias: has('bias') ? buffer('bias') : source,
        runningMean: buffer('mean'),
        runningVariance: buffer('variance'),
        scale: buffer('scale'),
        shift: buffer('shift'),
      },
      writes: { weights: buffer('foldedWeights'), bias: buffer('foldedBias') },
      numbers: { rows, channels, hasBias: flag(has('bias')), epsilon },
      tiles: chunks,
      scratchBytes: channelBytes,
    });
  },
});
