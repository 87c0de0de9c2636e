// Problems of the graph as a graph: missing and surplus inputs, cycles, no input or output, parts that hang loose.
import type { Diagnostic, Fix } from '../base/diagnostics.ts';
import { isFieldActive } from '../base/fields.ts';
import { type MessageValue, messagesOf } from '../base/messages.ts';
import type { GraphDocument, GraphNode } from '../document/document.ts';
import { orderInputs, outputPorts } from '../document/edge-ports.ts';
import { findLayer } from '../layers/index.ts';
import { type GraphOrder, reachableFrom } from './order.ts';
import { portKinds } from './ports.ts';
import { words } from './words.ts';

const { problem, fix, phrase } = messagesOf(words);

export const inputType = 'input';

/** What a person sees on the node, as a value of a message. */
export function titleOf({ id, type, name }: GraphNode): MessageValue {
  return { kind: 'node', id, type, name };
}

/** What labels are held against: the end that a beginner wants. */
const usualEnd = 'classification';

const isEnd = (node: GraphNode): boolean => findLayer(node.type)?.end !== undefined;

function removeFix(node: GraphNode): Fix {
  return { ...fix('remove-layer', { node: titleOf(node) }), changes: [{ kind: 'remove-node', node: node.id }] };
}

function checkEnds(document: GraphDocument): Diagnostic[] {
  const inputs = document.nodes.filter((node) => node.type === inputType);
  const labelled = document.nodes.filter((node) => findLayer(node.type)?.end?.target === 'labels');
  const missing = (id: 'no-input' | 'no-output', type: string): Diagnostic => ({
    ...problem(id),
    fix: { ...fix('add-layer', { layer: { kind: 'layer', type } }), changes: [{ kind: 'add-node', type }] },
  });
  const surplus = (id: 'several-inputs' | 'several-outputs', nodes: readonly GraphNode[]): Diagnostic[] =>
    nodes.slice(1).map((node) => ({ ...problem(id, { count: nodes.length }), node: node.id, fix: removeFix(node) }));
  return [
    ...(inputs.length === 0 ? [missing('no-input', inputType)] : []),
    ...surplus('several-inputs', inputs),
    ...(document.nodes.some(isEnd) ? [] : [missing('no-output', usualEnd)]),
    ...surplus('several-outputs', labelled),
  ];
}

/** The one node that waits for a target and could feed this one, if there is exactly one. */
function onlyCandidate(document: GraphDocument, graph: GraphOrder, node: GraphNode): GraphNode | undefined {
  const downstream = reachableFrom([node.id], graph.outgoing, 'target');
  const free = document.nodes.filter((other) => !isEnd(other) && !downstream.has(other.id) && graph.outgoing.get(other.id)?.length === 0);
  return free.length === 1 ? free[0] : undefined;
}

/** Inputs with names that nothing comes into, and for the first of them the one output of its kind that could be meant. */
function checkNamedInputs(document: GraphDocument, graph: GraphOrder, node: GraphNode): Diagnostic[] {
  const definition = findLayer(node.type);
  const ports = definition?.inputs.ports;
  if (definition === undefined || ports === undefined) return [];
  const places = orderInputs(definition, graph.incoming.get(node.id) ?? []);
  const missing = ports.filter((_, index) => places[index] === undefined);
  const [first] = missing;
  if (first === undefined) return [];
  const downstream = reachableFrom([node.id], graph.outgoing, 'target');
  const candidates = document.nodes.flatMap((other) => {
    const layer = findLayer(other.type);
    if (layer === undefined || downstream.has(other.id) || first.element === 'f32') return [];
    const output = outputPorts(layer).find((port) => port.element === first.element && isFieldActive(port, other.parameters));
    return output === undefined ? [] : [{ node: other, output }];
  });
  const [only] = candidates;
  const change = only && { source: only.node.id, sourcePort: only.output.name, target: node.id, targetPort: first.name };
  const layer = node.type;
  const names = missing.map(({ name, element }) =>
    phrase('port-with-kind', { port: { kind: 'port', layer, side: 'inputs', name }, kind: portKinds[element] }),
  );
  const connect =
    candidates.length !== 1 || only === undefined || change === undefined
      ? undefined
      : fix('connect-output', {
          port: { kind: 'port', layer: only.node.type, side: 'outputs', name: only.output.name },
          node: titleOf(only.node),
        });
  return [
    {
      ...problem('missing-named-input', {
        node: titleOf(node),
        total: ports.length,
        present: ports.length - missing.length,
        missing: { kind: 'list', items: names, joined: 'and' },
      }),
      node: node.id,
      ...(connect === undefined || change === undefined ? {} : { fix: { ...connect, changes: [{ kind: 'connect', ...change }] } }),
    },
  ];
}

function checkInputs(document: GraphDocument, graph: GraphOrder, node: GraphNode): Diagnostic[] {
  const { minimum, maximum } = findLayer(node.type)?.inputs ?? { minimum: 0, maximum: 0 };
  const edges = graph.incoming.get(node.id) ?? [];
  if (edges.length < minimum && findLayer(node.type)?.inputs.ports !== undefined) return checkNamedInputs(document, graph, node);
  if (edges.length < minimum) {
    const source = onlyCandidate(document, graph, node);
    return [
      {
        ...problem('missing-input', { node: titleOf(node), minimum, count: edges.length }),
        node: node.id,
        ...(source === undefined
          ? {}
          : {
              fix: {
                ...fix('connect', { node: titleOf(source) }),
                changes: [{ kind: 'connect', source: source.id, target: node.id }],
              },
            }),
      },
    ];
  }
  return edges.slice(maximum).map((edge) => ({
    ...problem('surplus-input', { node: titleOf(node), maximum, count: edges.length }),
    node: node.id,
    edge: edge.id,
    fix: { ...fix('remove-connection'), changes: [{ kind: 'remove-edge', edge: edge.id }] },
  }));
}

function checkLooseParts(document: GraphDocument, graph: GraphOrder): Diagnostic[] {
  const idsOf = (fits: (node: GraphNode) => boolean): string[] => document.nodes.filter(fits).map((node) => node.id);
  const [inputs, outputs] = [idsOf((node) => node.type === inputType), idsOf(isEnd)];
  if (inputs.length === 0 || outputs.length === 0) return [];
  const toOutput = reachableFrom(outputs, graph.incoming, 'source');
  const loose = document.nodes.filter((node) => node.type !== inputType && !isEnd(node) && !toOutput.has(node.id));
  if (loose.length === 0) return [];
  const fromInput = reachableFrom(inputs, graph.outgoing, 'target');
  return loose.map((node) => ({
    ...problem(fromInput.has(node.id) ? 'unconnected' : 'cut-off', { node: titleOf(node) }),
    node: node.id,
    fix: removeFix(node),
  }));
}

/** Every problem of the graph that shapes do not matter for. */
export function checkStructure(document: GraphDocument, graph: GraphOrder): Diagnostic[] {
  const cycles: Diagnostic[] = graph.cyclic.map((edge) => ({
    ...problem('cycle', { source: edge.source, target: edge.target }),
    edge: edge.id,
    node: edge.target,
    fix: { ...fix('remove-connection'), changes: [{ kind: 'remove-edge', edge: edge.id }] },
  }));
  const inputs = document.nodes.flatMap((node) => checkInputs(document, graph, node));
  return [...checkEnds(document), ...cycles, ...inputs, ...checkLooseParts(document, graph)];
}
