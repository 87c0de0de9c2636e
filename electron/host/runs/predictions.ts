// What the ends of a network have put out for some images, as predictions: one an image, with probabilities of the classes where an
// end tells classes, and with what ends that give the image back have made of it, and how far from it that is.
import { sizeOf } from '../../../engine/base/shape.ts';
import type { Network } from '../../../engine/network/network.ts';
import type { Prediction, Reconstruction } from '../../../engine/protocol.ts';
import { type ScoredEnd, signalToNoise } from '../../../engine/train/end-scores.ts';

/** outputs: f32[count, …shape] by end; images: u8[count, height, width, channels] that they are of. */
export function readPredictions(
  network: Network,
  classes: readonly string[],
  outputs: readonly Float32Array[],
  images: Uint8Array,
): Prediction[] {
  const imageBytes = sizeOf(network.input.outputShape);
  const count = Math.floor(images.length / imageBytes);
  return Array.from({ length: count }, (_, index) => {
    const image = images.subarray(index * imageBytes, (index + 1) * imageBytes);
    const own = network.ends.map((end, place) => {
      const length = sizeOf(end.outputShape);
      return { end, values: (outputs[place] ?? new Float32Array(0)).subarray(index * length, (index + 1) * length) };
    });
    const probabilities = own.find(({ end }) => end.definition.end?.target === 'labels')?.values;
    const reconstructions = own.flatMap(({ end, values }) =>
      end.definition.end?.target === 'images' ? [reconstructionOf(end.id, end.outputShape, values, image)] : [],
    );
    return {
      classes: probabilities === undefined ? [] : [...classes],
      probabilities: Array.from(probabilities ?? []),
      ...(reconstructions.length > 0 ? { reconstructions } : {}),
    };
  });
}

function reconstructionOf(node: string, shape: readonly number[], values: Float32Array, image: Uint8Array): Reconstruction {
  const [height = 1, width = 1, channels = 1] = shape;
  const squaredError = values.reduce((sum, value, index) => sum + (value - (image[index] ?? 0) / 255) ** 2, 0) / values.length;
  return {
    node,
    height,
    width,
    channels,
    totalChannels: channels,
    values: values.slice(),
    squaredError,
    psnr: signalToNoise(squaredError),
  };
}

/** A prediction's outputs by end, in the order of the network's: what a model's test vectors hold. */
export function outputsOfPrediction(ends: readonly ScoredEnd[], prediction: Prediction): readonly ArrayLike<number>[] {
  return ends.map(({ id, target }) =>
    target === 'labels' ? prediction.probabilities : (prediction.reconstructions?.find(({ node }) => node === id)?.values ?? []),
  );
}
