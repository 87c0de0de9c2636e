// A filter gradient in Winograd's domain: stride and dilation 1, one group, kernels 3×3 and 5×5. Sums of products at every position,
// turned back at the end.
import { convolutionFilter } from '../../../../../operations/convolution/operation.ts';
import { kernelConstants } from '../../../generated/kernel-constants.ts';
import { defineWay, flag, pick } from '../../../way.ts';
import { filterProductCost, slower } from '../cost.ts';
import { filterPlane, outputPixels, type Plane, paddedTo, tapsOf } from '../plane.ts';
import { countTiles, mapNumbers, outputTiles, positionGap, positionsOf, winogradMisfit, winogradTolerance } from '../winograd/blocks.ts';
import { cutChunks } from './chunks.ts';

/** Bytes in front of the transformed tiles; of the second step, in front of the sums, of those at one position, and their channels. */
const { TRANSFORMED, TURNED_SUMS, TURNED_STRIDE, TURNED } = kernelConstants['ways/convolution/winograd-gradient/kernel'];

/** The transforms are taken to cost half as much as the products; with fewer channels or filters, more than is saved. */
const transforms = 1.5;
const [fewestChannels, fewestFilters] = [3, 4];

/** The share of the definition's work that is left, little of it saved where tiles are mostly border. */
function shareLeft(plane: Plane): number {
  const saved = (tapsOf(plane) * outputPixels(plane)) / (positionsOf(plane) * countTiles(plane));
  const share = transforms / saved;
  return plane.channels >= fewestChannels && plane.filters >= fewestFilters ? share : Math.max(share, slower);
}

export const winogradFilter = defineWay({
  name: 'winograd',
  operation: convolutionFilter,
  explanation: 'sums of products in Winograd’s domain, turned back at the end',
  tolerance: winogradTolerance,
  misfit: (context) => winogradMisfit(context, filterPlane),
  cost: (context) => {
    const plane = filterPlane(context);
    return filterProductCost(plane) * shareLeft(plane);
  },
  lower: ({ buffer, has, scratch, step, ...context }) => {
    const plane = filterPlane(context);
    const { channels, filters } = plane;
    const positions = positionsOf(plane);
    const rows = paddedTo(4, channels);
    const panels = Math.ceil(filters / 8);
    const chunkBytes = positions * (rows * panels * 32 + positionGap) + panels * 32;
    const tileBytes = positions * (rows + panels * 8) * 4;
    const { chunks, block, parts } = cutChunks(countTiles(plane), tileBytes, panels, chunkBytes);
    const sums = scratch('partial', chunks * chunkBytes);
    step({
      kernel: 'conv2dWinogradBackwardWeights',
      reads: { x: buffer('x'), dy: buffer('dy') },
      writes: { sums },
      numbers: { ...mapNumbers(plane), ...outputTiles(plane), kernelHeight: plane.kernelHeight, parts, block },
      tiles: chunks * parts,
      scratchBytes: TRANSFORMED + block * tileBytes + 2 * positions * positionGap,
    });
    const dweights = buffer('dweights');
    step({
      kernel: 'conv2dWinogradReduceWeights',
      reads: { sums },
      writes: { dweights, dbias: has('dbias') ? buffer('dbias') : dweights },
      numbers: { ...pick(plane, 'channels', 'filters', 'kernelHeight', 'flip'), chunks, hasBias: flag(has('dbias')) },
      tiles: Math.min(32, panels * Math.ceil(channels / TURNED)),
      scratchBytes: TURNED_SUMS + positions * TURNED_STRIDE,
    });
  },
});
