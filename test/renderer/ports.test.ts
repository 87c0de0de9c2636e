// Connections between the ports of layers: which may be drawn, what the document says of them, and that editing keeps them.
import { beforeEach, describe, expect, it } from 'vitest';
import type { EdgePorts } from '../../engine/document/edit.ts';
import { deriveFlow } from '../../renderer/canvas/flow-store.ts';
import { copySelection, paste } from '../../renderer/document/clipboard.ts';
import { getDocument, redoEdit, resetDocument, undoEdit } from '../../renderer/document/document.ts';
import { addLayerAt, canConnect, canInsert, connectLayers, deleteSelection, insertLayer } from '../../renderer/document/edit.ts';
import { select } from '../../renderer/document/selection.ts';

const switches: EdgePorts = { sourcePort: 'switches', targetPort: 'switches' };
const edges = (): string[] =>
  getDocument().edges.map(
    ({ source, sourcePort, target, targetPort }) =>
      `${source}${sourcePort ? `:${sourcePort}` : ''} ${target}${targetPort ? `:${targetPort}` : ''}`,
  );

function drawCoder(): void {
  for (const type of ['input', 'pool2d', 'unpool2d']) addLayerAt(type, { x: 0, y: 0 });
  connectLayers('input1', 'pool2d1');
  connectLayers('pool2d1', 'unpool2d1');
  connectLayers('pool2d1', 'unpool2d1', switches);
}

beforeEach(() => {
  resetDocument();
  select({});
});

describe('connections between ports', () => {
  it('say which ports they are between, as far as that is not the first or only one of an output', () => {
    drawCoder();
    expect(edges()).toEqual(['input1 pool2d1', 'pool2d1 unpool2d1:x', 'pool2d1:switches unpool2d1:switches']);
  });

  it('are refused between values and positions, and a second time', () => {
    drawCoder();
    expect(canConnect('input1', 'unpool2d1', { targetPort: 'switches' })).toBe(false);
    expect(canConnect('pool2d1', 'unpool2d1', { sourcePort: 'switches' })).toBe(false);
    expect(canConnect('pool2d1', 'unpool2d1', switches)).toBe(false);
    expect(canConnect('pool2d1', 'unpool2d1')).toBe(false);
    expect(canConnect('input1', 'unpool2d1', { targetPort: 'x' })).toBe(true);
    expect(canConnect('input1', 'unpool2d1', { targetPort: 'y' })).toBe(false);
  });

  it('take the place of the one that ended at the same port', () => {
    drawCoder();
    connectLayers('input1', 'unpool2d1');
    expect(edges()).toEqual(['input1 pool2d1', 'pool2d1:switches unpool2d1:switches', 'input1 unpool2d1:x']);
  });

  it('are copied with their ports, undone and done again', () => {
    drawCoder();
    const drawn = edges();
    select({ nodes: ['pool2d1', 'unpool2d1'] });
    copySelection();
    paste();
    expect(edges().slice(3)).toEqual(['pool2d2 unpool2d2:x', 'pool2d2:switches unpool2d2:switches']);
    undoEdit();
    expect(edges()).toEqual(drawn);
    select({ edges: [getDocument().edges[2]?.id ?? ''] });
    deleteSelection();
    expect(edges()).toEqual(drawn.slice(0, 2));
    undoEdit();
    expect(edges()).toEqual(drawn);
    redoEdit();
    expect(edges()).toEqual(drawn.slice(0, 2));
  });

  it('take in a layer where values flow, and none where positions do', () => {
    drawCoder();
    const [, values = '', positions = ''] = getDocument().edges.map(({ id }) => id);
    expect([canInsert('conv2d', values), canInsert('conv2d', positions), canInsert('input', values)]).toEqual([true, false, false]);
    insertLayer('conv2d', values);
    expect(edges()).toEqual(['input1 pool2d1', 'conv2d1 unpool2d1:x', 'pool2d1:switches unpool2d1:switches', 'pool2d1 conv2d1']);
  });

  it('begin and end at the named places of their layers on the canvas, and have names of their own', () => {
    drawCoder();
    const [plain, first, named] = deriveFlow({ nodes: [], edges: [] }).edges;
    for (const edge of [plain, first]) expect(edge).not.toHaveProperty('sourceHandle');
    expect(first).not.toHaveProperty('targetHandle');
    expect(named).toMatchObject({
      sourceHandle: 'switches',
      targetHandle: 'switches',
      ariaLabel: 'Connection from pool2d1 (Positions) to unpool2d1 (Positions)',
    });
  });
});
