// What the ways of a convolution cost, in multiply–adds of the micro-kernel: products that are computed, the zeros of its 6×8 blocks
// among them. Ways that save products by a transform are set against the way by the definition, as they were measured against it.
import { kernelConstants } from '../../generated/kernel-constants.ts';
import { outputPixels, type Plane, paddedTo, tapsOf } from './plane.ts';

/** The micro-kernel's sums (simd/gemm.as.ts). */
const { PANEL_ROWS: blockRows, BLOCK_COLUMNS: blockColumns } = kernelConstants['simd/gemm'];

/** y: blocks of pixels and of filters. */
export function productCost(plane: Plane): number {
  const { channels, filters, groups } = plane;
  const depth = (tapsOf(plane) * channels) / groups;
  return paddedTo(blockRows, outputPixels(plane)) * depth * groups * paddedTo(blockColumns, filters / groups);
}

/** dweights: blocks of taps with their channels, and of filters. */
export function filterProductCost(plane: Plane): number {
  const { channels, filters, groups } = plane;
  const rows = paddedTo(blockRows, (tapsOf(plane) * channels) / groups);
  return outputPixels(plane) * rows * groups * paddedTo(blockColumns, filters / groups);
}

/** Gathering costs a few percent on top of the products. */
const gathering = 1.05;
/** Adding a patch to the map costs as much as so many filters more. */
const addedFilters = 12;
/** A way that has been measured, or is taken, to be slower: by how much does not matter. */
export const slower = 1.1;

/** dx by scattering: every pixel of dy makes a patch. */
export function scatterCost(plane: Plane): number {
  const { n, outHeight, outWidth, channels, filters, groups } = plane;
  const patch = paddedTo(blockColumns, (tapsOf(plane) * channels) / groups);
  return n * groups * outHeight * outWidth * patch * (filters / groups + addedFilters);
}

/** dx by patches of dy, spread out by the stride: then most products are with the zeros between, and scattering is taken to be faster. */
export function inputProductCost(plane: Plane): number {
  const { n, height, width, channels, filters, groups, strideHeight, strideWidth } = plane;
  const depth = (tapsOf(plane) * filters) / groups;
  const gathered = gathering * n * groups * height * width * depth * paddedTo(blockColumns, channels / groups);
  return strideHeight * strideWidth > 1 ? Math.max(gathered, slower * scatterCost(plane)) : gathered;
}

/** dx by the cheaper of the two ways by the definition. */
export const definitionInputCost = (plane: Plane): number => Math.min(scatterCost(plane), inputProductCost(plane));
