// A 3×3 convolution with stride 2, or its input gradient, by Winograd's filtering of its even and odd samples.
import type { ConvolutionAttributes } from '../../../../../operations/convolution/attributes.ts';
import { convolution, convolutionInput } from '../../../../../operations/convolution/operation.ts';
import { kernelConstants } from '../../../generated/kernel-constants.ts';
import { type BufferHandle, defineWay, flag, type LowerContext } from '../../../way.ts';
import { definitionInputCost, productCost } from '../cost.ts';
import { forwardPlane, inputPlane, type Plane, paddedTo } from '../plane.ts';
import {
  blocksOf,
  countTiles,
  mapNumbers,
  outputBytes,
  outputTiles,
  panelTiles,
  positionGap,
  winogradTolerance,
} from '../winograd/blocks.ts';
import { inputMisfit, inputTiles, phaseKernel, phases, positions, products, shareLeft, side, stridedMisfit } from './phases.ts';

const { STRIDED_SCRATCH, TILE_GAP } = kernelConstants['ways/convolution/winograd-strided/input'];
const dxLayout = kernelConstants['ways/convolution/winograd-strided/output'];
/** The description of the result, and what is used for the transform of the input. */
const forwardScratch = kernelConstants['ways/convolution/winograd/output'].RESULT_BYTES + STRIDED_SCRATCH;
const backwardScratch = dxLayout.RESULT_BYTES + kernelConstants['simd/winograd'].INPUT_SCRATCH;
const packScratch = kernelConstants['ways/convolution/winograd-strided/kernel'].PACK_SCRATCH;

/** Tiles of the step, and the Winograd tiles of the largest. */
function cut(count: number, bytesOfTile: number): { readonly tiles: number; readonly rows: number } {
  const panels = Math.ceil(count / panelTiles);
  const tiles = blocksOf(panels, bytesOfTile);
  return { tiles, rows: Math.ceil(panels / tiles) * panelTiles };
}

/** Winograd tiles of the input in all. */
function countInputTiles(plane: Plane): number {
  const { tilesDown, tilesAcross } = inputTiles(plane);
  return plane.n * tilesDown * tilesAcross;
}

/** Weights of a pass, transformed; how depends on where the kernel begins. */
function pack(
  { buffer, form, step }: Pick<LowerContext<ConvolutionAttributes>, 'buffer' | 'form' | 'step'>,
  pass: 'Forward' | 'Backward',
  { channels, filters, padTop, padLeft, flip }: Plane,
): BufferHandle {
  const [depth, columns] = pass === 'Forward' ? [channels, filters] : [filters, channels];
  const bytes = positions * phases * (paddedTo(8, columns) * depth * 4 + positionGap);
  return form('weights', `strided Winograd ${pass.toLowerCase()} from ${padTop}, ${padLeft}, flip ${flip}`, bytes, (packed) => {
    step({
      kernel: `conv2dStridedWinogradPack${pass}`,
      reads: { weights: buffer('weights') },
      writes: { packed },
      numbers: { channels, filters, padTop, padLeft, flip },
      tiles: Math.min(16, Math.ceil(columns / 8)),
      scratchBytes: packScratch,
    });
  });
}

export const stridedForward = defineWay({
  name: 'strided-winograd',
  operation: convolution,
  explanation: 'Winograd’s minimal filtering of even and odd samples, 3×3 with stride 2',
  tolerance: winogradTolerance,
  misfit: (context) => inputMisfit(context, forwardPlane),
  cost: (context) => {
    const plane = forwardPlane(context);
    return productCost(plane) * shareLeft(plane, countTiles(plane), context.training);
  },
  lower: (context) => {
    const { buffer, has, carried, step } = context;
    const plane = forwardPlane(context);
    const { channels, filters } = plane;
    const packed = pack(context, 'Forward', plane);
    const rowBytes = paddedTo(8, filters) * 4;
    const { tiles, rows } = cut(countTiles(plane), products * channels * 4 + positions * rowBytes);
    const blockBytes = positions * (rows * (phases * channels * 4 + TILE_GAP + rowBytes) + 2 * positionGap);
    step({
      kernel: 'conv2dStridedWinogradForward',
      reads: { x: buffer('x'), packed, bias: has('bias') ? buffer('bias') : packed },
      writes: { y: buffer('y') },
      numbers: { ...mapNumbers(plane), ...outputTiles(plane), phaseKernel, hasBias: flag(has('bias')), rectify: flag(carried.rectify) },
      tiles,
      scratchBytes: forwardScratch + blockBytes + outputBytes(side, rowBytes),
    });
  },
});

export const stridedInput = defineWay({
  name: 'strided-winograd',
  operation: convolutionInput,
  explanation: 'Winograd’s minimal filtering towards even and odd pixels, 3×3 with stride 2',
  tolerance: winogradTolerance,
  misfit: (context) => stridedMisfit(context, inputPlane),
  cost: (context) => {
    const plane = inputPlane(context);
    return definitionInputCost(plane) * shareLeft(plane, countInputTiles(plane), context.training);
  },
  lower: (context) => {
    const { buffer, carried, step } = context;
    const plane = inputPlane(context);
    const { channels, filters, padTop, padLeft } = plane;
    const packed = pack(context, 'Backward', plane);
    const gradientBytes = paddedTo(4, filters) * 4;
    const rowBytes = paddedTo(8, channels) * 4;
    const { tiles, rows } = cut(countInputTiles(plane), positions * gradientBytes + products * rowBytes);
    const blockBytes = positions * (rows * gradientBytes + positionGap + phases * (rows * rowBytes + positionGap));
    const { PIXELS_PLACE, PIXELS, COLUMNS_BYTES, COLUMN_VALUES } = dxLayout;
    const passBytes = PIXELS_PLACE + PIXELS * rowBytes + Math.max(COLUMNS_BYTES, COLUMN_VALUES * rowBytes);
    const dx = buffer('dx');
    step({
      kernel: 'conv2dStridedWinogradBackwardInput',
      reads: { dy: buffer('dy'), packed, x: carried.mask ?? dx },
      writes: { dx },
      numbers: {
        ...mapNumbers(plane),
        ...inputTiles(plane),
        phaseKernel,
        // a tile's first row of dx may be the later of a pair: then the row of dy above does not reach it
        gradientTop: 1 - Math.ceil(padTop / 2),
        gradientLeft: 1 - Math.ceil(padLeft / 2),
        rectified: flag(carried.mask),
      },
      tiles,
      scratchBytes: backwardScratch + blockBytes + passBytes,
    });
  },
});
