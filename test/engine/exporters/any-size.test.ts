// The model file of a network whose images keep their own sizes: what it says of them, and what of it is refused.
import { describe, expect, it } from 'vitest';
import type { ImageSize } from '../../../engine/base/image-sizes.ts';
import { encodeModel, formatModel, type ModelSource, parseModelText } from '../../../engine/exporters/model-json.ts';
import { estimateModelBytes } from '../../../engine/exporters/model-size.ts';
import { checkTestVectors } from '../../../engine/exporters/test-vectors.ts';
import { networkOf, sketchDocument } from '../../helpers/networks.ts';
import { smallWeights } from './small-model.ts';

const document = sketchDocument([
  { type: 'input', parameters: { sizes: 'any', height: 5, width: 4, step: 3, largest: 12 } },
  { type: 'conv2d', parameters: { filters: 2 } },
  { type: 'globalPool2d' },
  { type: 'dense', parameters: { units: 2 } },
  { type: 'classification' },
]);
const sizes: readonly ImageSize[] = [
  { height: 5, width: 4 },
  { height: 8, width: 10 },
  { height: 11, width: 4 },
];
const source: ModelSource = {
  createdBy: 'Receptive 0.1.0',
  document,
  classes: ['one', 'two'],
  normalization: { mean: [0.25], standardDeviation: [0.5] },
  weights: smallWeights(document),
  summary: { epochs: 1, steps: 2, images: 6, seconds: 1, training: { loss: 0.5, accuracy: 0.5 }, validation: null },
  testVectors: sizes.map((size, index) => ({
    input: new Uint8Array(size.height * size.width).fill(index),
    outputs: [[0.25, 0.75]],
    size,
  })),
};

interface VectorJson {
  height?: number;
  width?: number;
}
interface Json {
  preprocessing: { sizes?: unknown };
  testVectors: VectorJson[];
  checksums?: unknown;
}

/** The diagnostics of a file that was changed. */
function damage(change: (json: Json) => void): readonly unknown[] {
  const json = JSON.parse(formatModel(encodeModel(source))) as Json;
  delete json.checksums;
  change(json);
  return parseModelText(JSON.stringify(json)).diagnostics;
}

describe('the model of a network for images of any size', () => {
  it('says which sizes there may be and which each test image has, and comes back as it was', () => {
    const model = encodeModel(source);
    expect(model.preprocessing).toMatchObject({ height: 5, width: 4, sizes: { step: 3, largest: 12 } });
    expect(model.testVectors.map(({ height, width }) => ({ height, width }))).toEqual(sizes);
    const parsed = parseModelText(formatModel(model));
    expect(parsed).toMatchObject({ ok: true, diagnostics: [] });
    expect(parsed.ok && parsed.value).toEqual(model);
  });

  it('is tested with its images in their own sizes', async () => {
    const asked: unknown[] = [];
    const differences = await checkTestVectors(encodeModel(source), async (images, given) => {
      asked.push(images.length, given);
      return sizes.map(() => [[0.25, 0.75]]);
    });
    expect(differences).toEqual([]);
    expect(asked).toEqual([5 * 4 + 8 * 10 + 11 * 4, sizes]);
  });

  it('is no larger than foretold', () => {
    const bytes = new TextEncoder().encode(formatModel(encodeModel(source))).length;
    const estimated = estimateModelBytes(document, networkOf(document), source.classes);
    expect(estimated).toBeGreaterThanOrEqual(bytes);
    expect(estimated).toBeLessThan(bytes + 3000);
  });

  it('is refused with a test image of a size that there can’t be, or of none', () => {
    const wrong = (vector: VectorJson) => damage(({ testVectors }) => Object.assign(testVectors[1] ?? {}, vector));
    expect(wrong({ height: 9 })).toMatchObject([{ id: 'test-vector-size', path: 'testVectors[1]', values: { height: 9, width: 10 } }]);
    expect(wrong({ width: 13 })).toMatchObject([{ id: 'test-vector-size' }]);
    expect(wrong({ height: 5 })).toMatchObject([{ id: 'test-vector-input' }]);
    expect(damage(({ testVectors }) => delete testVectors[1]?.height)).toMatchObject([{ id: 'test-vector-size' }]);
  });

  it('is refused where its preprocessing has other sizes than its network', () => {
    expect(damage(({ preprocessing }) => delete preprocessing.sizes)).toMatchObject([
      { id: 'preprocessing-sizes', values: { received: { id: 'one-size' } } },
    ]);
    const other = damage(({ preprocessing }) => Object.assign(preprocessing, { sizes: { step: 2, largest: 12 } }));
    expect(other).toMatchObject([
      { id: 'preprocessing-sizes', values: { expected: { values: { step: 3 } }, received: { values: { step: 2 } } } },
    ]);
  });
});
