// A convolution and its gradients by the definition, whatever stride, dilation and groups: the input gets its border of zeros, and
// patches, gathered a few pixels at a time, are multiplied with packed weights.
import { convolution, convolutionFilter, convolutionInput } from '../../../../../operations/convolution/operation.ts';
import { kernelConstants } from '../../../generated/kernel-constants.ts';
import { defineWay, flag } from '../../../way.ts';
import { filterProductCost, inputProductCost, productCost } from '../cost.ts';
import { sumInChunks } from '../partial-sums.ts';
import { axesMisfit, filterPlane, forwardPlane, inputPlane, mirrored, outputPixels } from '../plane.ts';
import { describeProduct, packed, padded } from './product.ts';

const { PRODUCT_SCRATCH, GRADIENT_SCRATCH } = kernelConstants['ways/convolution/patches/kernel'];
const rowsOfPanel = kernelConstants['simd/gemm'].PANEL_ROWS;
/** Output pixels a tile takes: a few row panels, so that workers share evenly. */
const pixelsPerTile = 96;
/** Where there are few, as in a single image, a tile takes fewer: so many tiles that workers share evenly, but whole row panels. */
const fewestTiles = 12;

function pixelTiles(pixels: number): number {
  const panels = Math.ceil(pixels / rowsOfPanel);
  const few = Math.ceil(pixels / (rowsOfPanel * Math.ceil(panels / fewestTiles)));
  return Math.max(Math.ceil(pixels / pixelsPerTile), few);
}

export const patchesForward = defineWay({
  name: 'patches',
  operation: convolution,
  explanation: 'patches of the padded input, gathered a few pixels at a time, times packed weights',
  misfit: axesMisfit,
  cost: (context) => productCost(forwardPlane(context)),
  lower: (context) => {
    const { buffer, has, carried, step } = context;
    const plane = forwardPlane(context);
    const product = describeProduct(plane, 1, 1);
    const weights = packed(context, 'Forward', plane);
    step({
      kernel: 'conv2dForward',
      reads: { padded: padded(context, 'x', product), packed: weights, bias: has('bias') ? buffer('bias') : weights },
      writes: { y: buffer('y') },
      numbers: { ...product.numbers, hasBias: flag(has('bias')), rectify: flag(carried.rectify) },
      tiles: pixelTiles(outputPixels(plane)),
      scratchBytes: PRODUCT_SCRATCH,
    });
  },
});

export const patchesInput = defineWay({
  name: 'patches',
  operation: convolutionInput,
  explanation: 'patches of dy, spread out and padded, times packed weights',
  misfit: axesMisfit,
  cost: (context) => inputProductCost(inputPlane(context)),
  lower: (context) => {
    const { buffer, carried, step } = context;
    const plane = inputPlane(context);
    const product = describeProduct(mirrored(plane), plane.strideHeight, plane.strideWidth);
    const weights = packed(context, 'Backward', plane);
    const dx = buffer('dx');
    step({
      kernel: 'conv2dBackwardInput',
      reads: { padded: padded(context, 'dy', product), packed: weights, x: carried.mask ?? dx },
      writes: { dx },
      numbers: { ...product.numbers, rectified: flag(carried.mask) },
      tiles: pixelTiles(plane.n * plane.height * plane.width),
      scratchBytes: PRODUCT_SCRATCH,
    });
  },
});

export const patchesFilter = defineWay({
  name: 'patches',
  operation: convolutionFilter,
  explanation: 'patches of the padded input, turned, times dy, in chunks of pixels',
  misfit: axesMisfit,
  cost: (context) => filterProductCost(filterPlane(context)),
  lower: (context) => {
    const plane = filterPlane(context);
    const product = describeProduct(plane, 1, 1);
    sumInChunks(context, plane, (partial, chunks) => {
      context.step({
        kernel: 'conv2dBackwardWeights',
        reads: { padded: padded(context, 'x', product), dy: context.buffer('dy') },
        writes: { partial },
        numbers: product.numbers,
        tiles: chunks,
        scratchBytes: GRADIENT_SCRATCH,
      });
    });
  },
});
