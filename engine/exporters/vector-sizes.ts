// The sizes of a model's test images: that of the Input layer, or each its own where images keep their own sizes. What a vector must
// have to do with the network is said of the network at its size.
import { chooseSize, type ImageSize, isSameSize, type SizeRange } from '../base/image-sizes.ts';
import { type MessageValue, messagesOf } from '../base/messages.ts';
import { mapSize } from '../base/shape.ts';
import type { Network } from '../network/network.ts';
import { networkAt } from '../network/network-at.ts';
import { sizeRangeOf } from '../network/sizes.ts';
import type { Model, TestVector } from './model.ts';
import { words } from './words.ts';

const { phrase } = messagesOf(words);

/** The size of a vector's image as the file tells it; undefined where it tells none. */
export function sizeOfVector({ height, width }: TestVector): ImageSize | undefined {
  return height === undefined || width === undefined ? undefined : { height, width };
}

/** Sizes that there may be, for a message. */
export function describeRange(range: Pick<SizeRange, 'step' | 'largest'> | undefined): MessageValue {
  return range === undefined ? phrase('one-size') : phrase('steps-up-to', { step: range.step, largest: range.largest });
}

/** The network at the size of a vector's image; undefined where it tells a size that there can't be, or none where there must be one. */
export function networkOfVector(model: Pick<Model, 'network'>, network: Network, vector: TestVector): Network | undefined {
  const range = sizeRangeOf(model.network);
  const size = sizeOfVector(vector);
  if (range === undefined) return size === undefined && vector.height === vector.width ? network : undefined;
  if (size === undefined || !isSameSize(chooseSize(size, range), size)) return undefined;
  const found = networkAt(model.network, size);
  return found.ok ? found.value : undefined;
}

/** Bytes of an image that goes into a network. */
export function imageBytesOf(network: Network): number {
  const { height, width, channels } = mapSize(network.input.outputShape);
  return height * width * channels;
}
