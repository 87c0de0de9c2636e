// The model file's round trip, bit by bit, and the refusal of other versions.

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodeWeights, encodeModel, formatModel, parseModel, parseModelText } from '../../../engine/exporters/model-json.ts';
import { migrateModel } from '../../../engine/exporters/model-migrations.ts';
import { inEnglish } from '../../helpers/in-english.ts';
import { smallModelJson, smallSource } from './small-model.ts';

describe('the model file', () => {
  it('gives back every weight bit by bit, and everything else as it was', () => {
    const source = smallSource();
    const parsed = parseModelText(formatModel(encodeModel(source)));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
    const bitsOf = (values: Float32Array) => [...new Uint32Array(values.buffer, values.byteOffset, values.length)];
    const weights = decodeWeights(parsed.value).entries;
    expect(weights.map(({ node, name, shape }) => ({ node, name, shape }))).toEqual(
      source.weights.entries.map(({ node, name, shape }) => ({ node, name, shape })),
    );
    weights.forEach((weight, index) => {
      expect(bitsOf(weight.values)).toEqual(bitsOf(source.weights.entries[index]!.values));
    });
    const { network, classes, preprocessing, training, testVectors } = parsed.value;
    expect(network).toEqual(source.document);
    expect(classes).toEqual(source.classes);
    expect(training).toEqual(source.summary);
    expect(preprocessing).toEqual({
      height: 5,
      width: 4,
      channels: 1,
      fit: 'contain',
      background: [0, 0, 0],
      mean: [0.25],
      standardDeviation: [0.5],
    });
    expect(testVectors.map(({ input }) => [...Buffer.from(input, 'base64')])).toEqual(source.testVectors.map(({ input }) => [...input]));
  });

  it('says what any other program can check: little-endian floats, and their sha256', () => {
    const { weights } = encodeModel(smallSource());
    for (const weight of weights) {
      const bytes = Buffer.from(weight.data, 'base64');
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(weight.sha256);
    }
    const { checksums, ...parts } = JSON.parse(formatModel(encodeModel(smallSource()))) as Record<string, Record<string, string>>;
    for (const [name, checksum] of Object.entries(checksums!)) {
      expect(createHash('sha256').update(JSON.stringify(parts[name])).digest('hex')).toBe(checksum);
    }
    const first = smallSource().weights.entries[0]!;
    const bytes = Buffer.from(weights.find(({ node, name }) => node === first.node && name === first.name)!.data, 'base64');
    expect(bytes.readFloatLE(4 * 3)).toBe(first.values[3]);
  });

  it('writes the same text for the same model', () => {
    expect(formatModel(encodeModel(smallSource()))).toBe(formatModel(encodeModel(smallSource())));
  });

  it('never writes a model that contradicts itself', () => {
    const source = smallSource();
    const [first, ...rest] = source.weights.entries;
    expect(() => encodeModel({ ...source, weights: { entries: rest } })).toThrow(/expected finite values/);
    const spoiled = { ...first!, values: Float32Array.from(first!.values, () => Number.NaN) };
    expect(() => encodeModel({ ...source, weights: { entries: [spoiled, ...rest] } })).toThrow(/expected finite values/);
    const foreign = { ...first!, node: 'other' };
    expect(() => encodeModel({ ...source, weights: { entries: [foreign, first!, ...rest] } })).toThrow(/agrees with itself/);
    expect(() => encodeModel({ ...source, classes: ['only', 'two'] })).toThrow(/class-count/);
    expect(() => encodeModel({ ...source, testVectors: source.testVectors.slice(1) })).toThrow(/test-vector-count/);
  });
});

describe('versions of the model file', () => {
  it.each([
    ['a newer one', 3, 'version 3'],
    ['an older one that nothing leads from', 0, 'version 0'],
    ['half a version', 1.5, 'version 1.5'],
    ['a word', 'one', 'version "one"'],
    ['an inherited name', '__proto__', 'version "__proto__"'],
    ['none', undefined, 'no version'],
  ])('refuses %s and says what was expected and what to do', (_, version, received) => {
    const parsed = parseModel({ ...smallModelJson(), version });
    expect(parsed.ok).toBe(false);
    expect(parsed.diagnostics).toHaveLength(1);
    const [found] = parsed.diagnostics.map(inEnglish);
    expect(found).toMatchObject({
      id: 'model-version',
      path: 'version',
      expected: expect.stringMatching(/^version 2/),
      received,
    });
    expect(found?.fix?.label).toMatch(version === 3 ? /newer Receptive/ : /Export the model again/);
  });

  it('brings an older one up step by step, and refuses a gap', () => {
    const steps = {
      1: (fields: Readonly<Record<string, unknown>>) => ({ ...fields, added: [fields['version']] }),
      2: (fields: Readonly<Record<string, unknown>>) => ({ ...fields, added: [...(fields['added'] as unknown[]), fields['version']] }),
    };
    const migrated = migrateModel({ version: 1, kept: true }, steps, 3);
    expect(migrated).toMatchObject({ ok: true, value: { version: 3, kept: true, added: [1, 2] } });
    const { 2: _, ...gap } = steps;
    expect(migrateModel({ version: 1 }, gap, 3)).toMatchObject({
      ok: false,
      diagnostics: [{ id: 'model-version', values: { received: { values: { version: '1' } } } }],
    });
  });
});
