// What is remembered of layers and of their order is what a fresh look would find, over many random networks and edits; and an edit
// asks no layer anew that it does not touch.
import { describe, expect, it, vi } from 'vitest';
import { createRandom, type Random } from '../../../engine/base/random.ts';
import type { GraphDocument, GraphNode } from '../../../engine/document/document.ts';
import { removeNodes, setParameter } from '../../../engine/document/edit.ts';
import { findLayer } from '../../../engine/layers/index.ts';
import type { AnyLayerDefinition } from '../../../engine/layers/layer.ts';
import { analyzeDocument } from '../../../engine/network/analyze.ts';
import { describeLayer } from '../../../engine/network/layer-facts.ts';
import { orderNodes } from '../../../engine/network/order.ts';
import { type LayerSketch, sketchDocument } from '../../helpers/networks.ts';

const definitionOf = (node: GraphNode): AnyLayerDefinition => findLayer(node.type) as AnyLayerDefinition;
const ending: readonly LayerSketch[] = [
  { type: 'globalPool2d', id: 'mean' },
  { type: 'dense', id: 'dense', parameters: { units: 3 } },
  { type: 'classification', id: 'out' },
];

const oneOf = <T>(random: Random, list: readonly T[]): T => list[random.integer(list.length)] as T;

function randomLayer(random: Random, index: number): LayerSketch {
  const id = `n${index}`;
  return oneOf<() => LayerSketch>(random, [
    () => ({
      type: 'conv2d',
      id,
      parameters: { filters: 1 + random.integer(4), kernelSize: [1 + random.integer(5), 1 + random.integer(5)] },
    }),
    () => ({ type: 'conv2d', id, parameters: { filters: 2, padding: 'valid' } }),
    () => ({ type: 'pool2d', id }),
    () => ({ type: 'batchNorm', id }),
    () => ({ type: 'activation', id }),
    () => ({ type: 'dropout', id }),
    () => ({ type: 'add', id, from: [`n${index - 1}`, `n${random.integer(index)}`] }),
  ])();
}

function randomDocument(random: Random): GraphDocument {
  const sizes = random.integer(3) === 0 ? { sizes: 'any', step: 4, largest: 64 } : {};
  const input: LayerSketch = { type: 'input', id: 'n0', parameters: { height: 8 + random.integer(9), width: 12, channels: 2, ...sizes } };
  const body = Array.from({ length: 6 + random.integer(12) }, (_, index) => randomLayer(random, index + 1));
  return sketchDocument([input, ...body, ...ending]);
}

/** An edit as the inspector makes it, or one that makes another layer of the same parameters. */
function editAtRandom(document: GraphDocument, random: Random): GraphDocument {
  const node = oneOf(random, document.nodes);
  const swapped = new Map([
    ['activation', 'dropout'],
    ['dropout', 'activation'],
    ['batchNorm', 'flatten'],
  ]).get(node.type);
  if (node.type === 'conv2d') {
    const [name, value] = oneOf<readonly [string, number | boolean | [number, number]]>(random, [
      ['filters', 1 + random.integer(5)],
      ['bias', random.integer(2) === 0],
      ['kernelSize', [1 + random.integer(4), 3]],
    ]);
    return setParameter(document, node.id, name, value);
  }
  if (node.type === 'input') return setParameter(document, node.id, 'height', 6 + random.integer(12));
  if (swapped !== undefined && random.integer(2) === 0) {
    // the very same object of parameters, as another type reads it
    return { ...document, nodes: document.nodes.map((other) => (other === node ? { ...node, type: swapped } : other)) };
  }
  return random.integer(8) === 0
    ? removeNodes(document, new Set([node.id]))
    : setParameter(document, 'dense', 'units', 2 + random.integer(9));
}

/** Asks every layer anew. */
function expectFresh(document: GraphDocument): { fitting: number; misfitting: number } {
  const { nodes, network } = analyzeDocument(document);
  const count = { fitting: 0, misfitting: 0 };
  for (const node of document.nodes) {
    const { inputShapes, outputShape, outputShapes, parameterCount, multiplyAdds } = nodes.get(node.id) ?? {};
    if (inputShapes === undefined) continue;
    const fresh = describeLayer(definitionOf(node), node.parameters, inputShapes);
    if (fresh.kind === 'misfit') {
      expect(outputShape).toBeUndefined();
      count.misfitting++;
      continue;
    }
    const { weights, hasOwnOutput, trainableCount } = fresh;
    const told = { outputShape, outputShapes, multiplyAdds, parameterCount };
    expect(told).toEqual({
      outputShape: fresh.outputShape,
      outputShapes: fresh.outputShapes,
      multiplyAdds: fresh.multiplyAdds,
      parameterCount: trainableCount,
    });
    const layer = network?.layers.find(({ id }) => id === node.id);
    if (layer !== undefined) expect(layer).toMatchObject({ weights, hasOwnOutput, outputShape: fresh.outputShape });
    count.fitting++;
  }
  // other objects with the same edges: nothing is remembered of them
  expect(orderNodes(document)).toEqual(orderNodes({ ...document, edges: [...document.edges] }));
  return count;
}

describe('what is remembered of layers', () => {
  it('is what they say anew, in random networks and after random edits', () => {
    const random = createRandom(7);
    const seen = { fitting: 0, misfitting: 0 };
    for (let network = 0; network < 40; network++) {
      let document = randomDocument(random);
      for (let edit = 0; edit < 12; edit++) {
        const { fitting, misfitting } = expectFresh(document);
        seen.fitting += fitting;
        seen.misfitting += misfitting;
        document = editAtRandom(document, random);
      }
    }
    expect(seen.fitting).toBeGreaterThan(3000);
    expect(seen.misfitting).toBeGreaterThan(20);
  });

  it('spares all layers but the edited one and those whose inputs change', () => {
    const input: LayerSketch = { type: 'input', id: 'in', parameters: { height: 8, width: 8, channels: 1 } };
    const convolutions = Array.from(
      { length: 9 },
      (_, index): LayerSketch => ({
        type: 'conv2d',
        id: `c${index}`,
        parameters: { filters: 31 + index },
      }),
    );
    const document = sketchDocument([input, ...convolutions, ...ending]);
    const definition = definitionOf({ id: '', type: 'conv2d', parameters: {}, position: { x: 0, y: 0 } });
    const compute = vi.spyOn(definition as { compute: AnyLayerDefinition['compute'] }, 'compute');
    const callsOf = (edited: GraphDocument): number => {
      compute.mockClear();
      analyzeDocument(edited);
      return compute.mock.calls.length;
    };
    expect(callsOf(document)).toBe(9);
    expect(callsOf(document)).toBe(0);
    expect(callsOf(setParameter(document, 'c4', 'bias', false))).toBe(1);
    expect(callsOf(setParameter(document, 'c4', 'filters', 97))).toBe(2);
    // read from a file again: other objects, the same layers
    expect(callsOf(sketchDocument([input, ...convolutions, ...ending]))).toBe(0);
    compute.mockRestore();
  });

  it('is an order that follows the nodes, where edges stay and a node goes or has another name', () => {
    const document = sketchDocument([
      { type: 'input', id: 'in', parameters: { height: 8, width: 8, channels: 1 } },
      { type: 'activation', id: 'a' },
      { type: 'activation', id: 'b', from: ['in'] },
      { type: 'add', id: 'sum', from: ['a', 'b'] },
    ]);
    expect(orderNodes(document).order).toEqual(['in', 'a', 'b', 'sum']);
    const others = { ...document, nodes: document.nodes.filter(({ id }) => id !== 'b') };
    expect(orderNodes(others).order).toEqual(['in', 'a']);
    const renamed = { ...document, nodes: document.nodes.map((node) => (node.id === 'b' ? { ...node, id: 'c' } : node)) };
    expect(orderNodes(renamed).order).toEqual(['in', 'c', 'a']);
  });
});
