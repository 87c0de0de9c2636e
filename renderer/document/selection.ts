// Which layers and connections are selected. Ids that have left the document are dropped as soon as it changes.
import { createStore } from 'zustand/vanilla';
import { documentStore, selectDocument } from './document.ts';

export interface SelectionState {
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
}

export const selectionStore = createStore<SelectionState>()(() => ({ nodes: [], edges: [] }));

export function select(selection: Partial<SelectionState>): void {
  selectionStore.setState({ nodes: selection.nodes ?? [], edges: selection.edges ?? [] });
}

export function clearSelection(): void {
  select({});
}

export function changeSelection(kind: 'nodes' | 'edges', changes: ReadonlyMap<string, boolean>): void {
  selectionStore.setState((state) => {
    const chosen = new Set(state[kind]);
    for (const [id, selected] of changes) {
      if (selected) chosen.add(id);
      else chosen.delete(id);
    }
    return { [kind]: [...chosen] };
  });
}

documentStore.subscribe((state) => {
  const document = selectDocument(state);
  const { nodes, edges } = selectionStore.getState();
  if (nodes.length + edges.length === 0) return;
  const keptNodes = nodes.filter((id) => document.nodes.some((node) => node.id === id));
  const keptEdges = edges.filter((id) => document.edges.some((edge) => edge.id === id));
  if (keptNodes.length !== nodes.length || keptEdges.length !== edges.length) select({ nodes: keptNodes, edges: keptEdges });
});
