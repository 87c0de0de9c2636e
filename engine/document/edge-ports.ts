// Which output an edge begins at and which input it ends at: edges in the document's order, to the port they name, else to the first
// that is free.
import { findLayer } from '../layers/index.ts';
import { type AnyLayerDefinition, type Port, plainOutput } from '../layers/layer.ts';
import type { GraphDocument, GraphEdge, GraphNode } from './document.ts';

/** The outputs of a layer, the usual one first. */
export function outputPorts(definition: AnyLayerDefinition): readonly Port[] {
  return definition.outputs ?? [plainOutput];
}

/** The output that an edge begins at; undefined where the layer has none of that name. */
export function outputPort(node: GraphNode | undefined, edge: Pick<GraphEdge, 'sourcePort'>): Port | undefined {
  const definition = node && findLayer(node.type);
  if (definition === undefined) return undefined;
  const ports = outputPorts(definition);
  return edge.sourcePort === undefined ? ports[0] : ports.find(({ name }) => name === edge.sourcePort);
}

/** The edges into a node in the order of its inputs; places that nothing comes into are undefined. */
export function orderInputs(definition: AnyLayerDefinition, edges: readonly GraphEdge[]): readonly (GraphEdge | undefined)[] {
  const { ports } = definition.inputs;
  if (ports === undefined) return edges;
  const places = ports.map(({ name }) => edges.find((edge) => edge.targetPort === name));
  for (const edge of edges) {
    if (edge.targetPort !== undefined) continue;
    const free = places.indexOf(undefined);
    if (free >= 0) places[free] = edge;
  }
  return places;
}

/** The input that an edge ends at; undefined where the layer's inputs have no names, or where there is none for it. */
export function inputPort(document: GraphDocument, edge: GraphEdge): Port | undefined {
  const node = document.nodes.find(({ id }) => id === edge.target);
  const definition = node && findLayer(node.type);
  if (definition?.inputs.ports === undefined) return undefined;
  const places = orderInputs(
    definition,
    document.edges.filter(({ target }) => target === edge.target),
  );
  return definition.inputs.ports[places.indexOf(edge)];
}
