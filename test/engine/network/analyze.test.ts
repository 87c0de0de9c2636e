// What is said of a network that is not right yet: each mistake at its node or edge, with a fix that mends it.

import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../engine/base/diagnostics.ts';
import type { GraphDocument } from '../../../engine/document/document.ts';
import { applyChanges } from '../../../engine/document/edit.ts';
import { createDocument } from '../../../engine/document/parse.ts';
import { analyzeDocument } from '../../../engine/network/analyze.ts';
import { inEnglish } from '../../helpers/in-english.ts';
import { type LayerSketch, sketchDocument } from '../../helpers/networks.ts';

const input: LayerSketch = { type: 'input', id: 'in', parameters: { height: 8, width: 8, channels: 1 } };
const ending: readonly LayerSketch[] = [
  { type: 'flatten', id: 'flat' },
  { type: 'dense', id: 'dense', parameters: { units: 3 } },
  { type: 'classification', id: 'out' },
];
const good = sketchDocument([input, { type: 'conv2d', id: 'conv', parameters: { filters: 4, padding: 'valid' } }, ...ending]);

const find = (document: GraphDocument, id: string) =>
  analyzeDocument(document)
    .diagnostics.map(inEnglish)
    .find((diagnostic) => diagnostic.id === id);
const mend = (document: GraphDocument, diagnostic: Pick<Diagnostic, 'fix'> | undefined): GraphDocument =>
  applyChanges(document, diagnostic?.fix?.changes ?? []);

describe('a network without mistakes', () => {
  it('has shapes and counts', () => {
    const { network, diagnostics, nodes } = analyzeDocument(good);
    expect(diagnostics).toEqual([]);
    expect(nodes.get('conv')).toEqual({
      inputShapes: [[8, 8, 1]],
      outputShape: [6, 6, 4],
      outputShapes: { y: [6, 6, 4] },
      parameterCount: 40,
      multiplyAdds: 6 * 6 * 4 * 9,
    });
    expect(network?.parameterCount).toBe(40 + 144 * 3 + 3);
    expect(network?.layers.map((layer) => layer.id)).toEqual(['in', 'conv', 'flat', 'dense', 'out']);
  });
});

describe('a mistake', () => {
  it('is an empty document: no input, no output, each with a fix', () => {
    const empty = createDocument('x');
    expect(analyzeDocument(empty).diagnostics.map((diagnostic) => diagnostic.id)).toEqual(['no-input', 'no-output']);
    expect(find(mend(empty, find(empty, 'no-input')), 'no-input')).toBeUndefined();
  });

  it('is a missing input, connected by its fix', () => {
    const broken = { ...good, edges: good.edges.filter((edge) => edge.target !== 'flat') };
    const problem = find(broken, 'missing-input');
    expect(problem).toMatchObject({ node: 'flat', expected: 'an input', received: 'none' });
    expect(analyzeDocument(mend(broken, problem)).network).toBeDefined();
  });

  it('is a cycle, at the edge that closes it', () => {
    const broken = sketchDocument([
      input,
      { type: 'add', id: 'sum', from: ['in', 'conv'] },
      { type: 'conv2d', id: 'conv', from: ['sum'], parameters: { filters: 1 } },
      ...ending,
    ]);
    const problem = find(broken, 'cycle');
    expect(problem?.edge).toBeDefined();
    expect(find(mend(broken, problem), 'cycle')).toBeUndefined();
  });

  it('is a map where a vector is expected, mended by a Flatten layer in between', () => {
    const broken = sketchDocument([input, { type: 'dense', id: 'dense', parameters: { units: 3 } }, { type: 'classification' }]);
    const problem = find(broken, 'not-a-vector');
    expect(problem).toMatchObject({ node: 'dense', received: 'a map of 8×8×1', edge: 'dense-0' });
    expect(analyzeDocument(mend(broken, problem)).network?.layers.map((layer) => layer.definition.type)).toEqual([
      'input',
      'flatten',
      'dense',
      'classification',
    ]);
  });

  it('is a kernel larger than its input, with both sizes and a kernel that fits', () => {
    const broken = sketchDocument([input, { type: 'conv2d', id: 'conv', parameters: { kernelSize: [9, 3], padding: 'valid' } }, ...ending]);
    const problem = find(broken, 'kernel-larger-than-input');
    expect(problem).toMatchObject({ node: 'conv', expected: 'a kernel within 8×8 pixels', received: '9×3' });
    expect(analyzeDocument(mend(broken, problem)).network).toBeDefined();
  });

  it.each([
    ['channels of Add', 'add', { filters: 5 }, {}],
    ['a halved map and Add', 'add', { filters: 3, stride: [2, 2] }, {}],
    ['a smaller map and Add', 'add', { filters: 2, kernelSize: [3, 4], padding: 'valid' }, {}],
    ['a larger map and Add', 'add', { filters: 2 }, { kernelSize: [2, 4], padding: 'valid' }],
    ['a map three times as large and Add', 'add', { filters: 2 }, { stride: [3, 3] }],
    ['a halved map and Concat', 'concat', { filters: 5, stride: [2, 1] }, {}],
    ['a larger map and Concat', 'concat', { filters: 5 }, { kernelSize: [3, 3], padding: 'valid' }],
  ] as const)('is a merge of unequal sizes (%s), at the edge that does not fit, mended by its fix', (_name, type, misfit, fit) => {
    const broken = sketchDocument([
      input,
      { type: 'conv2d', id: 'a', parameters: { filters: 3, ...fit } },
      { type: 'conv2d', id: 'b', from: ['in'], parameters: misfit },
      { type, id: 'sum', from: ['a', 'a', 'b'] },
      ...ending,
    ]);
    const problem = find(broken, type === 'add' ? 'sizes-differ' : 'heights-or-widths-differ');
    expect(problem).toMatchObject({ node: 'sum', edge: 'sum-2' });
    const [first, , third] = analyzeDocument(broken).nodes.get('sum')?.inputShapes ?? [];
    expect(problem?.received).toBe(third?.join('×'));
    expect(problem?.expected).toMatch(type === 'add' ? (first?.join('×') ?? '') : /×any$/);
    expect(analyzeDocument(mend(broken, problem)).diagnostics).toEqual([]);
  });

  it.each([['add'], ['concat']])('is a map that meets a vector in %s, mended from either side', (type) => {
    for (const from of [
      ['in', 'vector'],
      ['vector', 'in'],
    ]) {
      let document = sketchDocument([input, { type: 'globalPool2d', id: 'vector' }, { type, id: 'sum', from }, ...ending.slice(1)]);
      const id = type === 'add' ? 'sizes-differ' : 'heights-or-widths-differ';
      expect(find(document, id)).toMatchObject({ node: 'sum', edge: 'sum-1' });
      document = mend(document, find(document, id));
      expect(analyzeDocument(document).diagnostics).toEqual([]);
    }
  });

  it('is a layer that wants a map behind one that made a vector of it, connected to the map by its fix', () => {
    const broken = sketchDocument([
      input,
      { type: 'conv2d', id: 'conv' },
      { type: 'flatten', id: 'early' },
      { type: 'activation', id: 'relu' },
      { type: 'pool2d', id: 'pool' },
      ...ending,
    ]);
    const problem = find(broken, 'not-a-map');
    expect(problem).toMatchObject({ node: 'pool', edge: 'pool-0', fix: { label: 'Connect conv instead of relu' } });
    expect(find(mend(broken, problem), 'not-a-map')).toBeUndefined();
  });

  it('is a part that hangs loose, removed by its fix', () => {
    const broken = sketchDocument([
      input,
      { type: 'conv2d', id: 'conv' },
      { type: 'activation', id: 'loose' },
      { ...(ending[0] as LayerSketch), from: ['conv'] },
      ...ending.slice(1),
    ]);
    const problem = find(broken, 'unconnected');
    expect(problem).toMatchObject({ node: 'loose' });
    expect(analyzeDocument(mend(broken, problem)).network).toBeDefined();
  });

  it('is a second input or output', () => {
    const broken = sketchDocument([
      input,
      { type: 'input', id: 'in2', from: [] },
      { ...(ending[0] as LayerSketch), from: ['in'] },
      ...ending.slice(1),
    ]);
    expect(find(broken, 'several-inputs')).toMatchObject({ node: 'in2', received: '2' });
  });

  it('is a network that no memory holds, in bytes, before anything is allocated', () => {
    const huge = sketchDocument(
      [
        { type: 'input', parameters: { height: 4096, width: 4096, channels: 3 } },
        { type: 'conv2d', id: 'conv', parameters: { filters: 512 } },
        { type: 'globalPool2d' },
        ...ending.slice(1),
      ],
      { batchSize: 64 },
    );
    const problem = find(huge, 'step-too-large');
    expect(problem).toMatchObject({ node: 'conv', expected: 'at most 4.0 GiB' });
    expect(problem?.received).toMatch(/[\d,]{15,} bytes/);
  });
});
