// A model of version 1, trained and written by the program of that time (3 epochs on 12×12 stripes and checks): it opens, says what its
// end is, and gives the outputs that its file says, to the last bit of f32 where this machine has the SIMD level it was made with.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LoadedModel, loadModel } from '../../../electron/host/models/model-files.ts';
import { chooseSimdLevel } from '../../../electron/host/runs/simd.ts';
import { parseModel } from '../../../engine/exporters/model-json.ts';
import { testVectorImages } from '../../../engine/exporters/test-vectors.ts';

const file = new URL('version-1/tiny.model.json', import.meta.url);
const data = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;

describe('a model of version 1', () => {
  let loaded: LoadedModel;
  beforeAll(async () => {
    const outcome = await loadModel(file.pathname, 1);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
    loaded = outcome.value;
  });
  afterAll(() => loaded.predictor.dispose());

  it('is opened as one of today, with its end named', () => {
    expect(data).toMatchObject({ version: 1, network: { version: 1 } });
    const { model } = loaded;
    expect(model).toMatchObject({ version: 2, classes: ['across', 'checks', 'down'] });
    expect(model.ends).toEqual([{ id: 'softmax', kind: 'classification', target: 'labels', shape: [3] }]);
    expect(model.training).toEqual(data['training']);
  });

  it('gives the outputs of its test vectors', async () => {
    const { model, predictor } = loaded;
    const predictions = await predictor.predict(testVectorImages(model));
    const isSame = chooseSimdLevel() === 'relaxed';
    for (const [index, { output = [] }] of model.testVectors.entries()) {
      const probabilities = predictions[index]?.probabilities ?? [];
      if (isSame) expect(probabilities).toEqual(output);
      else for (const [place, expected] of output.entries()) expect(probabilities[place]).toBeCloseTo(expected, 5);
    }
  });

  it.each([
    [
      'a changed pixel',
      (model: Record<string, unknown>) => ({ ...model, testVectors: [...(model['testVectors'] as unknown[])].reverse() }),
      'part-checksum',
    ],
    [
      'no end',
      (model: Record<string, unknown>) => ({ ...model, network: { ...(model['network'] as object), nodes: [] } }),
      'model-structure',
    ],
    ['no network', ({ network: _, ...model }: Record<string, unknown>) => model, 'model-structure'],
  ] as [string, (model: Record<string, unknown>) => unknown, string][])('is refused with %s', (_, change, id) => {
    const parsed = parseModel(change(structuredClone(data) as Record<string, unknown>));
    expect(parsed.ok).toBe(false);
    expect(parsed.diagnostics.map((diagnostic) => diagnostic.id)).toContain(id);
  });
});
