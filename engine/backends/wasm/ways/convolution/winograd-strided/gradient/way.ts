// The filter gradient of a 3×3 convolution with stride 2 in Winograd's domain of even and odd samples.
import { convolutionFilter } from '../../../../../../operations/convolution/operation.ts';
import { kernelConstants } from '../../../../generated/kernel-constants.ts';
import { defineWay, flag, pick } from '../../../../way.ts';
import { filterProductCost } from '../../cost.ts';
import { filterPlane } from '../../plane.ts';
import { countTiles, mapNumbers, outputTiles, positionGap, winogradTolerance } from '../../winograd/blocks.ts';
import { cutChunks } from '../../winograd-gradient/chunks.ts';
import { inputMisfit, phaseKernel, phases, positions, shareLeft } from '../phases.ts';

/** Bytes in front of the transformed tiles; of the second step, in front of the sums, of a phase's at a position, and their channels. */
const { TRANSFORMED, TURNED_SUMS, TURNED_STRIDE, TURNED } = kernelConstants['ways/convolution/winograd-strided/gradient/kernel'];
const { TILE_GAP } = kernelConstants['ways/convolution/winograd-strided/input'];

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
    const inputBytes = phases * channels * 4 + TILE_GAP;
    const tileBytes = positions * (inputBytes + panels * 32);
    const { chunks, block, parts } = cutChunks(countTiles(plane), tileBytes, panels, chunkBytes);
    const sums = scratch('partial', chunks * chunkBytes);
    step({
      kernel: 'conv2dStridedWinogradBackwardWeights',
      reads: { x: buffer('x'), dy: buffer('dy') },
      writes: { sums },
      numbers: { ...mapNumbers(plane), ...outputTiles(plane), phaseKernel, parts, block },
      tiles: chunks * parts,
      scratchBytes: TRANSFORMED + block * tileBytes + 2 * positions * positionGap,
    });
    const dweights = buffer('dweights');
    step({
      kernel: 'conv2dStridedWinogradReduceWeights',
      reads: { sums },
      writes: { dweights, dbias: has('dbias') ? buffer('dbias') : dweights },
      numbers: { ...pick(plane, 'channels', 'filters', 'flip'), chunks, hasBias: flag(has('dbias')) },
      tiles: Math.min(32, panels * Math.ceil(channels / TURNED)),
      scratchBytes: TURNED_SUMS + positions * phases * TURNED_STRIDE,
    });
  },
});
