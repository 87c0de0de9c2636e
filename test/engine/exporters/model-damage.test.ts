// Every kind of damage to a model file, and hostile files: each is refused with the place, never with an exception.

import { describe, expect, it } from 'vitest';
import { encodeModel, formatModel, parseModel, parseModelText } from '../../../engine/exporters/model-json.ts';
import { checksumOf } from '../../../engine/exporters/tensor-bytes.ts';
import { inEnglish } from '../../helpers/in-english.ts';
import { type ModelJson, smallModelJson, smallSource } from './small-model.ts';

const withBytes = (model: ModelJson, index: number, change: (bytes: Buffer) => void) => {
  const weight = model.weights[index]!;
  const bytes = Buffer.from(weight['data'] as string, 'base64');
  change(bytes);
  weight['data'] = bytes.toString('base64');
  return bytes;
};

/** The damage, the diagnostic's name, its path. */
const damages: readonly (readonly [string, (model: ModelJson) => unknown, string, string | undefined])[] = [
  ['no network', (model) => Object.assign(model, { network: null }), 'not-a-network', 'network'],
  ['no format', (model) => Reflect.deleteProperty(model, 'format'), 'model-format', 'format'],
  ['an unknown field', (model) => Object.assign(model, { extra: 1 }), 'model-structure', undefined],
  ['no weights at all', (model) => Reflect.deleteProperty(model, 'weights'), 'model-structure', 'weights'],
  ['a number as class name', (model) => Object.assign(model.classes, { 1: 7 }), 'model-structure', 'classes[1]'],
  ['a missing class name', (model) => model.classes.pop(), 'class-count', 'classes'],
  ['a class name twice', (model) => Object.assign(model.classes, { 2: 'bag' }), 'class-repeated', 'classes[2]'],
  ['a weight that is missing', (model) => model.weights.shift(), 'weight-missing', 'weights'],
  ['a weight twice', (model) => model.weights.push({ ...model.weights[0] }), 'weight-duplicate', 'weights[8]'],
  ['a weight of no layer', (model) => model.weights.push({ ...model.weights[0], node: 'ghost' }), 'weight-unknown', 'weights[8]'],
  ['a transposed shape', (model) => (model.weights[0]!['shape'] as number[]).reverse(), 'weight-shape', 'weights[0].shape'],
  ['a giant shape', (model) => Object.assign(model.weights[0]!, { shape: [2 ** 40, 2 ** 40] }), 'weight-shape', 'weights[0].shape'],
  ['a negative length', (model) => Object.assign(model.weights[0]!, { shape: [-3] }), 'model-structure', 'weights[0].shape[0]'],
  [
    'a truncated weight',
    (model) => Object.assign(model.weights[0]!, { data: (model.weights[0]!['data'] as string).slice(0, -8) }),
    'weight-length',
    'weights[0].data',
  ],
  [
    'letters that are no base64',
    (model) => Object.assign(model.weights[0]!, { data: '*'.repeat((model.weights[0]!['data'] as string).length) }),
    'weight-encoding',
    'weights[0].data',
  ],
  [
    'one flipped bit',
    (model) => withBytes(model, 2, (bytes) => bytes.writeUInt8(bytes.readUInt8(1) ^ 1, 1)),
    'weight-checksum',
    'weights[2].sha256',
  ],
  ['another checksum', (model) => Object.assign(model.weights[1]!, { sha256: '0'.repeat(64) }), 'weight-checksum', 'weights[1].sha256'],
  ['half a checksum', (model) => Object.assign(model.weights[1]!, { sha256: '00' }), 'model-structure', 'weights[1].sha256'],
  [
    'a weight that is not a number',
    (model) => Object.assign(model.weights[0]!, { sha256: checksumOf(withBytes(model, 0, (bytes) => bytes.writeFloatLE(Number.NaN, 8))) }),
    'weight-not-finite',
    'weights[0].data',
  ],
  [
    'an infinite weight',
    (model) =>
      Object.assign(model.weights[0]!, {
        sha256: checksumOf(withBytes(model, 0, (bytes) => bytes.writeFloatLE(Number.POSITIVE_INFINITY, 0))),
      }),
    'weight-not-finite',
    'weights[0].data',
  ],
  ['images of another size', (model) => Object.assign(model.preprocessing, { height: 6 }), 'preprocessing-size', 'preprocessing'],
  ['a mean too many', (model) => (model.preprocessing['mean'] as number[]).push(0), 'preprocessing-channels', 'preprocessing.mean'],
  [
    'a standard deviation of zero',
    (model) => Object.assign(model.preprocessing, { standardDeviation: [0] }),
    'model-structure',
    'preprocessing.standardDeviation[0]',
  ],
  [
    'a mean that is not a number',
    (model) => Object.assign(model.preprocessing, { mean: [Number.NaN] }),
    'model-structure',
    'preprocessing.mean[0]',
  ],
  ['another fit than the network', (model) => Object.assign(model.preprocessing, { fit: 'stretch' }), 'preprocessing-fit', 'preprocessing'],
  ['two test vectors', (model) => model.testVectors.pop(), 'model-structure', 'testVectors'],
  [
    'a test image cut short',
    (model) => Object.assign(model.testVectors[1]!, { input: 'AAAA' }),
    'test-vector-input',
    'testVectors[1].input',
  ],
  ['a test output too few', (model) => (model.testVectors[2]!['output'] as number[]).pop(), 'test-vector-output', 'testVectors[2].output'],
  [
    'test outputs that are no probabilities',
    (model) => Object.assign(model.testVectors[0]!, { output: [0.9, 0.9, 0.9] }),
    'test-vector-output',
    'testVectors[0].output',
  ],
  [
    'an accuracy that is a word',
    (model) => Object.assign(model.training, { training: { loss: 1, accuracy: 'high' } }),
    'model-structure',
    'training.training.accuracy',
  ],
  ['a network of another version', (model) => Object.assign(model.network, { version: 99 }), 'unknown-version', 'network.version'],
  [
    'an edge to nowhere',
    (model) => Object.assign((model.network['edges'] as object[])[0]!, { target: 'ghost' }),
    'unknown-node',
    'network.edges[0].target',
  ],
  [
    'a kernel of size zero',
    (model) => Object.assign((model.network['nodes'] as Record<string, object>[])[1]!['parameters']!, { kernelSize: [0, 3] }),
    'invalid-file',
    'network.nodes[1].parameters.kernelSize[0]',
  ],
];

describe('a damaged model file', () => {
  it.each(damages)('with %s is refused at its place', (_, damage, id, path) => {
    const model = smallModelJson();
    damage(model);
    const parsed = parseModel(model);
    expect(parsed.ok).toBe(false);
    expect(parsed.diagnostics.map((diagnostic) => [diagnostic.id, diagnostic.path])).toContainEqual([id, path]);
    for (const diagnostic of parsed.diagnostics) {
      expect(diagnostic.severity).toBe('error');
      expect(inEnglish(diagnostic).message).not.toBe('');
    }
  });

  it.each([
    ['classes', (model: ModelJson) => Object.assign(model.classes, { 1: 'bool' })],
    ['testVectors', (model: ModelJson) => Object.assign(model.testVectors[2]!, { output: [0.25, 0.5, 0.25] })],
    ['training', (model: ModelJson) => Object.assign(model.training, { epochs: 3 })],
    ['preprocessing', (model: ModelJson) => Object.assign(model.preprocessing, { mean: [0.26] })],
    ['network', (model: ModelJson) => Object.assign(model.network, { name: 'Smell' })],
  ])('that is another one by one letter or digit of %s is refused there; without checksums it is what it says', (path, damage) => {
    const model = smallModelJson();
    damage(model);
    expect(parseModel(model)).toMatchObject({ ok: false, diagnostics: [{ id: 'part-checksum', path }] });
    Reflect.deleteProperty(model, 'checksums');
    expect(parseModel(model).ok).toBe(true);
  });

  it('is refused wherever one bit of it is another', () => {
    const bytes = new TextEncoder().encode(formatModel(encodeModel(smallSource())));
    const accepted: string[] = [];
    bytes.forEach((byte, index) => {
      const damaged = bytes.slice();
      damaged[index] = byte ^ (1 << (index % 7));
      if (parseModelText(new TextDecoder().decode(damaged)).ok)
        accepted.push(new TextDecoder().decode(damaged.slice(index - 20, index + 20)));
    });
    expect(accepted).toEqual([]);
  });

  it('that hides a deep nest where nothing is read is refused, and nothing throws', () => {
    const model = smallModelJson();
    const text = JSON.stringify(model).replace('"parameters":{', `"parameters":{"__proto__":${'['.repeat(200_000)}${']'.repeat(200_000)},`);
    expect(() => parseModelText(text)).not.toThrow();
    expect(parseModelText(text).ok).toBe(false);
  });

  it('that is a network without weights is refused with what to do', () => {
    const parsed = parseModel(smallModelJson().network);
    expect(parsed).toMatchObject({
      ok: false,
      diagnostics: [{ id: 'model-is-network', path: 'format', fix: { id: 'train-first' } }],
    });
  });

  it('is refused wherever its text ends early', () => {
    const text = JSON.stringify(smallModelJson());
    for (let length = 0; length < text.length; length += 97) {
      const parsed = parseModelText(text.slice(0, length));
      expect(parsed).toMatchObject({ ok: false, diagnostics: [{ id: 'not-json' }] });
    }
  });
});

describe('a hostile file', () => {
  const nested = (depth: number, open: string, close: string, core = '') =>
    JSON.parse(open.repeat(depth) + core + close.repeat(depth)) as unknown;

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a number', 3],
    ['a list', []],
    ['a function', () => undefined],
    ['a map', new Map()],
  ])('that is %s is no model', (_, data) => {
    expect(parseModel(data)).toMatchObject({ ok: false, diagnostics: [{ id: 'model-format' }] });
  });

  it('cannot reach an object’s prototype', () => {
    const text = JSON.stringify(smallModelJson());
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const parsed = parseModelText(`{"${key}":{"polluted":true},${text.slice(1)}`);
      expect(parsed).toMatchObject({ ok: false, diagnostics: [{ id: 'model-structure' }] });
      const renamed = parseModelText(text.replaceAll('"conv"', `"${key}"`));
      if (!renamed.ok) expect(renamed.diagnostics.length).toBeGreaterThan(0);
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(parseModel(Object.create(smallModelJson()))).toMatchObject({ ok: false });
  });

  it('that is nested a hundred thousand times is refused everywhere', () => {
    for (const deep of [nested(100_000, '[', ']'), nested(1000, '{"a":', '}', '1')]) {
      for (const name of ['network', 'weights', 'classes', 'training', 'createdBy', 'extra']) {
        const parsed = parseModel({ ...smallModelJson(), [name]: deep });
        expect(parsed.ok).toBe(false);
      }
    }
  });

  it('with a million entries gets a short answer, quickly', () => {
    const started = process.cpuUsage(); // not the clock: others may use the processor meanwhile
    for (const name of ['weights', 'classes', 'testVectors']) {
      const parsed = parseModel({ ...smallModelJson(), [name]: new Array<number>(1_000_000).fill(1) });
      expect(parsed).toMatchObject({ ok: false, diagnostics: [{ id: 'model-too-long', path: name }] });
    }
    const many = parseModel({ ...smallModelJson(), weights: new Array<number>(9_999).fill(1) });
    expect(many.diagnostics.length).toBeLessThanOrEqual(21);
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(2000);
  });

  it('never becomes a long message', () => {
    const long = 'x'.repeat(1_000_000);
    const changes: readonly ((model: ModelJson) => unknown)[] = [
      (model) => Object.assign(model, { [long]: 1 }),
      (model) => Object.assign(model, { version: long }),
      (model) => Object.assign(model, { format: long }),
      (model) => Object.assign(model.weights[0]!, { node: long }),
      (model) => Object.assign(model.weights[0]!, { data: long }),
      (model) => Object.assign(model.weights[0]!, { sha256: long }),
      (model) => Object.assign(model.testVectors[0]!, { input: long }),
      (model) => Object.assign(model.classes, { 0: long }),
    ];
    for (const change of changes) {
      const model = smallModelJson();
      change(model);
      const parsed = parseModel(model);
      expect(parsed.ok).toBe(false);
      expect(JSON.stringify(parsed.diagnostics).length).toBeLessThan(2000);
    }
  });

  it('whose network is larger than any memory is refused before anything is allocated', () => {
    const model = smallModelJson();
    const dense = (model.network['nodes'] as Record<string, unknown>[])[4]!;
    Object.assign(dense['parameters'] as object, { units: 65_536 });
    Object.assign((model.network['nodes'] as Record<string, unknown>[])[0]!['parameters'] as object, { height: 4096, width: 4096 });
    const parsed = parseModel(model);
    expect(parsed.ok).toBe(false);
  });
});
