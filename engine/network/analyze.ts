// What can be said of a document: shapes and counts of every node as far as they are known, every problem with its place
// and its fix, and, where there is no error, the network. Never throws for a person's mistake; never allocates tensors.
import { type Diagnostic, type Fix, hasErrors } from '../base/diagnostics.ts';
import { maximumArenaBytes } from '../base/limits.ts';
import { formatBytes, formatCount } from '../base/numbers.ts';
import { type Shape, sizeOf } from '../base/shape.ts';
import type { GraphDocument, GraphEdge, GraphNode } from '../document/document.ts';
import { findLayer } from '../layers/index.ts';
import type { ShapeProblem } from '../layers/layer.ts';
import { findOptimizer } from '../optimizers/index.ts';
import { countLayer } from './counts.ts';
import type { Analysis, Network, NetworkLayer, NodeFacts } from './network.ts';
import { type GraphOrder, orderNodes } from './order.ts';
import { checkBatch } from './smallest-batch.ts';
import { checkStructure, inputType, outputType } from './structure.ts';

/** Behind `conv → flatten`, a layer that wants a map is connected to `conv`: the last map in front of what made a vector of it. */
function connectToMap(node: GraphNode, edges: readonly GraphEdge[], graph: GraphOrder, facts: Inference['facts']): Fix | undefined {
  const passed = edges[0]?.source;
  let source = passed;
  while (source !== undefined && facts.get(source)?.outputShape?.length === 1) {
    const incoming: readonly GraphEdge[] = graph.incoming.get(source) ?? [];
    source = incoming.length === 1 ? incoming[0]?.source : undefined;
  }
  if (source === undefined || source === passed) return undefined;
  return { label: `Connect ${source} instead of ${passed}`, changes: [{ kind: 'connect', source, target: node.id }] };
}

function fixOf(problem: ShapeProblem, node: GraphNode, edges: readonly GraphEdge[]): Fix | undefined {
  if (problem.fix !== undefined) {
    const changes = Object.entries(problem.fix.parameters).map(([name, value]) => ({
      kind: 'set-parameter' as const,
      node: node.id,
      name,
      value,
    }));
    return { label: problem.fix.label, changes };
  }
  if (problem.insertBefore === undefined) return undefined;
  const { label, type, parameters, input = 0 } = problem.insertBefore;
  const edge = edges[input];
  return edge && { label, changes: [{ kind: 'insert-node', type, edge: edge.id, ...(parameters ? { parameters } : {}) }] };
}

function toDiagnostic(problem: ShapeProblem, node: GraphNode, graph: GraphOrder, facts: Inference['facts']): Diagnostic {
  const edges = graph.incoming.get(node.id) ?? [];
  const fix = problem.wantsMap ? connectToMap(node, edges, graph, facts) : fixOf(problem, node, edges);
  const edge = edges[problem.input ?? 0];
  return {
    id: problem.id,
    severity: 'error',
    node: node.id,
    ...(edge === undefined ? {} : { edge: edge.id }),
    message: problem.message,
    expected: problem.expected,
    received: problem.received,
    ...(fix === undefined ? {} : { fix }),
  };
}

interface Inference {
  readonly facts: Map<string, NodeFacts>;
  readonly layers: NetworkLayer[];
  readonly problems: Diagnostic[];
}

function inferNode(node: GraphNode, graph: GraphOrder, inference: Inference): void {
  const definition = findLayer(node.type);
  const edges = graph.incoming.get(node.id) ?? [];
  const shapes = edges.map((edge) => inference.facts.get(edge.source)?.outputShape);
  if (definition === undefined || edges.length < definition.inputs.minimum || edges.length > definition.inputs.maximum) return;
  if (shapes.some((shape) => shape === undefined)) return;
  const inputShapes = shapes as readonly Shape[];
  const result = definition.inferShape(node.parameters, inputShapes);
  if ('problem' in result) {
    inference.facts.set(node.id, { inputShapes });
    inference.problems.push(toDiagnostic(result.problem, node, graph, inference.facts));
    return;
  }
  const outputShape = result.shape;
  const weights = definition.weights(node.parameters, inputShapes);
  const parameterCount = weights.filter((weight) => weight.trainable).reduce((sum, weight) => sum + sizeOf(weight.shape), 0);
  const { multiplyAdds, hasOwnOutput } = countLayer(definition, node.parameters, inputShapes, weights);
  inference.facts.set(node.id, { inputShapes, outputShape, parameterCount, multiplyAdds });
  const sources = edges.map((edge) => edge.source);
  inference.layers.push({
    id: node.id,
    definition,
    parameters: node.parameters,
    sources,
    inputShapes,
    outputShape,
    weights,
    parameterCount,
    multiplyAdds,
    hasOwnOutput,
  });
}

/** The least a training step needs, layer by layer, in bytes: weights, gradients, optimizer state, and outputs of a batch. */
function checkMemory(document: GraphDocument, layers: readonly NetworkLayer[]): Diagnostic[] {
  const { optimizer, batchSize } = document.training;
  const states = findOptimizer(optimizer.type)?.stateCount(optimizer.parameters) ?? 0;
  const needs = layers.map((layer) => {
    const weightBytes = layer.weights.reduce((sum, weight) => sum + sizeOf(weight.shape) * 4 * (weight.trainable ? 2 + states : 1), 0);
    return { layer, weightBytes, activationBytes: layer.hasOwnOutput ? sizeOf(layer.outputShape) * 4 * batchSize : 0 };
  });
  const total = needs.reduce((sum, need) => sum + need.weightBytes + need.activationBytes, 0);
  if (total <= maximumArenaBytes) return [];
  const largest = needs.reduce((first, second) =>
    second.weightBytes + second.activationBytes > first.weightBytes + first.activationBytes ? second : first,
  );
  const bytes = `${formatBytes(total)} (${formatCount(total)} bytes)`;
  const smallerBatch = 2 ** Math.floor(Math.log2(Math.max(1, batchSize / 2)));
  return [
    {
      id: 'too-large',
      severity: 'error',
      node: largest.layer.id,
      message: `A training step would need at least ${bytes}; this layer alone ${formatBytes(largest.weightBytes)} for weights and ${formatBytes(largest.activationBytes)} for its outputs. Make it smaller, pool earlier, or lower the batch size${batchSize > 1 ? ` (${batchSize} now; try ${smallerBatch})` : ''}.`,
      expected: `at most ${formatBytes(maximumArenaBytes)}`,
      received: bytes,
    },
  ];
}

/** Everything that derives from a document. */
export function analyzeDocument(document: GraphDocument): Analysis {
  const graph = orderNodes(document);
  const inference: Inference = { facts: new Map(), layers: [], problems: [] };
  const byId = new Map(document.nodes.map((node) => [node.id, node]));
  for (const id of graph.order) {
    const node = byId.get(id);
    if (node !== undefined) inferNode(node, graph, inference);
  }
  const { layers, facts } = inference;
  // only a warning: a trained network predicts, whatever it was trained with; training itself is refused (train/programs.ts)
  const batch = checkBatch(layers, document.training.batchSize, 'warning');
  const diagnostics = [...checkStructure(document, graph), ...inference.problems, ...checkMemory(document, layers), ...batch];
  const input = layers.find((layer) => layer.definition.type === inputType);
  const output = layers.find((layer) => layer.definition.type === outputType);
  if (hasErrors(diagnostics) || input === undefined || output === undefined) return { diagnostics, nodes: facts };
  const sum = (count: (layer: NetworkLayer) => number): number => layers.reduce((total, layer) => total + count(layer), 0);
  const network: Network = {
    layers,
    input,
    output,
    parameterCount: sum((layer) => layer.parameterCount),
    multiplyAdds: sum((layer) => layer.multiplyAdds),
  };
  return { diagnostics, nodes: facts, network };
}
