// What is wrong with the ports that edges begin and end at: none of that name, two edges at one, another kind of values than an input
// takes, an output that carries nothing as the layer is set.
import type { Diagnostic, Fix } from '../base/diagnostics.ts';
import { isFieldActive } from '../base/fields.ts';
import type { GraphEdge, GraphNode } from '../document/document.ts';
import { orderInputs, outputPort, outputPorts } from '../document/edge-ports.ts';
import { findLayer } from '../layers/index.ts';
import type { Port } from '../layers/layer.ts';

/** What flows through a port, in words. */
export const portKinds = { f32: 'values', i32: 'positions', u8: 'bytes' } as const;

function misfit(edge: GraphEdge, message: string, expected: string, received: string, fix?: Fix): Diagnostic {
  return {
    id: 'port-does-not-fit',
    severity: 'error',
    node: edge.target,
    edge: edge.id,
    message,
    expected,
    received,
    fix: fix ?? { label: 'Remove this connection', changes: [{ kind: 'remove-edge', edge: edge.id }] },
  };
}

/** An edge that begins at an output which carries nothing while a field stands as it does. */
function checkCarrying(edge: GraphEdge, source: GraphNode, port: Port): Diagnostic[] {
  if (port.when === undefined || isFieldActive(port, source.parameters)) return [];
  const { field: name, isOneOf } = port.when;
  const [wanted] = isOneOf;
  const field = findLayer(source.type)?.fields[name];
  const wordOf = (value: unknown): string =>
    field?.kind === 'choice' ? (field.options.find((option) => option.value === value)?.label ?? String(value)) : String(value);
  const label = field?.label ?? name;
  const [expected, received] = [`${label}: ${isOneOf.map(wordOf).join(' or ')}`, `${label}: ${wordOf(source.parameters[name])}`];
  const message = `“${port.label}” of ${source.id} carries nothing as ${source.id} is set.`;
  if (wanted === undefined) return [misfit(edge, message, expected, received)];
  const change = { kind: 'set-parameter' as const, node: source.id, name, value: wanted };
  return [misfit(edge, message, expected, received, { label: `Set ${label.toLowerCase()} to ${wordOf(wanted)}`, changes: [change] })];
}

/** Whether an edge names no port and comes from the only output of a layer. */
function isPlain({ source, sourcePort, targetPort }: GraphEdge, nodes: ReadonlyMap<string, GraphNode>): boolean {
  return sourcePort === undefined && targetPort === undefined && findLayer(nodes.get(source)?.type ?? '')?.outputs === undefined;
}

/** What is wrong with the ports of the edges into a node. */
export function checkPorts(node: GraphNode, edges: readonly GraphEdge[], nodes: ReadonlyMap<string, GraphNode>): Diagnostic[] {
  const definition = findLayer(node.type);
  if (definition === undefined) return [];
  const { ports } = definition.inputs;
  // as nearly everywhere: nothing has a name, and plain values come in
  if (ports === undefined && edges.every((edge) => isPlain(edge, nodes))) return [];
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
    const source = nodes.get(edge?.source ?? '');
    const output = edge && outputPort(source, edge);
    if (edge === undefined || source === undefined || output === undefined) return [];
    const [wanted, given] = [ports?.[index]?.element ?? 'f32', output.element];
    if (wanted === given) return checkCarrying(edge, source, output);
    const place = ports?.[index]?.label ?? 'An input';
    const message = `“${place}” of ${node.id} takes ${portKinds[wanted]}, and ${portKinds[given]} come in.`;
    return [misfit(edge, message, portKinds[wanted], portKinds[given])];
  });
}
