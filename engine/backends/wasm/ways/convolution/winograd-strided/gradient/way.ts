// The filter gradient of a 3×3 convolution with stride 2 in Winograd's domain of even and odd samples.
import { convolutionFilter } from '../../../../../../operations/convolution/operation.ts';
import { defineWay, flag } from '../../../../way.ts';
import { filterProductCost } from '../../cost.ts';
import { filterPlane } from '../../plane.ts';
import { countTiles, outputTiles, positionGap, winogradTolerance } from '../../winograd/blocks.ts';
import { cutChunks } from '../../winograd-gradient/chunks.ts';
import { inputMisfit, phaseKernel, phases, positions, shareLeft } from '../phases.ts';

/** As STRIDED_SCRATCH in input.as.ts, the description in front, and zeros. */
const gradientScratch = 90880 + 192;
/** Of the second step: before the sums, and of those of a phase at one position, as in the kernel. */
const tapScratch = 640;
const turnedBytes = 576;
/** Channels that are turned back at a time, as TURNED in the kernel. */
const turnedChannels = 16;

export const stridedFilter = defineWay({
  name: 'strided-winograd',
  operation: convolutionFilter,
  explanation: 'sums of products in Winograd’s domain of even and odd samples, 3×3 with stride 2',
  tolerance: winogradTolerance,
  misfit: (context) => inputMisfit(context, filterPlane),
  cost: (context) => {
    const plane = filterPlane(context);
    return filterProductCost(plane) * shareLeft(plane, countTiles(plane), context.training);
  },
  lower: ({ buffer, has, scratch, step, ...context }) => {
    const plane = filterPlane(context);
    const { channels, filters } = plane;
    const panels = Math.ceil(filters / 8);
    const chunkBytes = positions * (phases * channels * panels * 32 + positionGap) + panels * 32;
    const inputBytes = phases * channels * 4 + 16;
    const tileBytes = positions * (inputBytes + panels * 32);
    const { chunks, block, parts } = cutChunks(countTiles(plane), tileBytes, panels, chunkBytes);
    const sums = scratch('partial', chunks * chunkBytes);
    step({
      kernel: 'conv2dStridedWinogradBackwardWeights',
      reads: { x: buffer('x'), dy: buffer('dy') },
      writes: { sums },
      numbers: { ...plane, ...outputTiles(plane), phaseKernel, parts, block },
      tiles: chunks * parts,
      scratchBytes: gradientScratch + block * tileBytes + 2 * positions * positionGap,
    });
    const dweights = buffer('dweights');
    step({
      kernel: 'conv2dStridedWinogradReduceWeights',
      reads: { sums },
      writes: { dweights, dbias: has('dbias') ? buffer('dbias') : dweights },
      numbers: { ...plane, chunks, hasBias: flag(has('dbias')) },
      tiles: Math.min(32, panels * Math.ceil(channels / turnedChannels)),
      scratchBytes: tapScratch + positions * phases * turnedBytes,
    });
  },
});
