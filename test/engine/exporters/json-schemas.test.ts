// The JSON Schemas in assets/schema: what the program would write today, and in agreement with what it accepts and refuses.
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../engine/document/parse.ts';
import { createModelJsonSchema, createNetworkJsonSchema } from '../../../engine/exporters/json-schemas.ts';
import { smallModelJson } from './small-model.ts';

const assets = new URL('../../../assets/', import.meta.url);
const readAsset = (path: string) => JSON.parse(readFileSync(new URL(path, assets), 'utf8')) as Record<string, unknown>;
const validator = (schema: object) => new Ajv2020({ strict: false, allErrors: true }).compile(schema);
const isNetwork = validator(readAsset('schema/network.schema.json'));
const isModel = validator(readAsset('schema/model.schema.json'));

describe('the JSON Schemas', () => {
  it('are what the validators give today (else: npx vitest run json-schemas --update)', async () => {
    const write = (schema: object) => `${JSON.stringify(schema, null, 2)}\n`;
    await expect(write(createNetworkJsonSchema())).toMatchFileSnapshot('../../../assets/schema/network.schema.json');
    await expect(write(createModelJsonSchema())).toMatchFileSnapshot('../../../assets/schema/model.schema.json');
  });

  it('accept every template and a model', () => {
    for (const file of readdirSync(new URL('templates/', assets))) {
      expect(isNetwork(readAsset(`templates/${file}`)), JSON.stringify(isNetwork.errors)).toBe(true);
    }
    expect(isModel(smallModelJson()), JSON.stringify(isModel.errors)).toBe(true);
  });

  it.each([
    ['an unknown layer', 'dense', { type: 'denser' }],
    ['a parameter of another layer', 'dense', { parameters: { filters: 3 } }],
    ['a value beyond its range', 'dense', { parameters: { units: 0 } }],
    ['a word where a number belongs', 'conv1', { parameters: { filters: 'six' } }],
    ['three kernel sizes', 'conv1', { parameters: { kernelSize: [3, 3, 3] } }],
    ['a padding rule that does not exist', 'conv1', { parameters: { padding: 'some' } }],
    ['an unknown field of a node', 'conv1', { colour: 'red' }],
    ['an identifier with a dot', 'conv1', { id: 'conv.1' }],
  ])('refuse %s, as the program does', (_, id, change) => {
    const template = readAsset('templates/lenet.receptive.json');
    const nodes = (template['nodes'] as Record<string, unknown>[]).map((node) =>
      node['id'] === id || node['id'] === `${id}1` ? { ...node, ...change } : node,
    );
    expect(isNetwork({ ...template, nodes })).toBe(false);
    expect(parseDocument({ ...template, nodes }).ok).toBe(false);
  });

  it('refuse an optimizer’s parameters for another optimizer', () => {
    const template = readAsset('templates/lenet.receptive.json');
    const training = {
      ...(template['training'] as object),
      optimizer: { type: 'adam', parameters: { learningRate: 0.01, momentum: 0.9 } },
    };
    expect(isNetwork({ ...template, training })).toBe(false);
    expect(parseDocument({ ...template, training }).ok).toBe(false);
  });
});
