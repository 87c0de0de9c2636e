// Copying layers with the connections among them, and pasting them with fresh ids. The clipboard is the window's own.
import { createStore } from 'zustand/vanilla';
import type { GraphDocument, GraphEdge, GraphNode } from '../../engine/document/document.ts';
import { inputPort } from '../../engine/document/edge-ports.ts';
import { addNode, connect, createNode, type EdgePorts, removeNodes, setNodeProperty } from '../../engine/document/edit.ts';
import { type Sentence, sentence } from '../../engine/words/texts.ts';
import { edit, getDocument, getSession } from './document.ts';
import { select, selectionStore } from './selection.ts';
import { editTexts } from './words.ts';

interface Fragment {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** The document it was taken from, of those that have been on the screen. */
  readonly session: number;
}

const pasteOffset = 32;
export const clipboardStore = createStore<Fragment>()(() => ({ nodes: [], edges: [], session: 0 }));
let pastes = 0;

export const canPaste = (): boolean => clipboardStore.getState().nodes.length > 0;

function takeSelection(): Fragment {
  const document = getDocument();
  const chosen = new Set(selectionStore.getState().nodes);
  return {
    nodes: document.nodes.filter((node) => chosen.has(node.id)),
    edges: document.edges.flatMap((edge) => {
      if (!chosen.has(edge.source) || !chosen.has(edge.target)) return [];
      // which input it takes may follow from edges that are not copied: from now on the edge says it
      const input = inputPort(document, edge);
      return input === undefined ? edge : { ...edge, targetPort: input.name };
    }),
    session: getSession(),
  };
}

export function copySelection(): void {
  const fragment = takeSelection();
  if (fragment.nodes.length === 0) return;
  clipboardStore.setState(fragment, true);
  pastes = 0;
}

export function cutSelection(): void {
  copySelection();
  const ids = new Set(selectionStore.getState().nodes);
  if (ids.size > 0) edit({ name: sentence(editTexts, 'cut', { count: ids.size }) }, (document) => removeNodes(document, ids));
}

export function paste(): void {
  if (!canPaste()) return;
  const clipboard = clipboardStore.getState();
  pastes++;
  insertFragment(sentence(editTexts, 'paste', { count: clipboard.nodes.length }), clipboard, pasteOffset * pastes);
}

export function duplicateSelection(): void {
  const fragment = takeSelection();
  const count = fragment.nodes.length;
  if (count > 0) insertFragment(sentence(editTexts, 'duplicate', { count }), fragment, pasteOffset);
}

/** A copy of one that shares weights shares with the copy of their owner, else with the owner, where that is still there. */
function shareAlike(document: GraphDocument, copies: ReadonlyMap<string, string>, session: number): GraphDocument {
  const copied = new Set(copies.values());
  const isHere = (id: string): boolean => session === getSession() && document.nodes.some((node) => node.id === id && !copied.has(id));
  const nodes = document.nodes.map((node) => {
    if (!copied.has(node.id) || node.weightsOf === undefined) return node;
    const owner = copies.get(node.weightsOf) ?? (isHere(node.weightsOf) ? node.weightsOf : null);
    return setNodeProperty(node, 'weightsOf', owner);
  });
  return { ...document, nodes };
}

const portsOf = ({ sourcePort, targetPort }: GraphEdge): EdgePorts => ({
  ...(sourcePort === undefined ? {} : { sourcePort }),
  ...(targetPort === undefined ? {} : { targetPort }),
});

function insertFragment(name: Sentence, fragment: Fragment, offset: number): void {
  const ids = new Map<string, string>();
  edit({ name }, (document) => {
    let next: GraphDocument = document;
    for (const node of fragment.nodes) {
      const position = { x: node.position.x + offset, y: node.position.y + offset };
      const copy = { ...node, id: createNode(next, node.type, position).id, position };
      ids.set(node.id, copy.id);
      next = addNode(next, copy);
    }
    for (const edge of fragment.edges) {
      const source = ids.get(edge.source);
      const target = ids.get(edge.target);
      if (source !== undefined && target !== undefined) next = connect(next, source, target, portsOf(edge));
    }
    return shareAlike(next, ids, fragment.session);
  });
  select({ nodes: [...ids.values()] });
}
