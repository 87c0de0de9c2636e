// What is wrong with the ports that edges begin and end at: none of that name, two edges at one, another kind of values than an input
// takes, an output that carries nothing as the layer is set.
import type { Diagnostic, Fix } from '../base/diagnostics.ts';
import { isFieldActive } from '../base/fields.ts';
import { type Message, type MessageValue, messagesOf } from '../base/messages.ts';
import type { GraphEdge, GraphNode } from '../document/document.ts';
import { orderInputs, outputPort, outputPorts } from '../document/edge-ports.ts';
import { findLayer } from '../layers/index.ts';
import type { Port } from '../layers/layer.ts';
import { words } from './words.ts';

const { problem, fix, phrase } = messagesOf(words);

/** What flows through a port, in words. */
export const portKinds = { f32: phrase('values'), i32: phrase('positions'), u8: phrase('bytes') } as const;

function misfit(edge: GraphEdge, found: Message, mended?: Fix): Diagnostic {
  const removed: Fix = { ...fix('remove-connection'), changes: [{ kind: 'remove-edge', edge: edge.id }] };
  return { ...found, severity: 'error', node: edge.target, edge: edge.id, fix: mended ?? removed };
}

/** An edge that begins at an output which carries nothing while a field stands as it does. */
function checkCarrying(edge: GraphEdge, source: GraphNode, port: Port): Diagnostic[] {
  if (port.when === undefined || isFieldActive(port, source.parameters)) return [];
  const { field: name, isOneOf } = port.when;
  const layer = source.type;
  const field: MessageValue = { kind: 'field', layer, name };
  const option = (value: unknown): MessageValue => ({ kind: 'field', layer, name, option: String(value) });
  const found = problem('output-carries-nothing', {
    port: { kind: 'port', layer, side: 'outputs', name: port.name },
    node: source.id,
    field,
    wanted: { kind: 'list', items: isOneOf.map(option), joined: 'or' },
    found: option(source.parameters[name]),
  });
  const [wanted] = isOneOf;
  if (wanted === undefined) return [misfit(edge, found)];
  const change = { kind: 'set-parameter' as const, node: source.id, name, value: wanted };
  return [misfit(edge, found, { ...fix('set-choice', { field, value: option(wanted) }), changes: [change] })];
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
  const names = (list: readonly Port[]): MessageValue => ({ kind: 'list', items: list.map(({ name }) => name), joined: 'comma' });
  const unknown = edges.flatMap((edge): Diagnostic[] => {
    const source = nodes.get(edge.source);
    const outputs = source === undefined ? undefined : findLayer(source.type);
    if (outputs !== undefined && outputPort(source, edge) === undefined)
      return [
        misfit(edge, problem('no-such-output', { node: edge.source, port: edge.sourcePort ?? '', known: names(outputPorts(outputs)) })),
      ];
    if (edge.targetPort !== undefined && !(ports ?? []).some(({ name }) => name === edge.targetPort))
      return [
        misfit(edge, problem('no-such-input', { node: node.id, port: edge.targetPort, known: ports ? names(ports) : phrase('no-name') })),
      ];
    const isSecond = edge.targetPort !== undefined && edges.find((other) => other.targetPort === edge.targetPort) !== edge;
    return isSecond ? [misfit(edge, problem('input-taken', { node: node.id, port: edge.targetPort ?? '' }))] : [];
  });
  if (unknown.length > 0) return unknown;
  return orderInputs(definition, edges).flatMap((edge, index): Diagnostic[] => {
    const source = nodes.get(edge?.source ?? '');
    const output = edge && outputPort(source, edge);
    if (edge === undefined || source === undefined || output === undefined) return [];
    const [wanted, given] = [ports?.[index]?.element ?? 'f32', output.element];
    if (wanted === given) return checkCarrying(edge, source, output);
    const port = ports?.[index];
    const place = port && phrase('quoted', { text: { kind: 'port', layer: node.type, side: 'inputs', name: port.name } });
    const values = { port: place ?? phrase('an-input'), node: node.id, wanted: portKinds[wanted], given: portKinds[given] };
    return [misfit(edge, problem('other-kind-of-values', values))];
  });
}
