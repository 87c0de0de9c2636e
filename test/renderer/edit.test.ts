import { beforeEach, describe, expect, it } from 'vitest';
import type { Language } from '../../engine/base/messages.ts';
import { say } from '../../renderer/commands/command.ts';
import { copySelection, cutSelection, duplicateSelection, paste } from '../../renderer/document/clipboard.ts';
import { documentStore, getDocument, isUnsaved, redoEdit, resetDocument, undoEdit } from '../../renderer/document/document.ts';
import {
  addLayerAt,
  appendLayer,
  canConnect,
  connectLayers,
  deleteSelection,
  freezeLayer,
  insertLayer,
  moveLayers,
  renameLayer,
  selectAll,
  setLayerParameter,
  shareLayerWeights,
} from '../../renderer/document/edit.ts';
import { select, selectionStore } from '../../renderer/document/selection.ts';

const types = (): string[] => getDocument().nodes.map((node) => node.type);
const lastEdit = (language: Language = 'en'): string => say(documentStore.getState().history.past.at(-1)?.name ?? '', language);
const middle = { x: 0, y: 0 };

function drawChain(): void {
  for (const type of ['input', 'conv2d', 'flatten', 'dense', 'classification']) appendLayer(type, middle);
}

beforeEach(() => {
  resetDocument();
  select({});
});

describe('editing the drawing', () => {
  it('grows a connected chain when layers are appended one after the other', () => {
    drawChain();
    const { nodes, edges } = getDocument();
    expect(types()).toEqual(['input', 'conv2d', 'flatten', 'dense', 'classification']);
    expect(edges.map((edge) => [edge.source, edge.target])).toEqual(nodes.slice(1).map((node, index) => [nodes[index]?.id, node.id]));
    expect(new Set(nodes.map((node) => node.position.x)).size).toBe(5);
  });

  it('does not put two layers on one place', () => {
    appendLayer('input', middle);
    appendLayer('conv2d', middle);
    select({ nodes: ['input1'] });
    appendLayer('pool2d', middle);
    const places = getDocument().nodes.map(({ position }) => `${position.x} ${position.y}`);
    expect(new Set(places).size).toBe(3);
  });

  it('names each edit, and undoes and does it again', () => {
    drawChain();
    expect(lastEdit()).toBe('Add Classification output');
    select({ nodes: ['conv2d1', 'flatten1'] });
    deleteSelection();
    expect([lastEdit(), lastEdit('zh')]).toEqual(['Delete 2 layers', '删除 2 层']);
    expect(types()).toEqual(['input', 'dense', 'classification']);
    expect(getDocument().edges).toHaveLength(1);
    undoEdit();
    expect(getDocument().edges).toHaveLength(4);
    redoEdit();
    expect(types()).toEqual(['input', 'dense', 'classification']);
  });

  it('drops what left the document from the selection', () => {
    drawChain();
    selectAll();
    undoEdit();
    expect(selectionStore.getState().nodes).toEqual(['input1', 'conv2d1', 'flatten1', 'dense1']);
  });

  it('refuses connections that would close a cycle, repeat one, or end at an input', () => {
    drawChain();
    expect(canConnect('dense1', 'conv2d1')).toBe(false);
    expect(canConnect('input1', 'conv2d1')).toBe(false);
    expect(canConnect('conv2d1', 'input1')).toBe(false);
    expect(canConnect('conv2d1', 'conv2d1')).toBe(false);
    expect(canConnect('input1', 'dense1')).toBe(true);
    const before = getDocument();
    connectLayers('dense1', 'conv2d1');
    expect(getDocument()).toBe(before);
  });

  it('moves layers in one step while they are nudged quickly', () => {
    drawChain();
    const steps = documentStore.getState().history.past.length;
    for (let x = 1; x <= 5; x++) moveLayers(new Map([['conv2d1', { x, y: 7 }]]));
    expect(documentStore.getState().history.past).toHaveLength(steps + 1);
    expect(lastEdit()).toBe('Move 1 layer');
    expect(getDocument().nodes[1]?.position).toEqual({ x: 5, y: 7 });
  });

  it('names a parameter as its form does, and takes an empty name away', () => {
    drawChain();
    setLayerParameter('conv2d1', 'filters', 8);
    expect([lastEdit(), lastEdit('zh')]).toEqual(['Change filters', '更改卷积核数']);
    expect(getDocument().nodes[1]?.parameters['filters']).toBe(8);
    renameLayer('conv2d1', '  edges ');
    expect(getDocument().nodes[1]?.name).toBe('edges');
    renameLayer('conv2d1', ' ');
    expect(getDocument().nodes[1]).not.toHaveProperty('name');
  });

  it('copies layers with the connections among them, under new ids', () => {
    drawChain();
    select({ nodes: ['conv2d1', 'flatten1'] });
    copySelection();
    paste();
    paste();
    expect(types().filter((type) => type === 'conv2d')).toHaveLength(3);
    expect(getDocument().edges).toHaveLength(6);
    expect(new Set(getDocument().nodes.map((node) => node.id)).size).toBe(9);
    const [first, second, third] = getDocument().nodes.filter((node) => node.type === 'conv2d');
    expect(new Set([first?.position.x, second?.position.x, third?.position.x]).size).toBe(3);
    select({ nodes: ['conv2d1', 'flatten1'] });
    duplicateSelection();
    expect(lastEdit()).toBe('Duplicate 2 layers');
    expect(selectionStore.getState().nodes).not.toContain('conv2d1');
  });

  describe('of layers that share weights', () => {
    const weightsOf = (id: string): string | undefined => getDocument().nodes.find((node) => node.id === id)?.weightsOf;
    const isFrozen = (id: string): boolean | undefined => getDocument().nodes.find((node) => node.id === id)?.frozen;
    const draw = (): void => {
      for (const type of ['input', 'conv2d', 'conv2d', 'conv2d', 'conv2d', 'flatten']) appendLayer(type, middle);
      shareLayerWeights('conv2d3', 'conv2d2');
    };

    it('copies them so that they share with the owner, or with its copy where that is copied too', () => {
      draw();
      select({ nodes: ['conv2d3'] });
      duplicateSelection();
      expect(weightsOf('conv2d5')).toBe('conv2d2');
      // the one that shares stands first
      select({ nodes: ['conv2d2', 'conv2d3'] });
      copySelection();
      paste();
      expect([weightsOf('conv2d6'), weightsOf('conv2d7')]).toEqual([undefined, 'conv2d6']);
      expect(weightsOf('conv2d3')).toBe('conv2d2');
    });

    it('gives a copy weights of its own where the owner is gone, or another document is open', () => {
      draw();
      select({ nodes: ['conv2d3'] });
      copySelection();
      select({ nodes: ['conv2d2'] });
      deleteSelection();
      expect(weightsOf('conv2d3')).toBeUndefined();
      paste();
      expect(weightsOf('conv2d2')).toBeUndefined();
      resetDocument();
      for (const type of ['input', 'conv2d', 'conv2d']) appendLayer(type, middle);
      paste();
      expect(types()).toHaveLength(4);
      expect(getDocument().nodes.some((node) => node.weightsOf !== undefined)).toBe(false);
    });

    it('lets all who shared with a layer follow it to another owner, and undoes that in one step', () => {
      draw();
      shareLayerWeights('conv2d2', 'conv2d4');
      expect(lastEdit()).toBe('Share weights');
      expect([weightsOf('conv2d2'), weightsOf('conv2d3')]).toEqual(['conv2d4', 'conv2d4']);
      undoEdit();
      expect([weightsOf('conv2d2'), weightsOf('conv2d3')]).toEqual([undefined, 'conv2d2']);
      shareLayerWeights('conv2d3', null);
      expect(weightsOf('conv2d3')).toBeUndefined();
      expect(lastEdit()).toBe('Use weights of its own');
    });

    it('freezes the owner, whichever of them is frozen', () => {
      draw();
      freezeLayer('conv2d3', true);
      expect([isFrozen('conv2d2'), isFrozen('conv2d3')]).toEqual([true, undefined]);
      expect(lastEdit()).toBe('Freeze weights');
      freezeLayer('conv2d2', false);
      expect(isFrozen('conv2d2')).toBeUndefined();
      expect(lastEdit()).toBe('Let weights learn');
    });
  });

  it('cuts as one edit', () => {
    drawChain();
    select({ nodes: ['classification1'] });
    cutSelection();
    expect([lastEdit(), types().length]).toEqual(['Cut 1 layer', 4]);
    paste();
    expect(types()).toContain('classification');
  });

  it('puts a layer into a connection and selects it', () => {
    drawChain();
    const edge = getDocument().edges[0]?.id ?? '';
    insertLayer('batchNorm', edge);
    expect(selectionStore.getState().nodes).toEqual(['batchNorm1']);
    expect(getDocument().edges.some((candidate) => candidate.source === 'input1' && candidate.target === 'batchNorm1')).toBe(true);
    expect(getDocument().edges).toHaveLength(5);
  });

  it('is saved again once everything was undone', () => {
    expect(isUnsaved(documentStore.getState())).toBe(false);
    addLayerAt('input', middle);
    expect(isUnsaved(documentStore.getState())).toBe(true);
    undoEdit();
    expect(isUnsaved(documentStore.getState())).toBe(false);
  });
});
