// The test vectors of a model: three images whose outputs were written down when the model was exported. An import runs them,
// so that a file that reads well but computes something else, here or in another program, is noticed before it is used.

import { decodeBase64 } from '../base/base64.ts';
import type { Diagnostic } from '../base/diagnostics.ts';
import type { ImageSize } from '../base/image-sizes.ts';
import { messagesOf } from '../base/messages.ts';
import { networkAt } from '../network/network-at.ts';
import type { Model, ModelEnd, TestVector } from './model.ts';
import { decodeOutputs, endsOf } from './model-ends.ts';
import { sizeOfVector } from './vector-sizes.ts';
import { words } from './words.ts';

const { problem, fix, phrase } = messagesOf(words);

/** Largest difference of a probability, or of an image's value from 0 to 1. Processors add in different orders and with or without fused multiply–adds; with f32
 * that moves a probability by about 10⁻⁶ in the deepest reference network, a wrong weight or preprocessing by far more. */
export const testVectorTolerance = 1e-4;

/** images: u8[count,height,width,channels] one behind another, of these sizes where they keep their own; every end's prediction, an image. */
export type PredictImages = (images: Uint8Array, sizes?: readonly ImageSize[]) => Promise<readonly (readonly ArrayLike<number>[])[]>;

/** The images of all test vectors one behind another: u8[height,width,channels] each. */
export function testVectorImages({ preprocessing, testVectors }: Model): Uint8Array {
  const images = testVectors.map((vector, index) => {
    const { height, width } = sizeOfVector(vector) ?? preprocessing;
    const imageBytes = height * width * preprocessing.channels;
    const bytes = decodeBase64(vector.input);
    if (bytes?.length !== imageBytes) throw new Error(`expected an image of ${imageBytes} bytes in test vector ${index}`);
    return bytes;
  });
  const joined = new Uint8Array(images.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const image of images) {
    joined.set(image, place);
    place += image.length;
  }
  return joined;
}

/** No diagnostics where every output agrees within the tolerance. model: as `parseModel` gives it. */
export async function checkTestVectors(model: Model, predict: PredictImages): Promise<readonly Diagnostic[]> {
  const sizes = model.testVectors.flatMap((vector) => sizeOfVector(vector) ?? []);
  const predictions = await predict(testVectorImages(model), ...(sizes.length > 0 ? [sizes] : []));
  return model.testVectors.flatMap((vector, index): readonly Diagnostic[] => {
    const expected = decodeOutputs(endsOfVector(model, vector), vector);
    if (expected === undefined) throw new Error(`expected outputs in test vector ${index}`);
    for (const [end, outputs] of expected.entries()) {
      const place = vector.outputs === undefined ? 'output' : `outputs[${end}]`;
      const difference = findDifference(outputs, predictions[index]?.[end] ?? []);
      if (difference !== undefined) return [differs(`testVectors[${index}].${place}`, outputs, difference)];
    }
    return [];
  });
}

/** At the size of its image. */
function endsOfVector(model: Model, vector: TestVector): readonly ModelEnd[] {
  const size = sizeOfVector(vector);
  const network = size && networkAt(model.network, size);
  return network?.ok ? endsOf(network.value) : model.ends;
}

interface Difference {
  readonly at: number;
  readonly received: number | undefined;
  readonly count: number;
}

function findDifference(expected: ArrayLike<number>, received: ArrayLike<number>): Difference | undefined {
  const count = received.length;
  for (let at = 0; at < expected.length; at++) {
    const [value, found = Number.NaN] = [expected[at] as number, received[at]];
    // values beyond 1 have as many digits less
    if (!(Math.abs(value - found) <= testVectorTolerance * Math.max(1, Math.abs(value)))) return { at, received: received[at], count };
  }
  return count === expected.length ? undefined : { at: expected.length, received: undefined, count };
}

function differs(path: string, outputs: ArrayLike<number>, { at, received, count }: Difference): Diagnostic {
  const counted = (values: number) => phrase('values-counted', { count: values });
  return {
    ...problem('test-vector-differs', {
      expected: outputs[at] ?? counted(outputs.length),
      tolerance: testVectorTolerance,
      received: received ?? counted(count),
    }),
    path: `${path}[${at < outputs.length ? at : 0}]`,
    fix: { ...fix('export-with-this-version'), changes: [] },
  };
}
