// How much of the canvas an edit touches, counted: what has not changed stays the same object, for which React renders nothing.
import { beforeEach, describe, expect, it } from 'vitest';
import { deriveFlow, type FlowState } from '../../renderer/canvas/flow-store.ts';
import { detailAt } from '../../renderer/canvas/use-detail.ts';
import { viewDocument } from '../../renderer/document/analysis.ts';
import { getDocument, replaceDocument, undoEdit } from '../../renderer/document/document.ts';
import { moveLayers, renameLayer, setLayerParameter } from '../../renderer/document/edit.ts';
import { select } from '../../renderer/document/selection.ts';
import { createFaceReader, type LayerFace } from '../../renderer/document/use-node.ts';
import { runStore } from '../../renderer/runs/run.ts';
import { deriveProblems } from '../../renderer/runs/use-problems.ts';
import { makeNetwork } from '../bench/canvas/layers.ts';

const layers = 200;
const network = makeNetwork(layers);
let readers: ReadonlyMap<string, ReturnType<typeof createFaceReader>>;
let faces: ReadonlyMap<string, LayerFace | undefined>;

/** The layers whose face is another object than the last time. */
function changedLayers(): string[] {
  const view = viewDocument(getDocument());
  const next = new Map([...readers].map(([id, read]) => [id, read(view)]));
  const changed = [...next].flatMap(([id, face]) => (face === faces.get(id) ? [] : [id]));
  faces = next;
  return changed;
}

const countOther = (former: FlowState, next: FlowState) => ({
  nodes: next.nodes.filter((node) => !former.nodes.includes(node)).length,
  edges: next.edges.filter((edge) => !former.edges.includes(edge)).length,
});

beforeEach(() => {
  replaceDocument(network, { unsaved: false });
  select({});
  readers = new Map(getDocument().nodes.map(({ id }) => [id, createFaceReader(id, 'en')]));
  faces = new Map();
  expect(changedLayers()).toHaveLength(layers);
});

describe('of a network of 200 layers', () => {
  it('a field that no other layer follows renders one', () => {
    setLayerParameter('n1', 'bias', false);
    expect(changedLayers()).toEqual(['n1']);
    undoEdit();
    expect(changedLayers()).toEqual(['n1']);
  });

  it('a field renders the layers whose size follows it, and no others', () => {
    setLayerParameter('n1', 'filters', 5);
    // up to the next convolution, which takes five maps and gives four
    expect(changedLayers()).toEqual(['n1', 'n2', 'n3', 'n4']);
  });

  it('a name renders one, and moving renders none', () => {
    renameLayer('n7', 'Seventh');
    expect(changedLayers()).toEqual(['n7']);
    moveLayers(new Map([['n7', { x: 1, y: 2 }]]));
    expect(changedLayers().length).toBeLessThanOrEqual(1); // its node is another, with the same face
  });

  it('a field is nothing to React Flow: both of its lists stay what they were', () => {
    const before = deriveFlow({ nodes: [], edges: [] });
    setLayerParameter('n1', 'filters', 5);
    const after = deriveFlow(before);
    expect(after.nodes).toBe(before.nodes);
    expect(after.edges).toBe(before.edges);
  });

  it('moving or selecting one hands React Flow one other node, and the edges as they were', () => {
    const before = deriveFlow({ nodes: [], edges: [] });
    moveLayers(new Map([['n7', { x: 1, y: 2 }]]));
    const moved = deriveFlow(before);
    expect(countOther(before, moved)).toEqual({ nodes: 1, edges: 0 });
    expect(moved.edges).toBe(before.edges);
    select({ nodes: ['n9'] });
    expect(countOther(moved, deriveFlow(moved))).toEqual({ nodes: 1, edges: 0 });
  });
});

it('the canvas shows less the farther out it is', () => {
  expect([1, 0.32, 0.31, 0.16, 0.15, 0.04].map(detailAt)).toEqual(['full', 'full', 'low', 'low', 'least', 'least']);
});

describe('what is wrong, by layer and connection', () => {
  const derive = () => deriveProblems({ node: new Map(), edge: new Map() });
  const listAll = ({ node, edge }: ReturnType<typeof derive>) => [...node, ...edge];

  it('stays the same object for all that an edit does not make wrong or right', () => {
    expect(listAll(derive())).toEqual([]);
    setLayerParameter('n4', 'filters', 5); // the sum behind it takes two of one size
    const before = derive();
    expect(listAll(before).length).toBeGreaterThan(0);
    renameLayer('n7', 'Seventh');
    const after = deriveProblems(before);
    const known = new Map(listAll(before));
    expect(listAll(after).map(([id, problems]) => problems === known.get(id))).toEqual(listAll(before).map(() => true));
    undoEdit();
    undoEdit();
    expect(listAll(deriveProblems(after))).toEqual([]);
  });

  it('says a refusal once, also where the document says the same', () => {
    setLayerParameter('n4', 'filters', 5);
    const before = derive();
    runStore.setState({ refusals: listAll(before).flatMap(([, { problems }]) => problems) });
    expect(derive()).toEqual(before);
    runStore.setState({ refusals: [] });
  });
});
