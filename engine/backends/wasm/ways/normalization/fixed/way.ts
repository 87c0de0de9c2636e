// Gradients of a normalisation by fixed statistics (kernel.as.ts).
import { fixedStatistics, scaleByStatistics } from '../../../../../operations/normalization/gradient.ts';
import { defineWay } from '../../../way.ts';
import { extentOf } from '../extent.ts';

export const giveStatistics = defineWay({
  name: 'channels',
  operation: fixedStatistics,
  explanation: 'one channel after the other, in double precision',
  lower: ({ attributes: { epsilon }, shape, buffer, step }) => {
    const [channels = 1] = shape('mean');
    step({
      kernel: 'batchNormFixedStatistics',
      reads: { mean: buffer('mean'), variance: buffer('variance') },
      writes: { statistics: buffer('statistics') },
      numbers: { channels, epsilon },
      tiles: 1,
    });
  },
});

export const scaleGradientRows = defineWay({
  name: 'rows',
  operation: scaleByStatistics,
  explanation: 'four channels of a row at a time, one pass over memory',
  lower: ({ shape, buffer, step }) => {
    const { rows, channels, chunks, channelBytes } = extentOf(shape('dy'));
    step({
      kernel: 'batchNormScale',
      reads: { statistics: buffer('statistics'), scale: buffer('scale'), dy: buffer('dy') },
      writes: { dx: buffer('dx') },
      numbers: { rows, channels },
      tiles: chunks,
      scratchBytes: channelBytes,
    });
  },
});
