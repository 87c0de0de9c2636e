// A document from disk is hostile: whatever is wrong is said with its place, and nothing is thrown.

import { describe, expect, it } from 'vitest';
import { migrate } from '../../../engine/document/migrations.ts';
import { createDocument, parseDocument } from '../../../engine/document/parse.ts';
import { inEnglish } from '../../helpers/in-english.ts';
import { sketchDocument } from '../../helpers/networks.ts';

const small = sketchDocument([
  { type: 'input', id: 'in' },
  { type: 'conv2d', id: 'conv' },
  { type: 'classification', id: 'out' },
]);

/** The first problem of the small document with one value replaced; `path` is written as in a diagnostic. */
function firstProblem(path: string, value: unknown): unknown {
  const data: unknown = JSON.parse(JSON.stringify(small));
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
  const last = keys.pop() as string;
  const holder = keys.reduce((object, key) => (object as Record<string, unknown>)[key], data);
  (holder as Record<string, unknown>)[last] = value;
  const outcome = parseDocument(data);
  return outcome.ok ? 'accepted' : outcome.diagnostics.map(inEnglish)[0];
}

describe('parsing a document', () => {
  it('gives back what was written', () => {
    const outcome = parseDocument(JSON.parse(JSON.stringify(small)));
    expect(outcome).toEqual({ ok: true, value: small, diagnostics: [] });
  });

  it('completes parameters that are not there', () => {
    const data = { ...createDocument('x'), nodes: [{ id: 'a', type: 'conv2d', parameters: { filters: 3 }, position: { x: 0, y: 0 } }] };
    const outcome = parseDocument(data);
    expect(outcome.ok && outcome.value.nodes[0]?.parameters).toMatchObject({ filters: 3, kernelSize: [3, 3], padding: 'same' });
  });

  it.each([
    ['a text', 'hello', 'not-a-network'],
    ['null', null, 'not-a-network'],
    ['a list', [], 'not-a-network'],
    ['another format', { format: 'onnx' }, 'not-a-network'],
    ['a later version', { format: 'receptive-network', version: 3 }, 'unknown-version'],
    ['no version', { format: 'receptive-network' }, 'unknown-version'],
  ])('refuses %s', (_name, data, id) => {
    const outcome = parseDocument(data);
    expect(outcome.ok ? [] : outcome.diagnostics.map((diagnostic) => diagnostic.id)).toEqual([id]);
  });

  it.each<[string, string, unknown, string]>([
    ['an unknown layer', 'nodes[1].type', 'conv9d', 'unknown-type'],
    ['a parameter out of range', 'nodes[1].parameters.filters', 0, 'invalid-file'],
    ['a size that is no number', 'nodes[1].parameters.kernelSize[1]', 'x', 'invalid-file'],
    ['an id twice', 'nodes[1].id', 'in', 'duplicate-id'],
    ['an edge to nowhere', 'edges[0].target', 'gone', 'unknown-node'],
    ['an id with a path in it', 'nodes[0].id', '../x', 'invalid-file'],
    ['an unknown optimizer', 'training.optimizer.type', 'magic', 'unknown-type'],
    ['nodes without end', 'nodes', Array(5000).fill(small.nodes[0]), 'invalid-file'],
  ])('says where there is %s', (_name, path, value, id) => {
    expect(firstProblem(path, value)).toMatchObject({ id, path, severity: 'error' });
  });

  it.each<[string, unknown, string, string]>([
    ['nodes[1].parameters.filters', 0, 'a number of at least 1', '0'],
    ['nodes[1].parameters.filters', '6', 'a number', '"6"'],
    ['nodes[1].parameters.filters', 1.5, 'a whole number', '1.5'],
    ['nodes[1].parameters.kernelSize', 5, 'a list', '5'],
    ['nodes[1].parameters.kernel', 'flipped', '"cross-correlation" or "convolution"', '"flipped"'],
    ['nodes[1].parameters.padding', 'reflect', '"valid", "same", or "full" or an object', '"reflect"'],
    ['training', undefined, 'an object', 'nothing'],
  ])('says once what was expected and what stands there: %s is %j', (path, value, expected, received) => {
    expect(firstProblem(path, value)).toMatchObject({ path, expected, received });
  });

  it('calls a list a list, and nothing null', () => {
    expect(parseDocument([]).diagnostics.map(inEnglish)).toMatchObject([{ received: 'a list of 0' }]);
    expect(parseDocument([]).diagnostics[0]).not.toHaveProperty('path');
    expect(parseDocument(null).diagnostics.map(inEnglish)).toMatchObject([{ received: 'null' }]);
  });

  it('refuses a parameter that does not exist, and one that would reach a prototype', () => {
    expect(firstProblem('nodes[1].parameters.filtres', 3)).toMatchObject({ id: 'invalid-file', path: 'nodes[1].parameters' });
    const outcome = firstProblem('nodes[1].parameters', JSON.parse('{"__proto__":{"filters":"polluted"}}'));
    expect(Object.getPrototypeOf({}).filters).toBeUndefined();
    expect(JSON.stringify(outcome)).not.toContain('polluted');
  });
});

describe('migrating', () => {
  it('lifts one version at a time up to the present', () => {
    const migrations = { 1: (data: object) => ({ ...data, b: 2 }), 2: (data: object) => ({ ...data, c: 3 }) };
    expect(migrate({ version: 1, a: 1 }, 3, migrations)).toEqual({ version: 3, a: 1, b: 2, c: 3 });
    expect(migrate({ version: 9 }, 3, migrations)).toEqual({ version: 9 });
  });
});
