// A 3×3 convolution with stride 2, or its input gradient, by Winograd's filtering of its even and odd samples.
import type { ConvolutionAttributes } from '../../../../../operations/convolution/attributes.ts';
import { convolution, convolutionInput } from '../../../../../operations/convolution/operation.ts';
import { type BufferHandle, defineWay, flag, type LowerContext } from '../../../way.ts';
import { definitionInputCost, productCost } from '../cost.ts';
import { forwardPlane, inputPlane, type Plane, paddedTo } from '../plane.ts';
import { blocksOf, countTiles, outputTiles, panelTiles, positionGap, tileSide, winogradTolerance } from '../winograd/blocks.ts';
import { inputMisfit, inputTiles, phaseKernel, phases, positions, products, shareLeft, stridedMisfit } from './phases.ts';

/** As STRIDED_SCRATCH in input.as.ts and INPUT_SCRATCH in simd/winograd.as.ts, and the descriptions in front. */
const forwardScratch = 90880 + 64;
const backwardScratch = 74432 + 64;
/** Taps, factors, lines of a transform. */
const packScratch = 832;

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
    const outputBytes = paddedTo(8, filters) * 4;
    const { tiles, rows } = cut(countTiles(plane), products * channels * 4 + positions * outputBytes);
    const blockBytes = positions * (rows * (4 * channels * 4 + 16 + outputBytes) + 2 * positionGap);
    const passBytes = 128 + 5 * outputBytes + Math.max(16384, tileSide * (tileSide + 1) * outputBytes);
    step({
      kernel: 'conv2dStridedWinogradForward',
      reads: { x: buffer('x'), packed, bias: has('bias') ? buffer('bias') : packed },
      writes: { y: buffer('y') },
      numbers: { ...plane, ...outputTiles(plane), phaseKernel, hasBias: flag(has('bias')), rectify: flag(carried.rectify) },
      tiles,
      scratchBytes: forwardScratch + blockBytes + passBytes,
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
    const outputBytes = paddedTo(8, channels) * 4;
    const { tiles, rows } = cut(countInputTiles(plane), positions * gradientBytes + products * outputBytes);
    const blockBytes = positions * (rows * gradientBytes + positionGap + phases * (rows * outputBytes + positionGap));
    const passBytes = 64 + 8 * outputBytes + Math.max(16384, 80 * outputBytes);
    const dx = buffer('dx');
    step({
      kernel: 'conv2dStridedWinogradBackwardInput',
      reads: { dy: buffer('dy'), packed, x: carried.mask ?? dx },
      writes: { dx },
      numbers: {
        ...plane,
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
