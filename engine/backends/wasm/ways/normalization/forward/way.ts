// Normalisation of rows of channels (kernel.as.ts). The statistics of a batch are summed in a fixed number of chunks and joined in
// a fixed order by one tile; scaling and shifting is one pass over memory, whatever the statistics.
import { batchNormalization, batchStatistics } from '../../../../../operations/normalization/batch.ts';
import { normalizationByStatistics } from '../../../../../operations/normalization/operation.ts';
import { type BufferHandle, defineWay, flag, type LowerContext } from '../../../way.ts';
import { extentOf } from '../extent.ts';

/** What is carried, for the kernels: x stands in where nothing is added. */
function epilogueOf({ addend, rectify }: LowerContext<Readonly<Record<string, unknown>>>['carried'], x: BufferHandle) {
  return { addend: addend ?? x, numbers: { hasAddend: flag(addend), rectify: flag(rectify) } };
}

export const sumStatistics = defineWay({
  name: 'chunks',
  operation: batchStatistics,
  explanation: 'one pass over memory, sums of chunks joined in order',
  lower: ({ attributes: { momentum, epsilon }, shape, buffer, scratch, step }) => {
    const { rows, channels, chunks, channelBytes } = extentOf(shape('x'));
    const partials = scratch('partials', chunks * 4 * channelBytes);
    const [runningMean, runningVariance] = [buffer('runningMean'), buffer('runningVariance')];
    step({ kernel: 'batchNormChunk', reads: { x: buffer('x') }, writes: { partials }, numbers: { rows, channels, chunks }, tiles: chunks });
    step({
      kernel: 'batchNormStatistics',
      reads: { partials, runningMean, runningVariance },
      writes: { statistics: buffer('statistics'), runningMean, runningVariance },
      numbers: { rows, channels, chunks, momentum, epsilon },
      tiles: 1,
    });
  },
});

export const normalizeRows = defineWay({
  name: 'rows',
  operation: batchNormalization,
  explanation: 'eight channels down a block of rows, one pass over memory',
  lower: ({ shape, buffer, carried, step }) => {
    const { rows, channels, chunks, channelBytes } = extentOf(shape('x'));
    const x = buffer('x');
    const { addend, numbers } = epilogueOf(carried, x);
    step({
      kernel: 'batchNormForward',
      reads: { x, statistics: buffer('statistics'), scale: buffer('scale'), shift: buffer('shift'), addend },
      writes: { y: buffer('y') },
      numbers: { rows, channels, ...numbers },
      tiles: chunks,
      scratchBytes: channelBytes,
    });
  },
});

export const normalizeRowsByStatistics = defineWay({
  name: 'rows',
  operation: normalizationByStatistics,
  explanation: 'eight channels down a block of rows, one pass over memory',
  lower: ({ attributes: { epsilon }, shape, buffer, carried, step }) => {
    const { rows, channels, chunks, channelBytes } = extentOf(shape('x'));
    const x = buffer('x');
    const { addend, numbers } = epilogueOf(carried, x);
    const [runningMean, runningVariance] = [buffer('mean'), buffer('variance')];
    step({
      kernel: 'batchNormInference',
      reads: { x, runningMean, runningVariance, scale: buffer('scale'), shift: buffer('shift'), addend },
      writes: { y: buffer('y') },
      numbers: { rows, channels, epsilon, ...numbers },
      tiles: chunks,
      scratchBytes: channelBytes,
    });
  },
});
