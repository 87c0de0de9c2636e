// The steps of an input gradient by scattering, and where it pays: always with a stride, otherwise where the products it saves
// (zeros around a small map, lanes of a product with few channels) outweigh the adding of patches.
import type { BackwardContext, BufferHandle } from '../../../../../layers/layer.ts';
import type { Conv2dParameters } from '../../../../../layers/conv2d/parameters.ts';

/** Panels of dy, patches, a row of zeros (kernel.as.ts). */
const scratchBytes = 224256 + 64;
/** Tiles wanted: images, or bands of images where there are few. */
const fewestTiles = 16;

export interface ScatterSizes {
  readonly n: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly outHeight: number;
  readonly outWidth: number;
}

const paddedTo8 = (columns: number): number => Math.ceil(columns / 8) * 8;

/** By the turns of the micro-kernel that each way takes, one image, one group; gathering costs a few percent on top of them. */
export function isScattered(parameters: Conv2dParameters, sizes: ScatterSizes): boolean {
  const { kernelSize, stride, groups } = parameters;
  const [channels, filters] = [sizes.channels / groups, parameters.filters / groups];
  const taps = kernelSize[0] * kernelSize[1];
  const gathered = 1.05 * sizes.height * sizes.width * taps * filters * paddedTo8(channels);
  const scattered = sizes.outHeight * sizes.outWidth * paddedTo8(taps * channels) * (filters + 12);
  return stride[0] * stride[1] > 1 || scattered < gathered;
}

/** Bands of rows an image is cut into: each makes the patches that reach into its neighbour again, so it must be much taller. */
function bandsOf({ kernelSize, dilation }: Conv2dParameters, { n, height }: ScatterSizes): number {
  const overlap = Math.max(1, (kernelSize[0] - 1) * dilation[0]);
  return Math.max(1, Math.min(Math.ceil(fewestTiles / n), Math.floor(height / (4 * overlap))));
}

/** `numbers`: the geometry of the forward pass, as the plain loops take it. */
export function lowerScatterInput(
  context: BackwardContext<Conv2dParameters>,
  dx: BufferHandle,
  sizes: ScatterSizes,
  numbers: Readonly<Record<string, number>>,
): void {
  const { parameters } = context;
  const { filters, groups, kernelSize } = parameters;
  const taps = kernelSize[0] * kernelSize[1];
  const columns = paddedTo8((taps * sizes.channels) / groups);
  const weights = context.weight('weights');
  const packed = context.keep('packedScatter', columns * filters * 4);
  const [x] = context.inputs;
  const isRectified = context.rectified(0) && x !== undefined;
  context.step({
    kernel: 'conv2dScatterPack',
    reads: { weights },
    writes: { packed },
    numbers: { taps, channels: sizes.channels, filters, groups, flip: parameters.kernel === 'convolution' ? 1 : 0 },
    tiles: Math.min(32, (groups * columns) / 8, Math.ceil((columns * filters) / 4096)),
  });
  const bands = bandsOf(parameters, sizes);
  context.step({
    kernel: 'conv2dScatterInput',
    reads: { dy: context.outputGradient, packed, weights, x: isRectified ? x : dx },
    writes: { dx },
    numbers: { ...numbers, bands, rectified: isRectified ? 1 : 0 },
    tiles: sizes.n * bands,
    scratchBytes,
  });
}
