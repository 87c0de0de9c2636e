// The proof that travels with a model: outputs that an import must reproduce.

import { describe, expect, it } from 'vitest';
import { encodeModel } from '../../../engine/exporters/model-json.ts';
import { checkTestVectors, testVectorTolerance } from '../../../engine/exporters/test-vectors.ts';
import { inEnglish } from '../../helpers/in-english.ts';
import { smallSource } from './small-model.ts';

const model = encodeModel(smallSource());
const outputs = model.testVectors.map(({ output }) => [[...(output ?? [])]]);

describe('test vectors', () => {
  it('hand over the images as they were written, and accept the outputs within the tolerance', async () => {
    let seen: Uint8Array | undefined;
    const diagnostics = await checkTestVectors(model, async (images) => {
      seen = images;
      return outputs.map((ends) => ends.map((values) => values.map((value) => value + testVectorTolerance * 0.9)));
    });
    expect(diagnostics).toEqual([]);
    expect([...(seen ?? [])]).toEqual(smallSource().testVectors.flatMap(({ input }) => [...input]));
  });

  it.each([
    ['differs by more', [0.5, 0.25 + testVectorTolerance * 1.1, 0.25], 'testVectors[1].output[1]'],
    ['is no number', [Number.NaN, 0.25, 0.25], 'testVectors[1].output[0]'],
    ['is too short', [0.5, 0.25], 'testVectors[1].output[2]'],
    ['is too long', [0.5, 0.25, 0.25, 0], 'testVectors[1].output[0]'],
  ])('say where an output %s', async (_, probabilities, path) => {
    const changed = outputs.map((output, index) => (index === 1 ? [probabilities] : output));
    const diagnostics = await checkTestVectors(model, async () => changed);
    expect(diagnostics).toMatchObject([{ id: 'test-vector-differs', path }]);
    expect(diagnostics.map(inEnglish)[0]?.fix?.label).toMatch(/Export the model again/);
  });

  it('say that an output is missing', async () => {
    expect(await checkTestVectors(model, async () => outputs.slice(0, 2))).toMatchObject([{ path: 'testVectors[2].output[0]' }]);
  });
});
