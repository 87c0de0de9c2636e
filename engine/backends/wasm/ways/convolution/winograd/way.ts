// A convolution with stride and dilation 1, one group and kernels 3×3 and 5×5, or its input gradient, by Winograd's minimal filtering.
import type { ConvolutionAttributes } from '../../../../../operations/convolution/attributes.ts';
import { convolution, convolutionInput } from '../../../../../operations/convolution/operation.ts';
import { kernelConstants } from '../../../generated/kernel-constants.ts';
import { type BufferHandle, defineWay, flag, type LowerContext } from '../../../way.ts';
import { definitionInputCost, productCost, slower } from '../cost.ts';
import { forwardPlane, inputPlane, mirrored, type Plane, paddedTo } from '../plane.ts';
import {
  blocksOf,
  countTiles,
  mapNumbers,
  outputBytes,
  outputTiles,
  panelTiles,
  positionGap,
  positionsOf,
  tileSide,
  winogradMisfit,
  winogradTolerance,
} from './blocks.ts';

/** The description of the result, and what is used for the transform of the input. */
const fixedScratch = kernelConstants['ways/convolution/winograd/output'].RESULT_BYTES + kernelConstants['simd/winograd'].INPUT_SCRATCH;
const packScratch = kernelConstants['ways/convolution/winograd/kernel'].PACK_SCRATCH;
/** Tiles of the step that even a single image's small map is cut into, for two or four workers. */
const fewestTiles = 4;
/** Filters that are worth transforming the input once more. */
const filtersPerPart = 32;

/**
 * How much faster than the definition it is: on maps of 12×12 and 32×32, batches of 1 and 32, whatever the filters, 1.1 to 3.1 times for
 * 3×3, and 1.3 to 4.1 for 5×5; here the middle of either. With a single channel it is taken to be slower.
 */
function speedup({ channels, kernelHeight }: Plane): number {
  if (channels < 2) return 1 / slower;
  return kernelHeight === 3 ? 1.8 : 2.3;
}

/** Bytes that one Winograd tile takes in scratch, transformed, before and after the products. */
function tileBytes(product: Plane): number {
  return positionsOf(product) * (paddedTo(4, product.channels) + paddedTo(8, product.filters)) * 4;
}

/** Tiles and private memory of a product. */
function blocks(product: Plane): { readonly tiles: number; readonly scratchBytes: number } {
  const panels = Math.ceil(countTiles(product) / panelTiles);
  // fewer panels than tiles wanted: every panel in parts of its filters
  const parts = Math.min(Math.ceil(fewestTiles / panels), Math.floor(product.filters / filtersPerPart));
  const tiles = parts > 1 ? panels * parts : blocksOf(panels, tileBytes(product));
  const rows = Math.ceil(panels / tiles) * panelTiles;
  const passBytes = outputBytes(product.kernelHeight + tileSide - 1, paddedTo(8, product.filters) * 4);
  return { tiles, scratchBytes: fixedScratch + rows * tileBytes(product) + 2 * positionGap * positionsOf(product) + passBytes };
}

/** Weights of a pass, transformed. `product` is the convolution that is computed, backward the gradient's own. */
function pack(
  { buffer, form, step }: Pick<LowerContext<ConvolutionAttributes>, 'buffer' | 'form' | 'step'>,
  pass: 'Forward' | 'Backward',
  product: Plane,
): BufferHandle {
  const { kernelHeight, flip } = product;
  const [channels, filters] = pass === 'Forward' ? [product.channels, product.filters] : [product.filters, product.channels];
  const columns = paddedTo(8, product.filters);
  const bytes = positionsOf(product) * (product.channels * columns * 4 + positionGap);
  return form('weights', `Winograd ${pass.toLowerCase()}, flip ${flip}`, bytes, (packed) => {
    step({
      kernel: `conv2dWinogradPack${pass}`,
      reads: { weights: buffer('weights') },
      writes: { packed },
      numbers: { kernelHeight, channels, filters, flip },
      tiles: Math.min(16, columns / 8),
      scratchBytes: packScratch,
    });
  });
}

export const winogradForward = defineWay({
  name: 'winograd',
  operation: convolution,
  explanation: 'Winograd’s minimal filtering, F(4×4, 3×3) or F(4×4, 5×5)',
  tolerance: winogradTolerance,
  misfit: (context) => winogradMisfit(context, forwardPlane),
  cost: (context) => {
    const plane = forwardPlane(context);
    return productCost(plane) / speedup(plane);
  },
  lower: (context) => {
    const { buffer, has, carried, step } = context;
    const plane = forwardPlane(context);
    const packed = pack(context, 'Forward', plane);
    step({
      kernel: 'conv2dWinogradForward',
      reads: { x: buffer('x'), packed, bias: has('bias') ? buffer('bias') : packed },
      writes: { y: buffer('y') },
      numbers: {
        ...mapNumbers(plane),
        ...outputTiles(plane),
        kernelHeight: plane.kernelHeight,
        hasBias: flag(has('bias')),
        rectify: flag(carried.rectify),
      },
      ...blocks(plane),
    });
  },
});

export const winogradInput = defineWay({
  name: 'winograd',
  operation: convolutionInput,
  explanation: 'Winograd’s minimal filtering of dy, F(4×4, 3×3) or F(4×4, 5×5)',
  tolerance: winogradTolerance,
  misfit: (context) => winogradMisfit(context, inputPlane),
  cost: (context) => {
    const plane = inputPlane(context);
    return definitionInputCost(plane) / speedup(mirrored(plane));
  },
  lower: (context) => {
    const { buffer, carried, step } = context;
    const product = mirrored(inputPlane(context));
    const packed = pack(context, 'Backward', product);
    const dx = buffer('dx');
    step({
      kernel: 'conv2dWinogradBackwardInput',
      reads: { dy: buffer('dy'), packed, x: carried.mask ?? dx },
      writes: { dx },
      numbers: {
        ...mapNumbers(product),
        ...outputTiles(product),
        kernelHeight: product.kernelHeight,
        rectified: flag(carried.mask),
      },
      ...blocks(product),
    });
  },
});
