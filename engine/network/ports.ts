// Which output each input of a node takes: edges in the document's order, to the port they name, else to the first that is free.
import type { Diagnostic } from '../base/diagnostics.ts';
import type { GraphEdge, GraphNode } from '../document/document.ts';
import { findLayer } from '../layers/index.ts';
import type { AnyLayerDefinition, Port } from '../layers/layer.ts';

/** The single output of a layer that names none. */
const plainOutput: Port = { name: 'y', label: 'Output', element: 'f32' };

/** The outputs of a layer, the usual one first. */
export function outputPorts(definition: AnyLayerDefinition): readonly Port[] {
  return definition.outputs ?? [plainOutput];
}

/** The output that an edge begins at; undefined where the layer has none of that name. */
export function outputPort(node: GraphNode | undefined, edge: GraphEdge): Port | undefined {
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

const kinds = { f32: 'values', i32: 'positions', u8: 'bytes' } as const;

function misfit(edge: GraphEdge, message: string, expected: string, received: string): Diagnostic {
  return {
    id: 'port-does-not-fit',
    severity: 'error',
    node: edge.target,
    edge: edge.id,
    message,
    expected,
    received,
    fix: { label: 'Remove this connection', changes: [{ kind: 'remove-edge', edge: edge.id }] },
  };
}

/** Edges that name a port that there is not, two at one port, or an output of another kind than the input takes. */
export function checkPorts(node: GraphNode, edges: readonly GraphEdge[], nodes: ReadonlyMap<string, GraphNode>): Diagnostic[] {
  const definition = findLayer(node.type);
  if (definition === undefined) return [];
  const { ports } = definition.inputs;
  const names = (list: readonly Port[]): string => list.map(({ name }) => name).join(', ');
  const unknown = edges.flatMap((edge): Diagnostic[] => {
    const source = nodes.get(edge.source);
    const outputs = source === undefined ? undefined : findLayer(source.type);
    if (outputs !== undefined && outputPort(source, edge) === undefined)
      return [misfit(edge, `${edge.source} has no output “${edge.sourcePort}”.`, names(outputPorts(outputs)), edge.sourcePort ?? '')];
    if (edge.targetPort !== undefined && !(ports ?? []).some(({ name }) => name === edge.targetPort))
      return [misfit(edge, `${node.id} has no input “${edge.targetPort}”.`, ports ? names(ports) : 'no name', edge.targetPort)];
    const isSecond = edge.targetPort !== undefined && edges.find((other) => other.targetPort === edge.targetPort) !== edge;
    return isSecond ? [misfit(edge, `Two connections end at “${edge.targetPort}” of ${node.id}.`, 'one', 'two')] : [];
  });
  if (unknown.length > 0) return unknown;
  return orderInputs(definition, edges).flatMap((edge, index): Diagnostic[] => {
    if (edge === undefined) return [];
    const wanted = ports?.[index]?.element ?? 'f32';
    const given = outputPort(nodes.get(edge.source), edge)?.element ?? wanted;
    if (wanted === given) return [];
    const place = ports?.[index]?.label ?? 'an input';
    return [misfit(edge, `“${place}” of ${node.id} takes ${kinds[wanted]}, and ${kinds[given]} come in.`, kinds[wanted], kinds[given])];
  });
}
