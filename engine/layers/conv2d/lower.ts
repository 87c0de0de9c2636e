// The steps of a convolution: weights packed once, patches multiplied tile by tile, filter gradients summed in chunks whose
// number depends on the sizes alone, so that the bits do not depend on the workers.

import { mapSize } from '../../shape.ts';
import { panelBytes } from '../../simd/gemm-layout.ts';
import type { BackwardContext, BufferHandle, LowerContext } from '../layer.ts';
import { conv2dGeometry } from './geometry.ts';
import type { Conv2dParameters } from './parameters.ts';

/** Four row panels, a block of products and a row of initial values (kernel.as.ts). */
const productScratch = 4 * panelBytes + 192 + 64;
/** Two batches of patches and a block of products (kernel.as.ts). */
const gradientScratch = 262144 + 256;
/** Output pixels a tile takes: a few row panels, so that workers share evenly. */
const pixelsPerTile = 96;
/** Partial filter gradients: enough chunks to share, bounded memory. */
const mostChunks = 16;
const fewestChunks = 4;
const chunkMemory = 16 * 1024 * 1024;
const pixelsPerChunk = 64;

interface Sizes {
  readonly forward: Readonly<Record<string, number>>;
  readonly backward: Readonly<Record<string, number>>;
  readonly flip: number;
  readonly taps: number;
  readonly channels: number;
  readonly inputPixels: number;
  readonly outputPixels: number;
}

function sizesOf(context: LowerContext<Conv2dParameters>): Sizes {
  const { parameters, batch } = context;
  const shape = context.inputShapes[0] ?? [];
  const { height, width, channels } = mapSize(shape);
  const { rows, columns, outHeight, outWidth } = conv2dGeometry(parameters, shape);
  const [kernelHeight, kernelWidth] = parameters.kernelSize;
  const [strideHeight, strideWidth] = parameters.stride;
  const [dilationHeight, dilationWidth] = parameters.dilation;
  const { filters, groups } = parameters;
  const flip = parameters.kernel === 'convolution' ? 1 : 0;
  const shared = { n: batch, kernelHeight, kernelWidth, dilationHeight, dilationWidth, groups, flip };
  const forward = {
    ...shared,
    height,
    width,
    channels,
    outHeight,
    outWidth,
    filters,
    strideHeight,
    strideWidth,
    padTop: rows.before,
    padLeft: columns.before,
    upHeight: 1,
    upWidth: 1,
  };
  const backward = {
    ...shared,
    height: outHeight,
    width: outWidth,
    channels: filters,
    outHeight: height,
    outWidth: width,
    filters: channels,
    strideHeight: 1,
    strideWidth: 1,
    padTop: (kernelHeight - 1) * dilationHeight - rows.before,
    padLeft: (kernelWidth - 1) * dilationWidth - columns.before,
    upHeight: strideHeight,
    upWidth: strideWidth,
  };
  return {
    forward,
    backward,
    flip,
    taps: kernelHeight * kernelWidth,
    channels,
    inputPixels: batch * height * width,
    outputPixels: batch * outHeight * outWidth,
  };
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

export function lowerConv2dForward(context: LowerContext<Conv2dParameters>): void {
  const sizes = sizesOf(context);
  const packed = pack(context, sizes, 'Forward');
  const weights = context.weight('weights');
  const { bias } = context.parameters;
  context.step({
    kernel: 'conv2dForward',
    reads: { x: inputOf(context), packed, weights, bias: bias ? context.weight('bias') : weights },
    writes: { y: context.output },
    numbers: { ...sizes.forward, hasBias: bias ? 1 : 0 },
    tiles: Math.ceil(sizes.outputPixels / pixelsPerTile),
    scratchBytes: productScratch,
  });
}

function lowerWeightGradients(context: BackwardContext<Conv2dParameters>, sizes: Sizes): void {
  const { filters, groups, bias } = context.parameters;
  const dweights = context.weightGradient('weights');
  const dbias = bias ? context.weightGradient('bias') : undefined;
  if (dweights === undefined) return;
  const tapSize = (sizes.channels / groups) * filters;
  const chunkBytes = (sizes.taps * tapSize + filters) * 4;
  const affordable = Math.max(fewestChunks, Math.floor(chunkMemory / chunkBytes));
  const chunks = Math.max(1, Math.min(mostChunks, affordable, Math.floor(sizes.outputPixels / pixelsPerChunk)));
  const partial = context.keep('partial', chunks * chunkBytes);
  context.step({
    kernel: 'conv2dBackwardWeights',
    reads: { x: inputOf(context), dy: context.outputGradient },
    writes: { partial },
    numbers: sizes.forward,
    tiles: chunks,
    scratchBytes: gradientScratch,
  });
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
  const packed = pack(context, sizes, 'Backward');
  context.step({
    kernel: 'conv2dBackwardInput',
    reads: { dy: context.outputGradient, packed, weights: context.weight('weights') },
    writes: { dx },
    numbers: sizes.backward,
    tiles: Math.ceil(sizes.inputPixels / pixelsPerTile),
    scratchBytes: productScratch,
  });
}
