// What is said of weights that can't be shared or frozen as drawn, each with a fix that mends it; and what becomes of sharers when the
// layer that owns their weights goes.

import { describe, expect, it } from 'vitest';
import { applyChanges, removeNodes } from '../../../engine/document/edit.ts';
import { parseDocument } from '../../../engine/document/parse.ts';
import { analyzeDocument } from '../../../engine/network/analyze.ts';
import { compileTraining } from '../../../engine/train/programs.ts';
import { inEnglish } from '../../helpers/in-english.ts';
import { type LayerSketch, networkOf, sketchDocument } from '../../helpers/networks.ts';

const filters = { filters: 4 };
const input: LayerSketch = { type: 'input', id: 'in', parameters: { height: 6, width: 6, channels: 1 } };
const ending: readonly LayerSketch[] = [
  { type: 'globalPool2d', id: 'mean' },
  { type: 'dense', id: 'dense', parameters: { units: 3 } },
  { type: 'classification', id: 'out' },
];
const documentOf = (...layers: readonly LayerSketch[]) =>
  sketchDocument([input, { type: 'conv2d', id: 'stem', parameters: filters }, ...layers, ...ending]);
const conv = (id: string, more: Partial<LayerSketch> = {}): LayerSketch => ({ type: 'conv2d', id, parameters: filters, ...more });

describe('sharing weights', () => {
  it('is fine where names and shapes are the same, wherever the layers stand and however they stride', () => {
    const document = documentOf(conv('b', { weightsOf: 'a', parameters: { ...filters, stride: [2, 2] } }), conv('a'));
    const { diagnostics, network, nodes } = analyzeDocument(document);
    expect(diagnostics).toEqual([]);
    expect(nodes.get('b')?.parameterCount).toBe(0);
    expect(nodes.get('b')?.multiplyAdds).toBe(3 * 3 * 4 * 4 * 9);
    expect(network?.parameterCount).toBe(40 + 148 + 15);
    const again = parseDocument(JSON.parse(JSON.stringify(document)));
    expect(again.ok && again.value).toEqual(document);
  });

  it.each([
    ['another shape', [conv('a'), conv('b', { weightsOf: 'a', parameters: { filters: 5 } })], 'shared-weights', 'weights 3×3×4×4, bias 4'],
    [
      'a bias that only one has',
      [conv('a'), conv('b', { weightsOf: 'a', parameters: { ...filters, bias: false } })],
      'shared-weights',
      'weights 3×3×4×4, bias 4',
    ],
    ['no weights at all', [conv('a'), { type: 'activation', id: 'b', weightsOf: 'a' }], 'shared-weights', 'weights 3×3×4×4, bias 4'],
    ['itself', [conv('a'), conv('b', { weightsOf: 'b' })], 'owner-is-itself', 'itself'],
    [
      'two that point at each other',
      [conv('a', { weightsOf: 'b' }), conv('b', { weightsOf: 'a' })],
      'owner-uses-others',
      'one that uses those of a',
    ],
    [
      'running statistics',
      [
        { type: 'batchNorm', id: 'a' },
        { type: 'batchNorm', id: 'b', weightsOf: 'a' },
      ],
      'shared-state',
      'Batch normalisation',
    ],
  ] as const)('is refused, and given up by the fix: %s', (_, layers, id, received) => {
    const document = documentOf(...layers);
    const [problem, ...others] = analyzeDocument(document).diagnostics.map(inEnglish);
    expect(problem).toMatchObject({ id, received });
    expect(analyzeDocument(applyChanges(document, problem?.fix?.changes ?? [])).diagnostics).toEqual([]);
    expect(others.length).toBeLessThan(2);
  });

  it('with a layer that shares itself is mended by sharing with the owner', () => {
    const document = documentOf(conv('a'), conv('b', { weightsOf: 'a' }), conv('c', { weightsOf: 'b' }));
    const [problem] = analyzeDocument(document).diagnostics.map(inEnglish);
    expect(problem).toMatchObject({ id: 'owner-uses-others', node: 'c', fix: { label: 'Use the weights of a' } });
    const mended = applyChanges(document, problem?.fix?.changes ?? []);
    expect(
      networkOf(mended)
        .layers.filter(({ weightsOf }) => weightsOf === 'a')
        .map(({ id }) => id),
    ).toEqual(['a', 'b', 'c']);
  });

  it('with a layer that is not complete yet is refused until it is', () => {
    const document = documentOf(conv('b', { weightsOf: 'loose' }), conv('loose', { from: [] }));
    const problem = analyzeDocument(document)
      .diagnostics.map(inEnglish)
      .find(({ id, node }) => node === 'b' && id !== 'unconnected');
    expect(problem).toMatchObject({ id: 'owner-without-weights', expected: 'a layer with weights', received: 'none' });
  });

  it('with a node that there is not is no document', () => {
    const document = documentOf(conv('b'));
    const nodes = document.nodes.map((node) => (node.id === 'b' ? { ...node, weightsOf: 'gone' } : node));
    expect(parseDocument({ ...document, nodes })).toMatchObject({
      ok: false,
      diagnostics: [{ id: 'unknown-node', path: 'nodes[2].weightsOf' }],
    });
  });

  it('goes on when the owner is removed: the first that is left owns the weights, frozen where they were', () => {
    const document = documentOf(conv('a', { frozen: true }), conv('b', { weightsOf: 'a' }), conv('c', { weightsOf: 'a' }));
    const { nodes } = removeNodes(document, new Set(['a']));
    expect(nodes.filter(({ type }) => type === 'conv2d').map(({ id, weightsOf, frozen }) => [id, weightsOf, frozen])).toEqual([
      ['stem', undefined, undefined],
      ['b', undefined, true],
      ['c', 'b', undefined],
    ]);
  });
});

describe('freezing', () => {
  it('one of two that share is refused; the fix freezes the owner', () => {
    const document = documentOf(conv('a'), conv('b', { weightsOf: 'a', frozen: true }));
    const [problem] = analyzeDocument(document).diagnostics.map(inEnglish);
    expect(problem).toMatchObject({ id: 'frozen-share', node: 'b', fix: { label: 'Freeze a' } });
    const mended = networkOf(applyChanges(document, problem?.fix?.changes ?? []));
    expect(mended.layers.flatMap(({ id, frozen }) => (frozen ? [id] : []))).toEqual(['a', 'b']);
  });

  it('counts parameters all the same, and does nothing to a layer without weights', () => {
    const document = documentOf(conv('a', { frozen: true }), { type: 'dropout', id: 'drop', frozen: true });
    const network = networkOf(document);
    expect(network.parameterCount).toBe(40 + 148 + 15);
    expect(network.layers.flatMap(({ id, frozen }) => (frozen ? [id] : []))).toEqual(['a']);
  });

  it('everything leaves nothing to train, and the fix lets the last layer learn', () => {
    const document = documentOf();
    const nodes = document.nodes.map((node) => ({ ...node, frozen: true }));
    const still = { ...document, nodes };
    const outcome = compileTraining(networkOf(still), still.training, 10, 1);
    expect(outcome).toMatchObject({ ok: false, diagnostics: [{ id: 'all-frozen', node: 'dense', values: { count: 2 } }] });
    const mended = applyChanges(still, outcome.diagnostics[0]?.fix?.changes ?? []);
    expect(compileTraining(networkOf(mended), mended.training, 10, 1).ok).toBe(true);
    const bare = networkOf(sketchDocument([input, { type: 'flatten' }, { type: 'classification' }]));
    expect(compileTraining(bare, document.training, 10, 1)).toMatchObject({ ok: false, diagnostics: [{ id: 'nothing-to-train' }] });
  });
});
