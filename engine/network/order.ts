// The order of execution of a graph, and the edges that make one impossible.
import type { GraphDocument, GraphEdge, GraphNode } from '../document/document.ts';

export interface GraphOrder {
  /** Ids of nodes, every source before its targets; nodes on or behind a cycle are missing. */
  readonly order: readonly string[];
  /** One edge of each cycle: removing them leaves none. */
  readonly cyclic: readonly GraphEdge[];
  readonly incoming: ReadonlyMap<string, readonly GraphEdge[]>;
  readonly outgoing: ReadonlyMap<string, readonly GraphEdge[]>;
}

function groupEdges(document: GraphDocument, end: 'source' | 'target'): Map<string, GraphEdge[]> {
  const groups = new Map<string, GraphEdge[]>(document.nodes.map((node) => [node.id, []]));
  for (const edge of document.edges) groups.get(edge[end])?.push(edge);
  return groups;
}

/** Depth-first, without recursion; an edge back to a node still open closes a cycle. */
function findCyclicEdges(document: GraphDocument, outgoing: ReadonlyMap<string, readonly GraphEdge[]>): GraphEdge[] {
  const state = new Map<string, 'open' | 'done'>();
  const cyclic: GraphEdge[] = [];
  for (const root of document.nodes) {
    if (state.has(root.id)) continue;
    const stack = [{ id: root.id, next: 0 }];
    state.set(root.id, 'open');
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const edge = outgoing.get(top.id)?.[top.next++];
      if (edge === undefined) {
        state.set(top.id, 'done');
        stack.pop();
      } else if (state.get(edge.target) === 'open') {
        cyclic.push(edge);
      } else if (!state.has(edge.target)) {
        state.set(edge.target, 'open');
        stack.push({ id: edge.target, next: 0 });
      }
    }
  }
  return cyclic;
}

/** The order that was found last for these edges, and the nodes it was found for: the edit of a field keeps the edges as they are. */
const latestOrders = new WeakMap<readonly GraphEdge[], { readonly nodes: readonly GraphNode[]; readonly order: GraphOrder }>();

/** Kahn's algorithm; among the nodes that are ready, the one that stands first in the document comes first. */
export function orderNodes(document: GraphDocument): GraphOrder {
  const { nodes, edges } = document;
  const latest = latestOrders.get(edges);
  if (latest?.nodes.length === nodes.length && nodes.every(({ id }, index) => id === latest.nodes[index]?.id)) return latest.order;
  const order = findOrder(document);
  latestOrders.set(edges, { nodes, order });
  return order;
}

function findOrder(document: GraphDocument): GraphOrder {
  const incoming = groupEdges(document, 'target');
  const outgoing = groupEdges(document, 'source');
  const waiting = new Map(document.nodes.map((node) => [node.id, incoming.get(node.id)?.length ?? 0]));
  const ready = document.nodes.filter((node) => waiting.get(node.id) === 0).map((node) => node.id);
  const order: string[] = [];
  for (let index = 0; index < ready.length; index++) {
    const id = ready[index] as string;
    order.push(id);
    for (const edge of outgoing.get(id) ?? []) {
      const left = (waiting.get(edge.target) ?? 0) - 1;
      waiting.set(edge.target, left);
      if (left === 0) ready.push(edge.target);
    }
  }
  return { order, cyclic: order.length === document.nodes.length ? [] : findCyclicEdges(document, outgoing), incoming, outgoing };
}

/** All ids reached from `start` along edges. */
export function reachableFrom(
  start: readonly string[],
  edges: ReadonlyMap<string, readonly GraphEdge[]>,
  end: 'source' | 'target',
): Set<string> {
  const reached = new Set(start);
  const open = [...start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const edge of edges.get(id) ?? []) {
      if (reached.has(edge[end])) continue;
      reached.add(edge[end]);
      open.push(edge[end]);
    }
  }
  return reached;
}
