// Gradients of a normalisation by the batch's statistics (kernel.as.ts): two sums a channel, in the forward pass's chunks, joined in
// order by one tile; then the input's gradient in one pass over memory.
import { normalizationInput, normalizationSums } from '../../../../../operations/normalization/gradient.ts';
import { defineWay, flag } from '../../../way.ts';
import { extentOf } from '../extent.ts';

export const sumNormalization = defineWay({
  name: 'chunks',
  operation: normalizationSums,
  explanation: 'one pass over memory, sums of chunks joined in order',
  lower: ({ shape, buffer, scratch, step }) => {
    const { rows, channels, chunks, channelBytes } = extentOf(shape('x'));
    const statistics = buffer('statistics');
    const partials = scratch('partials', chunks * 4 * channelBytes);
    step({
      kernel: 'batchNormBackwardChunk',
      reads: { x: buffer('x'), statistics, dy: buffer('dy') },
      writes: { partials },
      numbers: { rows, channels, chunks },
      tiles: chunks,
    });
    step({
      kernel: 'batchNormBackwardWeights',
      reads: { partials, statistics },
      writes: { dscale: buffer('dscale'), dshift: buffer('dshift') },
      numbers: { channels, chunks },
      tiles: 1,
    });
  },
});

export const normalizeInputRows = defineWay({
  name: 'rows',
  operation: normalizationInput,
  explanation: 'eight channels down a block of rows, one pass over memory',
  lower: ({ shape, buffer, carried, step }) => {
    const { rows, channels, chunks, channelBytes } = extentOf(shape('x'));
    step({
      kernel: 'batchNormBackwardInput',
      reads: {
        x: buffer('x'),
        statistics: buffer('statistics'),
        scale: buffer('scale'),
        dscale: buffer('dscale'),
        dshift: buffer('dshift'),
        dy: buffer('dy'),
      },
      writes: { dx: buffer('dx') },
      numbers: { rows, channels, rectified: flag(carried.mask) },
      tiles: chunks,
      scratchBytes: 3 * channelBytes,
    });
  },
});
