// A convolution of a map of one channel at stride 1, and its filter gradient: no border to be made, no weights to be packed.
import { convolution, convolutionFilter } from '../../../../../operations/convolution/operation.ts';
import { effectiveKernel } from '../../../../../operations/window.ts';
import { kernelConstants } from '../../../generated/kernel-constants.ts';
import { defineWay, flag, pick } from '../../../way.ts';
import { sumInChunks } from '../partial-sums.ts';
import { axesMisfit, type ConvolutionContext, filterPlane, forwardPlane, outputPixels, type Plane, tapsOf } from '../plane.ts';

/** What scratch has room for, and what is in it in front of the rows of a map and behind them. */
const { MOST_TAPS, BAND, ROWS: fixedWeights } = kernelConstants['ways/convolution/planar/weights-kernel'];
const { ROWS: fixedForward } = kernelConstants['ways/convolution/planar/forward-kernel'];
const { TAIL_BYTES } = kernelConstants['ways/convolution/planar/map'];
/** Values in the rows that a kernel sees below the first: scratch holds them, too. */
const mostReach = 16384;
/** Values of the map that a tile of the forward pass keeps, and tiles wanted. */
const bandValues = 8192;
const fewestTiles = 16;

/** Rows below the first that a kernel sees, and the length of a row with its border. */
function extentOf(plane: Plane): { reach: number; paddedWidth: number } {
  const reach = effectiveKernel(plane.kernelHeight, plane.dilationHeight) - 1;
  return { reach, paddedWidth: plane.outWidth + effectiveKernel(plane.kernelWidth, plane.dilationWidth) - 1 };
}

function misfitOf(context: ConvolutionContext, planeOf: (context: ConvolutionContext) => Plane): string | undefined {
  const misfit = axesMisfit(context);
  if (misfit !== undefined) return misfit;
  const plane = planeOf(context);
  if (plane.channels !== 1) return 'more than one channel';
  if (plane.strideHeight !== 1 || plane.strideWidth !== 1) return 'a stride';
  const { reach, paddedWidth } = extentOf(plane);
  const fits = tapsOf(plane) <= MOST_TAPS && paddedWidth <= BAND && reach * paddedWidth <= mostReach;
  return fits ? undefined : 'a kernel or rows that scratch has no room for';
}

/** What both kernels are told. */
const planarNumbers = (plane: Plane) => ({
  ...pick(plane, 'height', 'width', 'padTop', 'padLeft', 'outHeight', 'outWidth', 'filters'),
  ...pick(plane, 'kernelHeight', 'kernelWidth', 'dilationHeight', 'dilationWidth'),
});

/** Products of the definition; that filters come in sixes is left out: it is taken wherever it fits. */
const planarCost = (plane: Plane): number => outputPixels(plane) * tapsOf(plane) * plane.filters;

export const planarForward = defineWay({
  name: 'planar',
  operation: convolution,
  explanation: 'one channel: four pixels in a vector, six filters at a time',
  misfit: (context) => misfitOf(context, forwardPlane),
  cost: (context) => planarCost(forwardPlane(context)),
  lower: (context) => {
    const { buffer, has, carried, step } = context;
    const plane = forwardPlane(context);
    const { reach, paddedWidth } = extentOf(plane);
    const shared = Math.ceil((plane.outHeight * plane.n) / fewestTiles / 2) * 2;
    const affordable = Math.floor((bandValues / paddedWidth - reach) / 2) * 2;
    const bandRows = Math.max(2, Math.min(shared, affordable));
    const weights = buffer('weights');
    step({
      kernel: 'conv2dPlanarForward',
      reads: { x: buffer('x'), weights, bias: has('bias') ? buffer('bias') : weights },
      writes: { y: buffer('y') },
      numbers: {
        ...planarNumbers(plane),
        flip: plane.flip,
        paddedWidth,
        bandRows,
        hasBias: flag(has('bias')),
        rectify: flag(carried.rectify),
      },
      tiles: plane.n * Math.ceil(plane.outHeight / bandRows),
      scratchBytes: fixedForward + (bandRows + reach) * paddedWidth * 4 + TAIL_BYTES,
    });
  },
});

export const planarFilter = defineWay({
  name: 'planar',
  operation: convolutionFilter,
  explanation: 'one channel: four pixels in a vector, six filters at a time',
  misfit: (context) => misfitOf(context, filterPlane),
  cost: (context) => planarCost(filterPlane(context)),
  lower: (context) => {
    const plane = filterPlane(context);
    const { reach, paddedWidth } = extentOf(plane);
    sumInChunks(context, plane, (partial, chunks) => {
      context.step({
        kernel: 'conv2dPlanarWeights',
        reads: { x: context.buffer('x'), dy: context.buffer('dy') },
        writes: { partial },
        numbers: { ...planarNumbers(plane), n: plane.n, paddedWidth },
        tiles: chunks,
        scratchBytes: fixedWeights + (Math.floor(BAND / paddedWidth) + reach) * paddedWidth * 4 + TAIL_BYTES,
      });
    });
  },
});
