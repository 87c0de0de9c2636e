// An input gradient by scattering: every pixel of dy times the weights is a patch that is added to dx. It pays always with a stride,
// otherwise where the products it saves (zeros around a small map, lanes of a product with few channels) outweigh the adding.
import { convolutionInput } from '../../../../../operations/convolution/operation.ts';
import { kernelConstants } from '../../../generated/kernel-constants.ts';
import { defineWay, flag } from '../../../way.ts';
import { scatterCost } from '../cost.ts';
import { axesMisfit, inputPlane, type Plane, paddedTo, tapsOf } from '../plane.ts';

const scratchBytes = kernelConstants['ways/convolution/scatter/kernel'].SCRATCH;
/** Tiles wanted: images, or bands of images where there are few. */
const fewestTiles = 16;

/** Bands of rows an image is cut into: each makes the patches that reach into its neighbour again, so it must be much taller. */
function bandsOf({ n, height, kernelHeight, dilationHeight }: Plane): number {
  const overlap = Math.max(1, (kernelHeight - 1) * dilationHeight);
  return Math.max(1, Math.min(Math.ceil(fewestTiles / n), Math.floor(height / (4 * overlap))));
}

export const scatterInput = defineWay({
  name: 'scatter',
  operation: convolutionInput,
  explanation: 'every pixel of dy times the weights, added to dx as a patch',
  misfit: axesMisfit,
  cost: (context) => scatterCost(inputPlane(context)),
  lower: (context) => {
    const { buffer, carried, form, step } = context;
    const plane = inputPlane(context);
    const { flip, ...numbers } = plane;
    const { channels, filters, groups } = numbers;
    const taps = tapsOf(plane);
    const columns = paddedTo(8, (taps * channels) / groups);
    const packed = form('weights', `packed as patches, ${groups} groups, flip ${flip}`, columns * filters * 4, (target) => {
      step({
        kernel: 'conv2dScatterPack',
        reads: { weights: buffer('weights') },
        writes: { packed: target },
        numbers: { taps, channels, filters, groups, flip },
        tiles: Math.min(32, (groups * columns) / 8, Math.ceil((columns * filters) / 4096)),
      });
    });
    const bands = bandsOf(plane);
    const dx = buffer('dx');
    step({
      kernel: 'conv2dScatterInput',
      reads: { dy: buffer('dy'), packed, x: carried.mask ?? dx },
      writes: { dx },
      numbers: { ...numbers, bands, rectified: flag(carried.mask) },
      tiles: plane.n * bands,
      scratchBytes,
    });
  },
});
