// What React Flow draws, derived from document and selection. A node or edge that has not changed stays the same object, so
// that only what changed is rendered; while layers are dragged their places live here, and reach the document at the end.

import type { Edge, EdgeChange, Node, NodeChange } from 'react-flow-renderer';
import { createStore } from 'zustand/vanilla';
import type { Language } from '../../engine/base/messages.ts';
import type { GraphDocument, GraphEdge, GraphNode } from '../../engine/document/document.ts';
import { inputPort, outputPort } from '../../engine/document/edge-ports.ts';
import { findLayer } from '../../engine/layers/index.ts';
import type { Port } from '../../engine/layers/layer.ts';
import { layerLabel } from '../../engine/words/say.ts';
import { textsIn } from '../../engine/words/texts.ts';
import { documentStore, selectDocument } from '../document/document.ts';
import { moveLayers } from '../document/edit.ts';
import { changeSelection, selectionStore } from '../document/selection.ts';
import { nodeHeight, nodeWidth, type Point } from '../document/sizes.ts';
import { currentLanguage } from '../i18n/language.ts';
import { settingsStore } from '../settings/settings.ts';
import { canvasTexts } from './words.ts';

export interface FlowState {
  readonly nodes: Node[];
  readonly edges: Edge[];
}

const nodeData: Record<string, never> = {};

export function deriveFlow(former: FlowState): FlowState {
  const document = selectDocument(documentStore.getState());
  const language = currentLanguage();
  const selection = selectionStore.getState();
  const formerNodes = new Map(former.nodes.map((node) => [node.id, node]));
  const formerEdges = new Map(former.edges.map((edge) => [edge.id, edge]));
  const chosenNodes = new Set(selection.nodes);
  const chosenEdges = new Set(selection.edges);
  const nodes = document.nodes.map(({ id, type, name, position }): Node => {
    const known = formerNodes.get(id);
    const selected = chosenNodes.has(id);
    const layer = findLayer(type);
    const ariaLabel = `${name ?? layerLabel(type, language)} (${id})`;
    const domAttributes = rolesIn(language).node;
    const isSame = known?.selected === selected && known.position.x === position.x && known.position.y === position.y;
    if (known !== undefined && isSame && known.ariaLabel === ariaLabel && known.domAttributes === domAttributes) return known;
    const height = nodeHeight(layer?.group);
    return { ...(known ?? { id, type: 'layer', data: nodeData, width: nodeWidth, height }), ariaLabel, domAttributes, position, selected };
  });
  const byId = new Map(document.nodes.map((node) => [node.id, node]));
  const edges = document.edges.map((edge): Edge => {
    const { id, source, target } = edge;
    const known = formerEdges.get(id);
    const selected = chosenEdges.has(id);
    const ports = portsOfEdge(edge, document, byId, language);
    const isSame =
      known?.source === source && known.target === target && known.selected === selected && known.ariaLabel === ports.ariaLabel;
    if (known !== undefined && isSame) return known;
    return { id, source, target, selected, type: 'size', domAttributes: rolesIn(language).edge, ...ports };
  });
  return { nodes: keepSame(former.nodes, nodes), edges: keepSame(former.edges, edges) };
}

/** The former list where it holds the same: a parameter that changed is nothing to React Flow. */
function keepSame<Item>(former: Item[], next: Item[]): Item[] {
  return former.length === next.length && former.every((item, index) => item === next[index]) ? former : next;
}

const roles = {
  en: { node: { 'aria-roledescription': canvasTexts.en.nodeRole }, edge: { 'aria-roledescription': canvasTexts.en.edgeRole } },
  zh: { node: { 'aria-roledescription': canvasTexts.zh.nodeRole }, edge: { 'aria-roledescription': canvasTexts.zh.edgeRole } },
} as const;
/** What React Flow calls layers and connections, instead of nodes and edges: the same object every time. */
const rolesIn = (language: Language) => roles[language];

/** Names of edges that have none of ports, made once: there may be thousands, and each change of the document asks for all. */
const plainLabels = { en: new WeakMap<GraphEdge, string>(), zh: new WeakMap<GraphEdge, string>() } as const;

function labelPlainEdge(edge: GraphEdge, language: Language): string {
  const known = plainLabels[language].get(edge);
  if (known !== undefined) return known;
  const label = textsIn(canvasTexts, language)('edge', { source: edge.source, target: edge.target });
  plainLabels[language].set(edge, label);
  return label;
}

/** Where an edge begins and ends, as far as that is not at the first port of a layer, and its name. */
function portsOfEdge(
  edge: GraphEdge,
  document: GraphDocument,
  nodes: ReadonlyMap<string, GraphNode>,
  language: Language,
): Pick<Edge, 'sourceHandle' | 'targetHandle'> & { readonly ariaLabel: string } {
  const text = textsIn(canvasTexts, language);
  const plain = { ariaLabel: labelPlainEdge(edge, language) };
  const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
  const inputs = target === undefined ? undefined : findLayer(target.type)?.inputs.ports;
  if (edge.sourcePort === undefined && inputs === undefined) return plain;
  const output = outputPort(source, edge);
  const input = inputPort(document, edge);
  const isFirstOutput = output === undefined || output === outputPort(source, {});
  const isFirstInput = input === undefined || input === inputs?.[0];
  if (isFirstOutput && isFirstInput) return plain;
  const nameOf = (id: string, side: 'inputs' | 'outputs', port: Port | undefined): string => {
    const layer = nodes.get(id)?.type ?? '';
    return port === undefined ? id : text('portOf', { id, port: { kind: 'port', layer, side, name: port.name } });
  };
  return {
    ...(isFirstOutput ? {} : { sourceHandle: output.name }),
    ...(isFirstInput ? {} : { targetHandle: input.name }),
    ariaLabel: text('edge', { source: nameOf(edge.source, 'outputs', output), target: nameOf(edge.target, 'inputs', input) }),
  };
}

export const flowStore = createStore<FlowState>()(() => deriveFlow({ nodes: [], edges: [] }));

const follow = (): void => flowStore.setState(deriveFlow(flowStore.getState()));
documentStore.subscribe(follow);
selectionStore.subscribe(follow);
settingsStore.subscribe(follow); // names are said in another language

export function receiveNodeChanges(changes: readonly NodeChange[]): void {
  const selected = new Map<string, boolean>();
  const moving = new Map<string, Point>();
  const settled = new Map<string, Point>();
  const measured = new Map<string, { width: number; height: number }>();
  for (const change of changes) {
    if (change.type === 'select') selected.set(change.id, change.selected);
    if (change.type === 'dimensions' && change.dimensions !== undefined) measured.set(change.id, change.dimensions);
    if (change.type === 'position' && change.position !== undefined)
      (change.dragging === true ? moving : settled).set(change.id, change.position);
  }
  if (moving.size > 0 || measured.size > 0) {
    flowStore.setState(({ nodes }) => ({ nodes: nodes.map((node) => place(node, moving.get(node.id), measured.get(node.id))) }));
  }
  if (settled.size > 0) moveLayers(settled);
  if (selected.size > 0) changeSelection('nodes', selected);
}

function place(node: Node, position: Point | undefined, measured: { width: number; height: number } | undefined): Node {
  if (position === undefined && measured === undefined) return node;
  return { ...node, ...(position === undefined ? {} : { position, dragging: true }), ...(measured === undefined ? {} : { measured }) };
}

export function receiveEdgeChanges(changes: readonly EdgeChange[]): void {
  const selected = new Map<string, boolean>();
  for (const change of changes) if (change.type === 'select') selected.set(change.id, change.selected);
  if (selected.size > 0) changeSelection('edges', selected);
}
