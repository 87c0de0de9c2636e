// Editing: pure steps from one document to the next.
import { describe, expect, it } from 'vitest';
import { addNode, applyChanges, connect, createNode, removeNodes, wouldCloseCycle } from '../../../engine/document/edit.ts';
import { sketchDocument } from '../../helpers/networks.ts';

const chain = sketchDocument([
  { type: 'input', id: 'in' },
  { type: 'conv2d', id: 'conv' },
  { type: 'dense', id: 'dense' },
]);

describe('editing a document', () => {
  it('never changes the document it was given', () => {
    const before = JSON.stringify(chain);
    connect(removeNodes(addNode(chain, createNode(chain, 'add', { x: 0, y: 0 })), new Set(['conv'])), 'in', 'dense');
    expect(JSON.stringify(chain)).toBe(before);
  });

  it('removes the edges of a removed node', () => {
    expect(removeNodes(chain, new Set(['conv'])).edges).toEqual([]);
  });

  it('replaces the edge of a layer that takes one input, and keeps those of one that takes several', () => {
    expect(connect(chain, 'in', 'dense').edges.filter((edge) => edge.target === 'dense')).toMatchObject([{ source: 'in' }]);
    const withAdd = addNode(chain, { ...createNode(chain, 'add', { x: 0, y: 0 }), id: 'sum' });
    const joined = connect(connect(withAdd, 'in', 'sum'), 'conv', 'sum');
    expect(joined.edges.filter((edge) => edge.target === 'sum').map((edge) => edge.source)).toEqual(['in', 'conv']);
  });

  it('knows when a connection would close a circle', () => {
    expect(wouldCloseCycle(chain, 'dense', 'in')).toBe(true);
    expect(wouldCloseCycle(chain, 'in', 'dense')).toBe(false);
    expect(wouldCloseCycle(chain, 'conv', 'conv')).toBe(true);
  });

  it('inserts a layer into an edge without changing the order of inputs', () => {
    const merged = sketchDocument([
      { type: 'input', id: 'in' },
      { type: 'conv2d', id: 'a' },
      { type: 'conv2d', id: 'b', from: ['in'] },
      { type: 'concat', id: 'both', from: ['a', 'b'] },
    ]);
    const [edge] = merged.edges.filter((candidate) => candidate.source === 'a');
    const changed = applyChanges(merged, [{ kind: 'insert-node', type: 'activation', edge: edge?.id ?? '' }]);
    expect(changed.edges.filter((candidate) => candidate.target === 'both').map((candidate) => candidate.source)).toEqual([
      'activation1',
      'b',
    ]);
    expect(changed.edges.filter((candidate) => candidate.target === 'activation1').map((candidate) => candidate.source)).toEqual(['a']);
  });
});
