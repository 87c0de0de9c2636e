// A convolution as a product of patches and weights: how its input is padded, and the geometry of the kernel on the padded input.
// Both are forms, of the input and of the weights, so that the filter gradient finds the border that the forward pass has made.
import type { ConvolutionAttributes } from '../../../../../operations/convolution/attributes.ts';
import { effectiveKernel } from '../../../../../operations/window.ts';
import { type BufferHandle, type LowerContext, type NumbersOf, pick } from '../../../way.ts';
import { type Plane, paddedTo, tapsOf } from '../plane.ts';

type Context = Pick<LowerContext<ConvolutionAttributes>, 'buffer' | 'form' | 'step'>;

/** Rows of a padded map that one tile writes. */
const linesPerTile = 64;

export interface Product {
  /** Of the kernel on the padded input, as all three products take it. */
  readonly numbers: NumbersOf<'conv2dBackwardWeights'>;
  /** Undefined where there is nothing to add and nothing to spread: the input serves as it is. */
  readonly border: NumbersOf<'conv2dPad'> | undefined;
}

/**
 * The product of a convolution whose input is spread out by `upHeight` and `upWidth`: by 1 but for the gradient of one with a stride. The
 * padded input is just as large as the kernel reaches from the first to the last output; an input that needs no border serves as it is.
 */
export function describeProduct(plane: Plane, upHeight: number, upWidth: number): Product {
  const reachHeight = (plane.outHeight - 1) * plane.strideHeight + effectiveKernel(plane.kernelHeight, plane.dilationHeight);
  const reachWidth = (plane.outWidth - 1) * plane.strideWidth + effectiveKernel(plane.kernelWidth, plane.dilationWidth);
  // rows and columns that no kernel reaches do no harm where they are
  const isShifted = plane.padTop !== 0 || plane.padLeft !== 0 || upHeight !== 1 || upWidth !== 1;
  const isPlain = !isShifted && reachHeight <= plane.height && reachWidth <= plane.width;
  const [paddedHeight, paddedWidth] = isPlain ? [plane.height, plane.width] : [reachHeight, reachWidth];
  const { n, channels, groups, outHeight, outWidth, filters } = plane;
  const kernel = pick(plane, 'kernelHeight', 'kernelWidth', 'strideHeight', 'strideWidth', 'dilationHeight', 'dilationWidth');
  const map = pick(plane, 'height', 'width', 'padTop', 'padLeft');
  return {
    numbers: { n, paddedHeight, paddedWidth, channels, outHeight, outWidth, filters, ...kernel, groups },
    border: isPlain ? undefined : { n, channels, ...map, paddedHeight, paddedWidth, upHeight, upWidth },
  };
}

/** The operand with its border: the buffer itself where it needs none. */
export function padded({ buffer, form, step }: Context, operand: string, { border }: Product): BufferHandle {
  if (border === undefined) return buffer(operand);
  const { n, channels, paddedHeight, paddedWidth, padTop, padLeft, upHeight, upWidth } = border;
  const name = `padded to ${paddedHeight}×${paddedWidth} from ${padTop}, ${padLeft}, spread by ${upHeight}×${upWidth}`;
  return form(operand, name, n * paddedHeight * paddedWidth * channels * 4, (target) => {
    step({
      kernel: 'conv2dPad',
      reads: { x: buffer(operand) },
      writes: { padded: target },
      numbers: border,
      tiles: Math.ceil((n * paddedHeight) / linesPerTile),
    });
  });
}

/** The weights in panels of eight columns, filters forward and channels backward. `plane` is that of the forward pass. */
export function packed({ buffer, form, step }: Context, pass: 'Forward' | 'Backward', plane: Plane): BufferHandle {
  const { channels, filters, groups, flip } = plane;
  const taps = tapsOf(plane);
  const [depth, columns] = pass === 'Forward' ? [channels / groups, filters / groups] : [filters / groups, channels / groups];
  const name = `packed ${pass.toLowerCase()}, ${groups} groups, flip ${flip}`;
  return form('weights', name, groups * paddedTo(8, columns) * taps * depth * 4, (target) => {
    step({
      kernel: `conv2dPack${pass}`,
      reads: { weights: buffer('weights') },
      writes: { packed: target },
      numbers: { taps, channels, filters, groups, flip },
      tiles: Math.min(32, groups * Math.ceil(columns / 8)),
    });
  });
}
