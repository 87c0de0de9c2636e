// What a person does to the drawing, as named edits of the document. Screens and shortcuts call these and nothing deeper.
import type { Fix } from '../../engine/base/diagnostics.ts';
import type { ParameterValue } from '../../engine/base/fields.ts';
import type { GraphDocument } from '../../engine/document/document.ts';
import { inputPort, outputPort } from '../../engine/document/edge-ports.ts';
import {
  addNode,
  applyChanges,
  connect,
  createNode,
  type EdgePorts,
  freezeWeights,
  moveNodes,
  removeEdges,
  removeNodes,
  setParameter,
  shareWeights,
  updateNode,
  wouldCloseCycle,
} from '../../engine/document/edit.ts';
import { findLayer } from '../../engine/layers/index.ts';
import { sentence } from '../../engine/words/texts.ts';
import { edit, getDocument } from './document.ts';
import { select, selectionStore } from './selection.ts';
import { columnPitch, nodeHeight, type Point } from './sizes.ts';
import { revealLayer } from './viewport.ts';
import { editTexts } from './words.ts';

const nameOf = (type: string) => ({ layer: { kind: 'layer', type } }) as const;

/** Puts a layer at a place of the canvas and selects it. */
export function addLayerAt(type: string, position: Point): void {
  let id = '';
  edit({ name: sentence(editTexts, 'add', nameOf(type)) }, (document) => {
    const node = createNode(document, type, position);
    id = node.id;
    return addNode(document, node);
  });
  select({ nodes: [id] });
}

/** Puts a layer behind the selected one (or the only loose end) and connects the two, so that a chain grows by itself. */
export function appendLayer(type: string, emptyPlace: Point): void {
  const document = getDocument();
  const before = findLayer(type)?.inputs.maximum === 0 ? undefined : findNodeToContinue(document);
  if (before === undefined) {
    addLayerAt(type, freePlace(document, emptyPlace));
    return;
  }
  let id = '';
  edit({ name: sentence(editTexts, 'add', nameOf(type)) }, (current) => {
    const middle = before.position.y + nodeHeight(findLayer(before.type)?.group) / 2; // the connection is a straight line
    const y = Math.round(middle - nodeHeight(findLayer(type)?.group) / 2);
    const place = freePlace(current, { x: before.position.x + columnPitch, y });
    const node = createNode(current, type, place);
    id = node.id;
    return connect(addNode(current, node), before.id, node.id);
  });
  select({ nodes: [id] });
  revealLayer(id);
}

function findNodeToContinue(document: GraphDocument): GraphDocument['nodes'][number] | undefined {
  const chosen = selectionStore.getState().nodes;
  const loose = document.nodes.filter((node) => !document.edges.some((edge) => edge.source === node.id));
  const id = chosen.length === 1 ? chosen[0] : loose.length === 1 ? loose[0]?.id : undefined;
  const node = document.nodes.find((candidate) => candidate.id === id);
  return node !== undefined && findLayer(node.type)?.group !== 'output' ? node : undefined;
}

/** The first place below `wanted` where no layer stands. */
function freePlace(document: GraphDocument, wanted: Point): Point {
  let place = wanted;
  while (document.nodes.some(({ position }) => Math.abs(position.x - place.x) < 40 && Math.abs(position.y - place.y) < 40)) {
    place = { x: place.x, y: place.y + 120 };
  }
  return place;
}

/** Puts a layer into a connection. */
export function insertLayer(type: string, edge: string): void {
  const before = new Set(getDocument().nodes.map((node) => node.id));
  edit({ name: sentence(editTexts, 'insert', nameOf(type)) }, (document) => applyChanges(document, [{ kind: 'insert-node', type, edge }]));
  select({ nodes: getDocument().nodes.flatMap((node) => (before.has(node.id) ? [] : [node.id])) });
}

/** True where the layer can stand in a connection: values go through layers, positions don't. */
export function canInsert(type: string, edgeId: string): boolean {
  const { nodes, edges } = getDocument();
  const edge = edges.find(({ id }) => id === edgeId);
  const output =
    edge &&
    outputPort(
      nodes.find(({ id }) => id === edge.source),
      edge,
    );
  const definition = findLayer(type);
  return definition !== undefined && definition.inputs.maximum > 0 && definition.group !== 'output' && output?.element === 'f32';
}

/** Of the ports that are not named the first ones are meant. */
export function canConnect(source: string, target: string, { sourcePort, targetPort }: EdgePorts = {}): boolean {
  const document = getDocument();
  const from = document.nodes.find((node) => node.id === source);
  const to = document.nodes.find((node) => node.id === target);
  const inputs = to && findLayer(to.type)?.inputs;
  if (from === undefined || inputs === undefined || wouldCloseCycle(document, source, target)) return false;
  const output = outputPort(from, sourcePort === undefined ? {} : { sourcePort });
  const input = targetPort === undefined ? inputs.ports?.[0] : inputs.ports?.find(({ name }) => name === targetPort);
  if ((targetPort !== undefined && input === undefined) || output?.element !== (input?.element ?? 'f32')) return false;
  const isThere = document.edges.some(
    (edge) => edge.source === source && edge.target === target && outputPort(from, edge) === output && inputPort(document, edge) === input,
  );
  return !isThere && inputs.maximum !== 0 && findLayer(from.type)?.group !== 'output';
}

export function connectLayers(source: string, target: string, ports: EdgePorts = {}): void {
  if (!canConnect(source, target, ports)) return;
  const to = getDocument().nodes.find((node) => node.id === target);
  // where inputs have names the edge says which one it takes, so that a later one there replaces it
  const first = to && findLayer(to.type)?.inputs.ports?.[0]?.name;
  edit({ name: sentence(editTexts, 'connect') }, (document) =>
    connect(document, source, target, { ...(first === undefined ? {} : { targetPort: first }), ...ports }),
  );
}

export function moveLayers(positions: ReadonlyMap<string, Point>): void {
  const ids = [...positions.keys()].sort();
  edit({ name: sentence(editTexts, 'move', { count: ids.length }), key: `move ${ids.join(' ')}` }, (document) =>
    moveNodes(document, positions),
  );
}

export function setLayerParameter(node: string, name: string, value: ParameterValue): void {
  const type = getDocument().nodes.find((candidate) => candidate.id === node)?.type ?? '';
  const field = { kind: 'field', layer: type, name, isInSentence: true } as const;
  edit({ name: sentence(editTexts, 'change', { field }), key: `parameter ${node} ${name}` }, (document) =>
    setParameter(document, node, name, value),
  );
}

/** Freezes the weights that a layer uses, or lets them learn. */
export function freezeLayer(id: string, isFrozen: boolean): void {
  edit({ name: sentence(editTexts, isFrozen ? 'freeze' : 'unfreeze') }, (document) => freezeWeights(document, id, isFrozen));
}

/** Lets a layer use another's weights, or its own where `owner` is null. */
export function shareLayerWeights(id: string, owner: string | null): void {
  edit({ name: sentence(editTexts, owner === null ? 'unshare' : 'share') }, (document) => shareWeights(document, id, owner));
}

/** Gives a layer a name of its own; an empty one takes it away. */
export function renameLayer(id: string, name: string): void {
  edit({ name: sentence(editTexts, 'renameLayer') }, (document) =>
    updateNode(document, id, ({ name: _former, ...node }) => (name.trim() === '' ? node : { ...node, name: name.trim() })),
  );
}

export function deleteSelection(): void {
  const { nodes, edges } = selectionStore.getState();
  if (nodes.length + edges.length === 0) return;
  const name =
    nodes.length > 0
      ? sentence(editTexts, 'deleteLayers', { count: nodes.length })
      : sentence(editTexts, 'deleteConnections', { count: edges.length });
  edit({ name }, (document) => removeNodes(removeEdges(document, new Set(edges)), new Set(nodes)));
}

export function selectAll(): void {
  const { nodes, edges } = getDocument();
  select({ nodes: nodes.map((node) => node.id), edges: edges.map((edge) => edge.id) });
}

export function applyFix(fix: Fix): void {
  const { id, values } = fix;
  edit({ name: sentence(editTexts, 'fix', { fix: { kind: 'fix', id, values } }) }, (document) => applyChanges(document, fix.changes));
}
