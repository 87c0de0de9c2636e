// A 3×3 convolution with stride 2 by Winograd's filtering of its even and odd samples: the sizes that its passes share, when it fits,
// and what it costs beside the definition.
import { kernelConstants } from '../../../generated/kernel-constants.ts';
import { slower } from '../cost.ts';
import { axesMisfit, type ConvolutionContext, type Plane, paddedTo } from '../plane.ts';
import { panelTiles, tileSide } from '../winograd/blocks.ts';

export const { SIDE: side, POSITIONS: positions, PHASES: phases } = kernelConstants['ways/convolution/winograd-strided/weights'];
/** Of the products that there are at all positions in all phases: lone points have no odd samples. */
export const products = (2 * side - 1) ** 2;
/** Pixels of the input from one tile to the next. */
const tilePixels = 2 * tileSide;
/** Taps of the even samples on an axis. */
export const phaseKernel = 2;
/** Channels that are transformed at a time where they are more, which then must be a multiple of four. */
const { MOST_CHANNELS: mostChannels } = kernelConstants['ways/convolution/winograd-strided/input'];

/** Why it does not fit. */
export function stridedMisfit(context: ConvolutionContext, planeOf: (context: ConvolutionContext) => Plane): string | undefined {
  const misfit = axesMisfit(context);
  if (misfit !== undefined) return misfit;
  const { kernelHeight, kernelWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, groups } = planeOf(context);
  if (strideHeight !== 2 || strideWidth !== 2) return 'no stride of 2';
  if (kernelHeight !== 3 || kernelWidth !== 3) return 'no 3×3 kernel';
  return Math.max(dilationHeight, dilationWidth, groups) > 1 ? 'a dilation or groups' : undefined;
}

/** Why the input of the forward pass, and so of the filter gradient, cannot be transformed. */
export function inputMisfit(context: ConvolutionContext, planeOf: (context: ConvolutionContext) => Plane): string | undefined {
  const misfit = stridedMisfit(context, planeOf);
  if (misfit !== undefined) return misfit;
  const { channels } = planeOf(context);
  return channels % 4 === 0 || channels <= mostChannels ? undefined : `more than ${mostChannels} channels, and not a multiple of four`;
}

/** Tiles of 8×8 pixels of the input, on each axis. */
export function inputTiles({ height, width }: Plane): { readonly tilesDown: number; readonly tilesAcross: number } {
  return { tilesDown: Math.ceil(height / tilePixels), tilesAcross: Math.ceil(width / tilePixels) };
}

/**
 * Fewest Winograd tiles: six row panels, so that workers share them evenly, and weights are read for more than one. What the
 * weights cost is counted in products a weight: reading 81 values for nine, in training their transform and theirs of the sums.
 */
const fewestTiles = 31;
const fewestChannels = 2;
const [readingCost, readingCostPerMegabyte] = [50, 25];
const [packingCost, packingCostPerMegabyte] = [800, 130];
/** What has to be saved at least. */
const margin = 1.05;

/** The share of the definition's work that products at `tiles` Winograd tiles take. */
export function shareLeft({ n, channels, filters, outHeight, outWidth }: Plane, tiles: number, training: boolean): number {
  const megabytes = (products * channels * filters * 4) / 2 ** 20;
  const weights = training ? packingCost + packingCostPerMegabyte * megabytes : readingCost + readingCostPerMegabyte * megabytes;
  const direct = 9 * paddedTo(panelTiles, n * outHeight * outWidth);
  const share = (margin * (products * paddedTo(panelTiles, tiles) + weights)) / direct;
  return channels >= fewestChannels && tiles >= fewestTiles ? share : Math.max(share, slower);
}
