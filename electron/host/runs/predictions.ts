// What the ends of a network have put out for some images, as predictions: one an image, with probabilities of the classes where an
// end tells classes, and with what ends that give the image back have made of it, and how far from it that is.
import { sizeOf } from '../../../engine/base/shape.ts';
import type { Network } from '../../../engine/network/network.ts';
import type { Prediction, Reconstruction } from '../../../engine/protocol.ts';
import { type ScoredEnd, signalToNoise } from '../../../engine/train/end-scores.ts';

/** outputs: f32[count, …shape] by end; images: u8[count, height, width, channels] that they are of. */
export type PredictionReader = (outputs: readonly Float32Array[], images: Uint8Array) => Prediction[];

const none = new Float32Array(0);

/** Made once a network: what can be known beforehand must not keep a single image's answer waiting. */
export function createPredictionReader(network: Network, classes: readonly string[]): PredictionReader {
  const imageBytes = sizeOf(network.input.outputShape);
  const ends = network.ends.map((end, place) => ({ end, place, length: sizeOf(end.outputShape), target: end.definition.end?.target }));
  const labelled = ends.find(({ target }) => target === 'labels');
  const given = ends.filter(({ target }) => target === 'images');
  const readOne = (outputs: readonly Float32Array[], images: Uint8Array, index: number): Prediction => {
    const valuesOf = ({ place, length }: (typeof ends)[number]): Float32Array => {
      const values = outputs[place] ?? none;
      return values.length === length ? values : values.subarray(index * length, (index + 1) * length);
    };
    const told = {
      classes: labelled === undefined ? [] : [...classes],
      probabilities: labelled === undefined ? [] : listNumbers(valuesOf(labelled)),
    };
    if (given.length === 0) return told;
    const image = images.subarray(index * imageBytes, (index + 1) * imageBytes);
    return { ...told, reconstructions: given.map((one) => reconstructionOf(one.end.id, one.end.outputShape, valuesOf(one), image)) };
  };
  return (outputs, images) => {
    const predictions: Prediction[] = [];
    for (let index = 0; (index + 1) * imageBytes <= images.length; index++) predictions.push(readOne(outputs, images, index));
    return predictions;
  };
}

/** Array.from asks a typed array's iterator for every value: for ten probabilities that takes a twentieth of LeNet's whole answer. */
function listNumbers(values: Float32Array): number[] {
  const numbers: number[] = [];
  for (let index = 0; index < values.length; index++) numbers.push(values[index] ?? 0);
  return numbers;
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
