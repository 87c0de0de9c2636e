// Editing a document: pure functions from one document to the next. Undo keeps the documents, so nothing here mutates.
import type { DocumentChange } from '../base/diagnostics.ts';
import { assertNever, defaultParameters, type Parameters, type ParameterValue } from '../base/fields.ts';
import { findLayer } from '../layers/index.ts';
import type { GraphDocument, GraphEdge, GraphNode } from './document.ts';
import { inputPort } from './edge-ports.ts';

/** The first of `stem1`, `stem2`, … that is not taken. */
export function freshId(stem: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const id = `${stem}${number}`;
    if (!taken.has(id)) return id;
  }
}

/** Ports of an edge; the first output and the next free input where absent. */
export interface EdgePorts {
  readonly sourcePort?: string;
  readonly targetPort?: string;
}

function freshEdge(document: GraphDocument, source: string, target: string, ports: EdgePorts = {}): GraphEdge {
  return { id: freshId('edge', new Set(document.edges.map((edge) => edge.id))), source, target, ...ports };
}

/** A new node with default parameters and a fresh id. Throws on a type that does not exist. */
export function createNode(document: GraphDocument, type: string, position: { readonly x: number; readonly y: number }): GraphNode {
  const definition = findLayer(type);
  if (definition === undefined) throw new Error(`no layer type ${type}`);
  const id = freshId(type, new Set(document.nodes.map((node) => node.id)));
  return { id, type, parameters: defaultParameters(definition.fields), position };
}

export function addNode(document: GraphDocument, node: GraphNode): GraphDocument {
  return { ...document, nodes: [...document.nodes, node] };
}

/** Who has weights from now on of those that shared the weights of a removed node: the first of them, for all. */
function findHeirs(document: GraphDocument, removed: ReadonlySet<string>): ReadonlyMap<string, string> {
  const heirs = new Map<string, string>();
  for (const { id, weightsOf } of document.nodes)
    if (weightsOf !== undefined && removed.has(weightsOf) && !removed.has(id) && !heirs.has(weightsOf)) heirs.set(weightsOf, id);
  return heirs;
}

/** Removes nodes and every edge at them. Layers that shared the weights of a removed one go on sharing: the first of them owns them. */
export function removeNodes(document: GraphDocument, ids: ReadonlySet<string>): GraphDocument {
  const heirs = findHeirs(document, ids);
  const adopt = (node: GraphNode): GraphNode => {
    const heir = heirs.get(node.weightsOf ?? '');
    if (heir === undefined) return node;
    if (heir !== node.id) return setNodeProperty(node, 'weightsOf', heir);
    const isFrozen = document.nodes.some(({ id, frozen }) => id === node.weightsOf && frozen === true);
    return setNodeProperty(setNodeProperty(node, 'weightsOf', null), 'frozen', isFrozen);
  };
  return {
    ...document,
    nodes: document.nodes.filter((node) => !ids.has(node.id)).map(adopt),
    edges: document.edges.filter((edge) => !ids.has(edge.source) && !ids.has(edge.target)),
  };
}

/** True where `target` already feeds `source`, directly or not, or is it. */
export function wouldCloseCycle(document: GraphDocument, source: string, target: string): boolean {
  const reached = new Set<string>([target]);
  const open = [target];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === source) return true;
    for (const edge of document.edges) {
      if (edge.source === id && !reached.has(edge.target)) {
        reached.add(edge.target);
        open.push(edge.target);
      }
    }
  }
  return false;
}

/** Connects two nodes. A target that takes one input only, or one at this port, gets the new edge instead of its old one. */
export function connect(document: GraphDocument, source: string, target: string, ports: EdgePorts = {}): GraphDocument {
  const node = document.nodes.find((candidate) => candidate.id === target);
  const single = node !== undefined && findLayer(node.type)?.inputs.maximum === 1;
  const isReplaced = (edge: GraphEdge): boolean =>
    edge.target === target && (single || (ports.targetPort !== undefined && inputPort(document, edge)?.name === ports.targetPort));
  const edges = document.edges.filter((edge) => !isReplaced(edge));
  return { ...document, edges: [...edges, freshEdge(document, source, target, ports)] };
}

export function removeEdges(document: GraphDocument, ids: ReadonlySet<string>): GraphDocument {
  return { ...document, edges: document.edges.filter((edge) => !ids.has(edge.id)) };
}

export function updateNode(document: GraphDocument, id: string, update: (node: GraphNode) => GraphNode): GraphDocument {
  return { ...document, nodes: document.nodes.map((node) => (node.id === id ? update(node) : node)) };
}

export function setParameter(document: GraphDocument, id: string, name: string, value: ParameterValue): GraphDocument {
  return updateNode(document, id, (node) => ({ ...node, parameters: { ...node.parameters, [name]: value } }));
}

export function moveNodes(
  document: GraphDocument,
  positions: ReadonlyMap<string, { readonly x: number; readonly y: number }>,
): GraphDocument {
  return {
    ...document,
    nodes: document.nodes.map((node) => {
      const position = positions.get(node.id);
      return position === undefined ? node : { ...node, position };
    }),
  };
}

/** A node with whether it is frozen, or whose weights it uses; null or false takes it away. */
export function setNodeProperty(node: GraphNode, name: 'frozen' | 'weightsOf', value: boolean | string | null): GraphNode {
  const { [name]: _, ...rest } = node;
  return value === null || value === false ? rest : { ...rest, [name]: value };
}

/**
 * Lets a node use the weights of `owner`, or its own where that is null. Those that used the node's own weights follow it to the
 * owner, and whether they are frozen is the owner's to say.
 */
export function shareWeights(document: GraphDocument, id: string, owner: string | null): GraphDocument {
  const isMoved = (node: GraphNode): boolean => node.id === id || (owner !== null && node.weightsOf === id);
  const move = (node: GraphNode): GraphNode => setNodeProperty(setNodeProperty(node, 'frozen', null), 'weightsOf', owner);
  return { ...document, nodes: document.nodes.map((node) => (isMoved(node) ? move(node) : node)) };
}

/** Freezes the weights that a node uses, or lets them learn: its own, or those of their owner. */
export function freezeWeights(document: GraphDocument, id: string, isFrozen: boolean): GraphDocument {
  const owner = document.nodes.find((node) => node.id === id)?.weightsOf ?? id;
  return updateNode(document, owner, (node) => setNodeProperty(node, 'frozen', isFrozen));
}

function insertNode(document: GraphDocument, type: string, edgeId: string, parameters: Parameters = {}): GraphDocument {
  const edge = document.edges.find((candidate) => candidate.id === edgeId);
  const source = document.nodes.find((node) => node.id === edge?.source);
  const target = document.nodes.find((node) => node.id === edge?.target);
  if (edge === undefined || source === undefined || target === undefined) return document;
  const middle = { x: (source.position.x + target.position.x) / 2, y: (source.position.y + target.position.y) / 2 };
  const plain = createNode(document, type, middle);
  const node = { ...plain, parameters: { ...plain.parameters, ...parameters } };
  // the edge's place in the list is the order of the target's inputs: replace it where it stands
  const { sourcePort, ...withoutPort } = edge;
  const after = { ...withoutPort, source: node.id };
  const edges = document.edges.map((candidate) => (candidate.id === edgeId ? after : candidate));
  return {
    ...document,
    nodes: [...document.nodes, node],
    edges: [...edges, freshEdge(document, edge.source, node.id, sourcePort === undefined ? {} : { sourcePort })],
  };
}

function applyChange(document: GraphDocument, change: DocumentChange): GraphDocument {
  switch (change.kind) {
    case 'set-parameter':
      return setParameter(document, change.node, change.name, change.value);
    case 'set-node':
      return updateNode(document, change.node, (node) => setNodeProperty(node, change.name, change.value));
    case 'set-training':
      return { ...document, training: { ...document.training, [change.name]: change.value } };
    case 'set-images':
      return { ...document, images: { ...document.images, [change.name]: change.value } };
    case 'remove-node':
      return removeNodes(document, new Set([change.node]));
    case 'remove-edge':
      return removeEdges(document, new Set([change.edge]));
    case 'connect': {
      const { source, target, sourcePort, targetPort } = change;
      return connect(document, source, target, { ...(sourcePort ? { sourcePort } : {}), ...(targetPort ? { targetPort } : {}) });
    }
    case 'add-node': {
      const right = Math.max(0, ...document.nodes.map((node) => node.position.x + 240));
      return addNode(document, createNode(document, change.type, { x: right, y: 0 }));
    }
    case 'insert-node':
      return insertNode(document, change.type, change.edge, change.parameters);
    default:
      return assertNever(change);
  }
}

/** Applies a fix's changes in order. */
export function applyChanges(document: GraphDocument, changes: readonly DocumentChange[]): GraphDocument {
  return changes.reduce(applyChange, document);
}
