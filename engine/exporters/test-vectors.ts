// The test vectors of a model: three images whose outputs were written down when the model was exported. An import runs them,
// so that a file that reads well but computes something else, here or in another program, is noticed before it is used.

import { decodeBase64 } from '../base/base64.ts';
import type { Diagnostic } from '../base/diagnostics.ts';
import type { Model } from './model.ts';

/** Largest difference of a probability. Processors add in different orders and with or without fused multiply–adds; with f32
 * that moves a probability by about 10⁻⁶ in the deepest reference network, a wrong weight or preprocessing by far more. */
export const testVectorTolerance = 1e-4;

/** images: u8[count,height,width,channels] one behind another; one list of probabilities an image. */
export type PredictImages = (images: Uint8Array) => Promise<readonly { readonly probabilities: readonly number[] }[]>;

/** The images of all test vectors one behind another: u8[3,height,width,channels]. */
export function testVectorImages(model: Model): Uint8Array {
  const { height, width, channels } = model.preprocessing;
  const imageBytes = height * width * channels;
  const images = new Uint8Array(imageBytes * model.testVectors.length);
  model.testVectors.forEach(({ input }, index) => {
    const bytes = decodeBase64(input);
    if (bytes?.length !== imageBytes) throw new Error(`expected an image of ${imageBytes} bytes in test vector ${index}`);
    images.set(bytes, index * imageBytes);
  });
  return images;
}

/** No diagnostics where every output agrees within the tolerance. model: as `parseModel` gives it. */
export async function checkTestVectors(model: Model, predict: PredictImages): Promise<readonly Diagnostic[]> {
  const predictions = await predict(testVectorImages(model));
  return model.testVectors.flatMap(({ output }, index): readonly Diagnostic[] => {
    const probabilities = predictions[index]?.probabilities ?? [];
    const differences = output.map((expected, classIndex) => Math.abs(expected - (probabilities[classIndex] ?? Number.NaN)));
    const at = differences.findIndex((difference) => !(difference <= testVectorTolerance));
    if (probabilities.length === output.length && at < 0) return [];
    return [
      {
        id: 'test-vector-differs',
        severity: 'error',
        path: `testVectors[${index}].output[${Math.max(0, at)}]`,
        message: 'The network does not give the outputs it gave when the model was exported',
        expected: `${output[at] ?? `${output.length} probabilities`} ± ${testVectorTolerance}`,
        received: String(probabilities[at] ?? `${probabilities.length} probabilities`),
        fix: { label: 'Export the model again with this version of Receptive', changes: [] },
      },
    ];
  });
}
