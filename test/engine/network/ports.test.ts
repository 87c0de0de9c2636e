// Layers with several inputs and outputs: what may be connected with what, what is said where it may not, and what nobody reads.

import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../engine/base/diagnostics.ts';
import type { GraphDocument } from '../../../engine/document/document.ts';
import { applyChanges, connect, setParameter } from '../../../engine/document/edit.ts';
import { analyzeDocument } from '../../../engine/network/analyze.ts';
import { composeProgram } from '../../../engine/program/compose.ts';
import { compileInference, compileTraining } from '../../../engine/train/programs.ts';
import { inEnglish } from '../../helpers/in-english.ts';
import { type LayerSketch, networkOf, sketchDocument } from '../../helpers/networks.ts';

const coder = (unpool: LayerSketch['parameters'] = {}, pool: LayerSketch['parameters'] = {}): GraphDocument =>
  sketchDocument([
    { type: 'input', id: 'in', parameters: { height: 9, width: 8, channels: 2 } },
    { type: 'conv2d', id: 'conv', parameters: { filters: 4 } },
    { type: 'pool2d', id: 'pool', parameters: pool },
    { type: 'conv2d', id: 'middle', parameters: { filters: 4 } },
    { type: 'unpool2d', id: 'unpool', from: ['middle', 'pool:switches'], parameters: { outputSize: [9, 8], ...unpool } },
    { type: 'conv2d', id: 'back', parameters: { filters: 2 } },
    { type: 'reconstruction', id: 'out' },
  ]);

const find = (document: GraphDocument, id: string) =>
  analyzeDocument(document)
    .diagnostics.map(inEnglish)
    .find((diagnostic) => diagnostic.id === id);
const mend = (document: GraphDocument, diagnostic: Pick<Diagnostic, 'fix'> | undefined): GraphDocument =>
  applyChanges(document, diagnostic?.fix?.changes ?? []);
const withEdges = (document: GraphDocument, change: (edge: GraphDocument['edges'][number]) => object): GraphDocument => ({
  ...document,
  edges: document.edges.map((edge) => ({ ...edge, ...change(edge) })),
});

describe('a network with positions', () => {
  it('has a shape for every output, and unpooling gives back the size that went into pooling', () => {
    const { diagnostics, nodes, network } = analyzeDocument(coder());
    expect(diagnostics).toEqual([]);
    expect(nodes.get('pool')?.outputShapes).toEqual({ y: [4, 4, 4], switches: [4, 4, 4] });
    expect(nodes.get('unpool')?.outputShape).toEqual([9, 8, 4]);
    expect(network?.layers.find(({ id }) => id === 'unpool')?.inputs).toEqual([{ node: 'middle' }, { node: 'pool', port: 'switches' }]);
  });

  it('may name its ports in any order', () => {
    const named = withEdges(coder(), ({ target, sourcePort }) =>
      target === 'unpool' ? { targetPort: sourcePort === undefined ? 'x' : 'switches' } : {},
    );
    const turned = { ...named, edges: [...named.edges].reverse() };
    expect(networkOf(turned).layers.find(({ id }) => id === 'unpool')?.inputs).toEqual([
      { node: 'middle' },
      { node: 'pool', port: 'switches' },
    ]);
  });

  it('gives one input a new edge in place of its old one, whether that named it or not', () => {
    const joined = connect(coder(), 'conv', 'unpool', { targetPort: 'x' });
    const sources = joined.edges.filter(({ target }) => target === 'unpool').map(({ source }) => source);
    expect(sources).toEqual(['pool', 'conv']);
  });

  it('puts a layer into an edge that ends at a named input, and the edge goes on ending there', () => {
    const named = withEdges(coder(), ({ target, sourcePort }) =>
      target === 'unpool' ? { targetPort: sourcePort === undefined ? 'x' : 'switches' } : {},
    );
    const edge = named.edges.find(({ source, target }) => source === 'middle' && target === 'unpool')?.id ?? '';
    const inserted = applyChanges(named, [{ kind: 'insert-node', type: 'activation', edge }]);
    expect(inserted.edges.find(({ source }) => source.startsWith('activation'))).toMatchObject({ target: 'unpool', targetPort: 'x' });
    expect(analyzeDocument(inserted).diagnostics).toEqual([]);
  });
});

describe('a mistake with ports', () => {
  it('is values where positions belong, and the other way round', () => {
    const swapped = withEdges(coder(), ({ target, sourcePort }) =>
      target === 'unpool' ? { targetPort: sourcePort === undefined ? 'switches' : 'x' } : {},
    );
    const problems = analyzeDocument(swapped)
      .diagnostics.map(inEnglish)
      .filter(({ id }) => id === 'other-kind-of-values');
    expect(problems.map(({ expected, received }) => [expected, received])).toEqual([
      ['values', 'positions'],
      ['positions', 'values'],
    ]);
    const plain = withEdges(coder(), ({ target }) => (target === 'middle' ? { sourcePort: 'switches' } : {}));
    expect(find(plain, 'other-kind-of-values')).toMatchObject({ node: 'middle', expected: 'values', received: 'positions' });
  });

  it('is a port that there is not, or two edges at one', () => {
    const misnamed = withEdges(coder(), ({ sourcePort }) => (sourcePort === undefined ? {} : { sourcePort: 'indices' }));
    expect(find(misnamed, 'no-such-output')).toMatchObject({ expected: 'y, switches', received: 'indices' });
    const doubled = withEdges(coder(), ({ target }) => (target === 'unpool' ? { targetPort: 'x' } : {}));
    expect(find(doubled, 'input-taken')).toMatchObject({ expected: 'one', received: 'two' });
  });

  it('is the positions of a mean, mended by taking the maximum', () => {
    const average = setParameter(coder(), 'pool', 'operation', 'average');
    const problem = find(average, 'output-carries-nothing');
    expect(problem).toMatchObject({ expected: 'Operation: Maximum', received: 'Operation: Average' });
    expect(problem?.fix?.label).toBe('Set Operation to Maximum');
    expect(analyzeDocument(mend(average, problem)).diagnostics).toEqual([]);
  });

  it('is an input that nothing comes into, connected to the only output of its kind', () => {
    const whole = coder();
    const broken = { ...whole, edges: whole.edges.filter(({ sourcePort }) => sourcePort === undefined) };
    const problem = find(broken, 'missing-named-input');
    expect(problem).toMatchObject({ node: 'unpool', expected: '“Positions” (positions)', received: '1 of 2 inputs' });
    expect(analyzeDocument(mend(broken, problem)).network).toBeDefined();
  });

  it('is positions of windows of another size, mended by the windows of the pooling layer', () => {
    const other = coder({ outputSize: [0, 0] }, { size: [3, 3], stride: [2, 2], padding: 'same' });
    const problem = find(other, 'other-windows');
    expect(problem).toMatchObject({ node: 'unpool', edge: 'unpool-1', expected: '3×3', received: '2×2' });
    expect(analyzeDocument(mend(other, problem)).diagnostics).toEqual([]);
  });

  it('is a size that such windows cannot give', () => {
    expect(find(coder({ outputSize: [12, 8] }), 'no-such-size')).toMatchObject({
      expected: 'a height of 7 to 9 and a width of 7 to 9',
      received: '12×8',
    });
    expect(analyzeDocument(coder({ outputSize: [0, 0] })).nodes.get('unpool')?.outputShape).toEqual([8, 8, 4]);
  });

  it('is values and positions of different sizes', () => {
    const uneven = setParameter(coder(), 'middle', 'padding', 'valid');
    expect(find(uneven, 'positions-differ')).toMatchObject({ expected: '4×4×4', received: '2×2×4' });
  });
});

describe('positions that nobody reads', () => {
  const pooled = sketchDocument([
    { type: 'input', parameters: { height: 8, width: 8, channels: 1 } },
    { type: 'conv2d', parameters: { filters: 3 } },
    { type: 'pool2d', id: 'pool' },
    { type: 'flatten' },
    { type: 'dense', parameters: { units: 2 } },
    { type: 'classification' },
  ]);

  it('are written in no program that predicts, previews among them, and where unpooling reads them in all', () => {
    const keepsSwitches = (document: GraphDocument): number[] => {
      const network = networkOf(document);
      const plans = [compileTraining(network, document.training, 7, 1), compileInference(network, document.training, 1)];
      return plans.flatMap((plan) => {
        if (!plan.ok) throw new Error(JSON.stringify(plan.diagnostics));
        return plan.value.programs.flatMap(({ training, steps }) =>
          training ? [] : steps.filter(({ kernel }) => kernel === 'pool2dMaxForward').map(({ numbers }) => numbers['keepSwitches'] ?? -1),
        );
      });
    };
    expect(new Set(keepsSwitches(pooled))).toEqual(new Set([0]));
    expect(new Set(keepsSwitches(coder()))).toEqual(new Set([1]));
  });

  it('ask for no gradient: nothing goes back through them alone', () => {
    const document = coder();
    const program = composeProgram(networkOf(document), { name: 'train', batch: 2, training: true }, document.training);
    const backward = program.nodes.filter(({ origin }) => origin.pass === 'backward').map(({ definition }) => definition.name);
    expect(backward.filter((name) => name === 'unpoolingInput')).toHaveLength(1);
    // the pooling layer's own gradient; that of unpooling is no scattering
    expect(backward.filter((name) => name === 'maxPoolingInput')).toHaveLength(1);
  });
});
