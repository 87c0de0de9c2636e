// Copying layers with the connections among them, and pasting them with fresh ids. The clipboard is the window's own.
import type { GraphDocument, GraphEdge, GraphNode } from '../../engine/document/document.ts';
import { addNode, connect, createNode, removeNodes } from '../../engine/document/edit.ts';
import { edit, getDocument } from '../stores/document.ts';
import { select, selectionStore } from '../stores/selection.ts';
import { plural } from '../ui/numbers.ts';

interface Fragment {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

const pasteOffset = 32;
let clipboard: Fragment = { nodes: [], edges: [] };
let pastes = 0;

export const canPaste = (): boolean => clipboard.nodes.length > 0;

function takeSelection(): Fragment {
  const document = getDocument();
  const chosen = new Set(selectionStore.getState().nodes);
  return {
    nodes: document.nodes.filter((node) => chosen.has(node.id)),
    edges: document.edges.filter((edge) => chosen.has(edge.source) && chosen.has(edge.target)),
  };
}

export function copySelection(): void {
  const fragment = takeSelection();
  if (fragment.nodes.length === 0) return;
  clipboard = fragment;
  pastes = 0;
}

export function cutSelection(): void {
  copySelection();
  const ids = new Set(selectionStore.getState().nodes);
  if (ids.size > 0) edit({ name: `Cut ${plural(ids.size, 'layer')}` }, (document) => removeNodes(document, ids));
}

export function paste(): void {
  if (!canPaste()) return;
  pastes++;
  insertFragment(`Paste ${plural(clipboard.nodes.length, 'layer')}`, clipboard, pasteOffset * pastes);
}

export function duplicateSelection(): void {
  const fragment = takeSelection();
  if (fragment.nodes.length > 0) insertFragment(`Duplicate ${plural(fragment.nodes.length, 'layer')}`, fragment, pasteOffset);
}

function insertFragment(name: string, fragment: Fragment, offset: number): void {
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
      if (source !== undefined && target !== undefined) next = connect(next, source, target);
    }
    return next;
  });
  select({ nodes: [...ids.values()] });
}
