// Problems of the graph as a graph: missing and surplus inputs, cycles, no input or output, parts that hang loose.
import type { Diagnostic } from '../base/diagnostics.ts';
import { isFieldActive } from '../base/fields.ts';
import type { GraphDocument, GraphNode } from '../document/document.ts';
import { orderInputs, outputPorts } from '../document/edge-ports.ts';
import { findLayer } from '../layers/index.ts';
import { type GraphOrder, reachableFrom } from './order.ts';
import { portKinds } from './ports.ts';

export const inputType = 'input';

/** What a person sees on the node. */
export function nodeTitle(node: GraphNode): string {
  return node.name ?? `${findLayer(node.type)?.label ?? node.type} (${node.id})`;
}

/** What labels are held against: the end that a beginner wants. */
const usualEnd = 'classification';

const isEnd = (node: GraphNode): boolean => findLayer(node.type)?.end !== undefined;

function checkEnds(document: GraphDocument): Diagnostic[] {
  const inputs = document.nodes.filter((node) => node.type === inputType);
  const labelled = document.nodes.filter((node) => findLayer(node.type)?.end?.target === 'labels');
  const missing = (id: string, type: string, name: string, expected: string): Diagnostic => ({
    id,
    severity: 'error',
    message: `The network has no ${name}.`,
    expected,
    received: 'none',
    fix: { label: `Add ${findLayer(type)?.label ?? type}`, changes: [{ kind: 'add-node', type }] },
  });
  const surplus = (id: string, nodes: readonly GraphNode[], name: string): Diagnostic[] =>
    nodes.slice(1).map((node) => ({
      id,
      severity: 'error',
      node: node.id,
      message: `The network has more than one ${name}.`,
      expected: `one ${name}`,
      received: `${nodes.length}`,
      fix: { label: `Remove ${nodeTitle(node)}`, changes: [{ kind: 'remove-node', node: node.id }] },
    }));
  return [
    ...(inputs.length === 0 ? [missing('no-input', inputType, 'Input', 'one Input layer')] : []),
    ...surplus('several-inputs', inputs, 'Input'),
    ...(document.nodes.some(isEnd) ? [] : [missing('no-output', usualEnd, 'output', 'a Classification or a Reconstruction output')]),
    ...surplus('several-outputs', labelled, 'Classification output'),
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
  const names = missing.map(({ label, element }) => `“${label}” (${portKinds[element]})`).join(' and ');
  return [
    {
      id: 'missing-input',
      severity: 'error',
      node: node.id,
      message: `${nodeTitle(node)} takes ${ports.length} inputs, and nothing comes into ${names}.`,
      expected: names,
      received: `${ports.length - missing.length} of ${ports.length} inputs`,
      ...(candidates.length !== 1 || only === undefined || change === undefined
        ? {}
        : { fix: { label: `Connect ${only.output.label} of ${nodeTitle(only.node)}`, changes: [{ kind: 'connect', ...change }] } }),
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
        id: 'missing-input',
        severity: 'error',
        node: node.id,
        message: `${nodeTitle(node)} has nothing to work on.`,
        expected: minimum === 1 ? 'an input' : `at least ${minimum} inputs`,
        received: edges.length === 0 ? 'none' : `${edges.length}`,
        ...(source === undefined
          ? {}
          : { fix: { label: `Connect ${nodeTitle(source)}`, changes: [{ kind: 'connect', source: source.id, target: node.id }] } }),
      },
    ];
  }
  return edges.slice(maximum).map((edge) => ({
    id: 'surplus-input',
    severity: 'error',
    node: node.id,
    edge: edge.id,
    message: `${nodeTitle(node)} takes ${maximum === 0 ? 'no input' : maximum === 1 ? 'one input' : `${maximum} inputs`}.`,
    expected: `${maximum}`,
    received: `${edges.length}`,
    fix: { label: 'Remove this connection', changes: [{ kind: 'remove-edge', edge: edge.id }] },
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
    id: 'unconnected',
    severity: 'error',
    node: node.id,
    message: fromInput.has(node.id)
      ? `What ${nodeTitle(node)} computes never reaches an output.`
      : `${nodeTitle(node)} is connected to nothing that matters.`,
    expected: 'a path from the Input through this layer to an output',
    received: fromInput.has(node.id) ? 'no path to an output' : 'no path at all',
    fix: { label: `Remove ${nodeTitle(node)}`, changes: [{ kind: 'remove-node', node: node.id }] },
  }));
}

/** Every problem of the graph that shapes do not matter for. */
export function checkStructure(document: GraphDocument, graph: GraphOrder): Diagnostic[] {
  const cycles: Diagnostic[] = graph.cyclic.map((edge) => ({
    id: 'cycle',
    severity: 'error',
    edge: edge.id,
    node: edge.target,
    message: 'This connection closes a circle: the layer would need its own output.',
    expected: 'data that flows one way',
    received: `${edge.source} → ${edge.target} → … → ${edge.source}`,
    fix: { label: 'Remove this connection', changes: [{ kind: 'remove-edge', edge: edge.id }] },
  }));
  const inputs = document.nodes.flatMap((node) => checkInputs(document, graph, node));
  return [...checkEnds(document), ...cycles, ...inputs, ...checkLooseParts(document, graph)];
}
