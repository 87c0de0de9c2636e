// The steps of a convolution: weights packed once, patches multiplied tile by tile, filter gradients summed in chunks whose
// number depends on the sizes alone, so that the bits do not depend on the workers.

import { mapSize } from '../../../../../base/shape.ts';
import { panelBytes } from '../../../simd/gemm-layout.ts';
import type { BackwardContext, BufferHandle, LowerContext } from '../../../../../layers/layer.ts';
import { conv2dGeometry, effectiveKernel } from '../../../../../operations/window.ts';
import type { Conv2dParameters } from '../../../../../layers/conv2d/parameters.ts';
import { isPlanar, lowerPlanarForward, lowerPlanarWeights } from '../planar/lower.ts';
import { isScattered, lowerScatterInput, type ScatterSizes } from '../scatter/lower.ts';
import { lowerWinogradBackwardInput, lowerWinogradForward, paysWinograd, type WinogradRequest } from '../winograd/lower.ts';
import { lowerWinogradGradient, paysWinogradGradient } from '../winograd-gradient/lower.ts';
import {
  lowerStridedBackwardInput,
  lowerStridedForward,
  lowerStridedGradient,
  paysStrided,
  paysStridedBackwardInput,
  type StridedRequest,
} from '../winograd-strided/lower.ts';

/** Addresses of pixels, a block of products, initial values, four panels of patches (kernel.as.ts). */
const fixedScratch = 8192 + 192 + 64;
const productScratch = fixedScratch + 4 * panelBytes;
/** The same with a batch of patches in place of the panels. */
const gradientScratch = fixedScratch + 262144 + 8192;
/** Output pixels a tile takes: a few row panels, so that workers share evenly. */
const pixelsPerTile = 96;
/** Where there are few, as in a single image, a tile takes fewer: so many tiles that workers share evenly, but whole row panels. */
const fewestTiles = 12;
const rowsOfPanel = 6;
/** Rows of a padded map that one tile writes. */
const linesPerTile = 64;
/** Partial filter gradients: enough chunks to share, bounded memory. */
const mostChunks = 16;
const fewestChunks = 4;
const chunkMemory = 6 * 1024 * 1024;
const pixelsPerChunk = 64;

function pixelTiles(pixels: number): number {
  const panels = Math.ceil(pixels / rowsOfPanel);
  const few = Math.ceil(pixels / (rowsOfPanel * Math.ceil(panels / fewestTiles)));
  return Math.max(Math.ceil(pixels / pixelsPerTile), few);
}

type Numbers = Readonly<Record<string, number>>;

/** One product: how its input is padded, and the geometry of the kernel on the padded input. */
interface Product {
  readonly padding: Numbers &
    Readonly<Record<'n' | 'height' | 'width' | 'paddedHeight' | 'paddedWidth' | 'channels' | 'padTop' | 'padLeft', number>>;
  readonly geometry: Numbers & Readonly<Record<'outHeight' | 'outWidth' | 'filters' | 'kernelHeight', number>>;
  /** Nothing to add and nothing to spread: the input serves as it is. */
  readonly isPlain: boolean;
}

interface Sizes {
  readonly map: ScatterSizes;
  readonly forward: Product;
  readonly backward: Product;
  readonly flip: number;
  readonly taps: number;
  readonly channels: number;
  readonly inputPixels: number;
  readonly outputPixels: number;
}

interface ProductRequest {
  readonly input: { readonly height: number; readonly width: number; readonly channels: number };
  readonly output: { readonly height: number; readonly width: number; readonly channels: number };
  readonly stride: readonly [number, number];
  /** Spreading of the input: 1 but for the gradient of a strided convolution. */
  readonly up: readonly [number, number];
  readonly before: readonly [number, number];
}

/** The padded input is just as large as the kernel reaches from the first to the last output; an input that needs no border serves as it is. */
function describeProduct(
  { parameters, batch }: LowerContext<Conv2dParameters>,
  { input, output, stride, up, before }: ProductRequest,
): Product {
  const [kernelHeight, kernelWidth] = parameters.kernelSize;
  const [dilationHeight, dilationWidth] = parameters.dilation;
  const reach = {
    height: (output.height - 1) * stride[0] + effectiveKernel(kernelHeight, dilationHeight),
    width: (output.width - 1) * stride[1] + effectiveKernel(kernelWidth, dilationWidth),
  };
  // rows and columns that no kernel reaches do no harm where they are
  const isShifted = before.some((cells) => cells !== 0) || up.some((cells) => cells !== 1);
  const isPlain = !isShifted && reach.height <= input.height && reach.width <= input.width;
  const { height: paddedHeight, width: paddedWidth } = isPlain ? input : reach;
  const { channels } = input;
  const { groups } = parameters;
  return {
    padding: {
      n: batch,
      height: input.height,
      width: input.width,
      channels,
      paddedHeight,
      paddedWidth,
      padTop: before[0],
      padLeft: before[1],
      upHeight: up[0],
      upWidth: up[1],
    },
    geometry: {
      n: batch,
      paddedHeight,
      paddedWidth,
      channels,
      outHeight: output.height,
      outWidth: output.width,
      filters: output.channels,
      kernelHeight,
      kernelWidth,
      strideHeight: stride[0],
      strideWidth: stride[1],
      dilationHeight,
      dilationWidth,
      groups,
    },
    isPlain,
  };
}

function sizesOf(context: LowerContext<Conv2dParameters>): Sizes {
  const { parameters, batch } = context;
  const shape = context.inputShapes[0] ?? [];
  const input = mapSize(shape);
  const { rows, columns, outHeight, outWidth } = conv2dGeometry(parameters, shape);
  const output = { height: outHeight, width: outWidth, channels: parameters.filters };
  const [kernelHeight, kernelWidth] = parameters.kernelSize;
  const [dilationHeight, dilationWidth] = parameters.dilation;
  const mirrored: [number, number] = [
    (kernelHeight - 1) * dilationHeight - rows.before,
    (kernelWidth - 1) * dilationWidth - columns.before,
  ];
  return {
    map: { n: batch, ...input, outHeight, outWidth },
    forward: describeProduct(context, { input, output, stride: parameters.stride, up: [1, 1], before: [rows.before, columns.before] }),
    backward: describeProduct(context, { input: output, output: input, stride: [1, 1], up: parameters.stride, before: mirrored }),
    flip: parameters.kernel === 'convolution' ? 1 : 0,
    taps: kernelHeight * kernelWidth,
    channels: input.channels,
    inputPixels: batch * input.height * input.width,
    outputPixels: batch * outHeight * outWidth,
  };
}

/** The input of a product with its border: the buffer itself where it needs none. */
function paddedBuffer(context: LowerContext<Conv2dParameters>, product: Product, x: BufferHandle, name: string): BufferHandle {
  const { n, paddedHeight, paddedWidth, channels } = product.padding;
  return product.isPlain ? x : context.keep(name, n * paddedHeight * paddedWidth * channels * 4);
}

function pad(context: LowerContext<Conv2dParameters>, product: Product, x: BufferHandle, name: string): BufferHandle {
  const padded = paddedBuffer(context, product, x, name);
  const { n, paddedHeight } = product.padding;
  if (padded !== x)
    context.step({
      kernel: 'conv2dPad',
      reads: { x },
      writes: { padded },
      numbers: product.padding,
      tiles: Math.ceil((n * paddedHeight) / linesPerTile),
    });
  return padded;
}

/** What the plain loops need to know besides: they work on the input without its border. */
function referenceNumbers(product: Product, flip: number): Numbers {
  return { ...product.padding, ...product.geometry, flip };
}

function inputOf(context: LowerContext<Conv2dParameters>): BufferHandle {
  const [x] = context.inputs;
  if (x === undefined) throw new Error('conv2d: no input');
  return x;
}

const paddedTo8 = (columns: number): number => Math.ceil(columns / 8) * 8;

function pack(context: LowerContext<Conv2dParameters>, sizes: Sizes, pass: 'Forward' | 'Backward'): BufferHandle {
  const { groups, filters } = context.parameters;
  const [depth, columns] = pass === 'Forward' ? [sizes.channels / groups, filters / groups] : [filters / groups, sizes.channels / groups];
  const packed = context.keep(`packed${pass}`, groups * paddedTo8(columns) * sizes.taps * depth * 4);
  context.step({
    kernel: `conv2dPack${pass}`,
    reads: { weights: context.weight('weights') },
    writes: { packed },
    numbers: { taps: sizes.taps, channels: sizes.channels, filters, groups, flip: sizes.flip },
    tiles: Math.min(32, groups * Math.ceil(columns / 8)),
  });
  return packed;
}

/** What Winograd's filtering needs to know where it is the faster way to a product; it reads the input without its border. */
function winogradRequest({ parameters }: LowerContext<Conv2dParameters>, product: Product, flip: number): WinogradRequest | undefined {
  const numbers = { ...product.padding, ...product.geometry, flip };
  return paysWinograd(parameters, numbers) ? { product: numbers, numbers } : undefined;
}

/** What the same with stride 2 needs to know. */
function stridedRequest({ forward, flip }: Sizes): StridedRequest {
  const numbers = { ...forward.padding, ...forward.geometry, flip };
  return { sizes: numbers, numbers };
}

export function lowerConv2dForward(context: LowerContext<Conv2dParameters>): void {
  const sizes = sizesOf(context);
  const x = inputOf(context);
  if (isPlanar(context.parameters, sizes.map)) {
    lowerPlanarForward(context, x, sizes.map, referenceNumbers(sizes.forward, sizes.flip));
    return;
  }
  const winograd = winogradRequest(context, sizes.forward, sizes.flip);
  if (winograd !== undefined) {
    lowerWinogradForward(context, x, winograd);
    return;
  }
  const strided = stridedRequest(sizes);
  if (paysStrided(context, strided.sizes)) {
    lowerStridedForward(context, x, strided);
    return;
  }
  const packed = pack(context, sizes, 'Forward');
  const weights = context.weight('weights');
  const { bias } = context.parameters;
  context.step({
    kernel: 'conv2dForward',
    reads: { x, padded: pad(context, sizes.forward, x, 'padded'), packed, weights, bias: bias ? context.weight('bias') : weights },
    writes: { y: context.output },
    numbers: { ...referenceNumbers(sizes.forward, sizes.flip), hasBias: bias ? 1 : 0, rectify: context.rectify ? 1 : 0 },
    tiles: pixelTiles(sizes.outputPixels),
    scratchBytes: productScratch,
  });
}

function lowerWeightGradients(context: BackwardContext<Conv2dParameters>, sizes: Sizes): void {
  const { filters, groups, bias } = context.parameters;
  const dweights = context.weightGradient('weights');
  const dbias = bias ? context.weightGradient('bias') : undefined;
  if (dweights === undefined) return;
  const { outHeight, outWidth } = conv2dGeometry(context.parameters, context.inputShapes[0] ?? []);
  const winograd = { batch: context.batch, channels: sizes.channels, outHeight, outWidth };
  if (!isPlanar(context.parameters, sizes.map) && paysWinogradGradient(context.parameters, winograd)) {
    lowerWinogradGradient(context, inputOf(context), dweights, dbias, winograd, referenceNumbers(sizes.forward, sizes.flip));
    return;
  }
  const strided = stridedRequest(sizes);
  if (paysStrided(context, strided.sizes)) {
    lowerStridedGradient(context, { x: inputOf(context), dweights, dbias }, strided);
    return;
  }
  const tapSize = (sizes.channels / groups) * filters;
  const chunkBytes = (sizes.taps * tapSize + filters) * 4;
  const affordable = Math.max(fewestChunks, Math.floor(chunkMemory / chunkBytes));
  const chunks = Math.max(1, Math.min(mostChunks, affordable, Math.floor(sizes.outputPixels / pixelsPerChunk)));
  const partial = context.keep('partial', chunks * chunkBytes);
  const x = inputOf(context);
  const numbers = referenceNumbers(sizes.forward, sizes.flip);
  if (isPlanar(context.parameters, sizes.map)) lowerPlanarWeights(context, { x, partial, chunks }, sizes.map, numbers);
  else {
    // Winograd's forward pass had no use for the border, so it is made here
    const isPadded = winogradRequest(context, sizes.forward, sizes.flip) === undefined;
    const padded = isPadded ? paddedBuffer(context, sizes.forward, x, 'padded') : pad(context, sizes.forward, x, 'padded');
    context.step({
      kernel: 'conv2dBackwardWeights',
      reads: { x, padded, dy: context.outputGradient },
      writes: { partial },
      numbers,
      tiles: chunks,
      scratchBytes: gradientScratch,
    });
  }
  context.step({
    kernel: 'conv2dReduceWeights',
    reads: { partial },
    writes: { dweights, dbias: dbias ?? dweights },
    numbers: { taps: sizes.taps, tapSize, filters, chunks, flip: sizes.flip, hasBias: dbias === undefined ? 0 : 1 },
    tiles: sizes.taps,
  });
}

export function lowerConv2dBackward(context: BackwardContext<Conv2dParameters>): void {
  const sizes = sizesOf(context);
  lowerWeightGradients(context, sizes);
  const dx = context.inputGradient(0);
  if (dx === undefined) return;
  const isRectified = context.rectified(0);
  const winograd = winogradRequest(context, sizes.backward, sizes.flip);
  if (winograd !== undefined) {
    lowerWinogradBackwardInput(context, { x: isRectified ? inputOf(context) : dx, dy: context.outputGradient, dx }, winograd, isRectified);
    return;
  }
  const strided = stridedRequest(sizes);
  if (paysStridedBackwardInput(context, strided.sizes)) {
    lowerStridedBackwardInput(context, dx, strided);
    return;
  }
  if (isScattered(context.parameters, sizes.map)) {
    lowerScatterInput(context, dx, sizes.map, referenceNumbers(sizes.forward, sizes.flip));
    return;
  }
  const packed = pack(context, sizes, 'Backward');
  context.step({
    kernel: 'conv2dBackwardInput',
    reads: {
      dy: context.outputGradient,
      padded: pad(context, sizes.backward, context.outputGradient, 'paddedGradient'),
      packed,
      weights: context.weight('weights'),
      x: isRectified ? inputOf(context) : dx,
    },
    writes: { dx },
    numbers: { ...referenceNumbers(sizes.backward, sizes.flip), rectified: isRectified ? 1 : 0 },
    tiles: pixelTiles(sizes.inputPixels),
    scratchBytes: productScratch,
  });
}
