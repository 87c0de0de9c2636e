// What can be said of a document: shapes and counts of every node as far as they are known, every problem with its place
// and its fix, and, where there is no error, the network. Never throws for a person's mistake; never allocates tensors.
import { type Diagnostic, type Fix, hasErrors } from '../base/diagnostics.ts';
import { maximumArenaBytes } from '../base/limits.ts';
import { type Message, messagesOf } from '../base/messages.ts';
import { isSameShape, type Shape, sizeOf } from '../base/shape.ts';
import type { GraphDocument, GraphEdge, GraphNode } from '../document/document.ts';
import { orderInputs, outputPort } from '../document/edge-ports.ts';
import { findLayer } from '../layers/index.ts';
import type { IncomingOutput, ShapeProblem } from '../layers/layer.ts';
import { fixMerge } from '../layers/merge-fix.ts';
import { findOptimizer } from '../optimizers/index.ts';
import { recallLayer } from './layer-facts.ts';
import type { Analysis, Network, NetworkLayer, NodeFacts } from './network.ts';
import { type GraphOrder, orderNodes } from './order.ts';
import { checkPorts } from './ports.ts';
import { checkSizes, documentAt, sizeRangeOf } from './sizes.ts';
import { checkBatch } from './smallest-batch.ts';
import { checkStructure, inputType } from './structure.ts';
import { checkSharing, weightsOfNode } from './weight-sharing.ts';
import { words } from './words.ts';

const { problem: problemOf, fix: fixWith } = messagesOf(words);

/** Behind `conv → flatten`, a layer that wants a map is connected to `conv`: the last map in front of what made a vector of it. */
function connectToMap(node: GraphNode, edges: readonly GraphEdge[], graph: GraphOrder, facts: Inference['facts']): Fix | undefined {
  const passed = edges[0]?.source;
  let source = passed;
  while (source !== undefined && facts.get(source)?.outputShape?.length === 1) {
    const incoming: readonly GraphEdge[] = graph.incoming.get(source) ?? [];
    source = incoming.length === 1 ? incoming[0]?.source : undefined;
  }
  if (source === undefined || source === passed) return undefined;
  const targetPort = edges[0]?.targetPort;
  return {
    ...fixWith('connect-instead', { source, passed: passed ?? '' }),
    changes: [{ kind: 'connect', source, target: node.id, targetPort }],
  };
}

const wordsOf = ({ id, values }: Message): Message => ({ id, values });

function fixOf(problem: Pick<ShapeProblem, 'fix' | 'insertBefore'>, node: GraphNode, edges: readonly GraphEdge[]): Fix | undefined {
  if (problem.fix !== undefined) {
    const changes = Object.entries(problem.fix.parameters).map(([name, value]) => ({
      kind: 'set-parameter' as const,
      node: node.id,
      name,
      value,
    }));
    return { ...wordsOf(problem.fix), changes };
  }
  if (problem.insertBefore === undefined) return undefined;
  const { type, parameters, input = 0 } = problem.insertBefore;
  const edge = edges[input];
  return (
    edge && {
      ...wordsOf(problem.insertBefore),
      changes: [{ kind: 'insert-node', type, edge: edge.id, ...(parameters ? { parameters } : {}) }],
    }
  );
}

/** `edges` in the order of the inputs. */
function toDiagnostic(
  problem: ShapeProblem,
  node: GraphNode,
  edges: readonly GraphEdge[],
  graph: GraphOrder,
  facts: Inference['facts'],
): Diagnostic {
  const fix = problem.wantsMap ? connectToMap(node, edges, graph, facts) : fixOf(problem, node, edges);
  const edge = edges[problem.input ?? 0];
  return {
    ...wordsOf(problem),
    severity: 'error',
    node: node.id,
    ...(edge === undefined ? {} : { edge: edge.id }),
    ...(fix === undefined ? {} : { fix }),
  };
}

interface Inference {
  readonly graph: GraphOrder;
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly facts: Map<string, NodeFacts>;
  readonly layers: NetworkLayer[];
  readonly problems: Diagnostic[];
}

/** The shape that comes along an edge, as far as it is known. */
function shapeAlong(edge: GraphEdge, { facts, nodes }: Inference): Shape | undefined {
  const source = facts.get(edge.source);
  const port = outputPort(nodes.get(edge.source), edge);
  return port === undefined ? undefined : source?.outputShapes?.[port.name];
}

/** What the inputs of a node take, and of which layers. */
function incomingOutputs(ordered: readonly (GraphEdge | undefined)[], { nodes, facts }: Inference): IncomingOutput[] {
  return ordered.flatMap((edge): IncomingOutput[] => {
    const source = nodes.get(edge?.source ?? '');
    const inputShapes = facts.get(edge?.source ?? '')?.inputShapes;
    return source && inputShapes ? [{ node: source.id, type: source.type, parameters: source.parameters, inputShapes }] : [];
  });
}

function inferNode(node: GraphNode, inference: Inference): void {
  const { graph, facts, nodes, problems } = inference;
  const definition = findLayer(node.type);
  const edges = graph.incoming.get(node.id) ?? [];
  if (definition === undefined || edges.length < definition.inputs.minimum || edges.length > definition.inputs.maximum) return;
  const wrongPorts = checkPorts(node, edges, nodes);
  problems.push(...wrongPorts);
  const ordered = orderInputs(definition, edges);
  const incoming: GraphEdge[] = [];
  const inputShapes: Shape[] = [];
  for (const edge of ordered) {
    if (edge === undefined) continue;
    incoming.push(edge);
    const shape = shapeAlong(edge, inference);
    if (shape !== undefined) inputShapes.push(shape);
  }
  if (wrongPorts.length > 0 || inputShapes.length < edges.length) return;
  const layer = recallLayer(definition, node.parameters, inputShapes);
  if (layer.kind === 'misfit') {
    facts.set(node.id, { inputShapes });
    problems.push(toDiagnostic(layer.problem, node, incoming, graph, facts));
    return;
  }
  const odd = definition.checkInputs?.(node.parameters, incomingOutputs(ordered, inference));
  // shapes are known all the same: only what stands behind is told
  if (odd !== undefined) problems.push(toDiagnostic(odd, node, incoming, graph, facts));
  const { outputShape, outputShapes, weights: specified, multiplyAdds, hasOwnOutput } = layer;
  const weights = node.weightsOf === undefined ? specified : [];
  // weights that are used twice are frozen where their owner is
  const isFrozen = specified.length > 0 && (nodes.get(node.weightsOf ?? node.id)?.frozen ?? false);
  const parameterCount = node.weightsOf === undefined ? layer.trainableCount : 0;
  facts.set(node.id, { inputShapes, outputShape, outputShapes, parameterCount, multiplyAdds });
  inference.layers.push({
    id: node.id,
    definition,
    parameters: node.parameters,
    inputs: incoming.map(({ source, sourcePort }) => (sourcePort ? { node: source, port: sourcePort } : { node: source })),
    inputShapes,
    outputShape,
    outputShapes,
    weights: isFrozen ? weights.map((weight) => ({ ...weight, trainable: false })) : weights,
    weightsOf: node.weightsOf ?? node.id,
    frozen: isFrozen,
    parameterCount,
    multiplyAdds,
    hasOwnOutput,
  });
}

/** Layers that use weights of others in a way that can't be. */
function checkWeights({ nodes, facts }: Inference): Diagnostic[] {
  const weighted = (node: GraphNode | undefined) => node && weightsOfNode(node, facts.get(node.id));
  return [...nodes.values()].flatMap((node) => {
    const user = node.weightsOf === undefined ? undefined : weighted(node);
    return (user && checkSharing(user, weighted(nodes.get(node.weightsOf ?? '')))) ?? [];
  });
}

/** Ends that are held against the image and have another size. */
function checkImageEnds(document: GraphDocument, { layers, graph }: Inference): Diagnostic[] {
  const image = layers.find((layer) => layer.definition.type === inputType)?.outputShape;
  if (image === undefined) return [];
  return layers.flatMap((layer): Diagnostic[] => {
    const edge = graph.incoming.get(layer.id)?.[0];
    if (layer.definition.end?.target !== 'images' || isSameShape(layer.outputShape, image) || edge === undefined) return [];
    const inserted = fixMerge([image, layer.outputShape], 1, image);
    const node = document.nodes.find(({ id }) => id === layer.id) as GraphNode;
    const fix = inserted && fixOf({ insertBefore: { ...inserted, input: 0 } }, node, [edge]);
    return [
      {
        ...problemOf('not-the-image', { expected: image, received: layer.outputShape }),
        node: layer.id,
        edge: edge.id,
        ...(fix ? { fix } : {}),
      },
    ];
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
  const smallerBatch = 2 ** Math.floor(Math.log2(Math.max(1, batchSize / 2)));
  return [
    {
      ...problemOf('step-too-large', {
        total: { kind: 'bytes', bytes: total, exact: true },
        weights: { kind: 'bytes', bytes: largest.weightBytes },
        outputs: { kind: 'bytes', bytes: largest.activationBytes },
        isBatch: batchSize > 1,
        batch: batchSize,
        smaller: smallerBatch,
        limit: { kind: 'bytes', bytes: maximumArenaBytes },
      }),
      node: largest.layer.id,
    },
  ];
}

/** Layers in order, with their facts and problems, as far as shapes can be followed. */
function infer(document: GraphDocument, graph: GraphOrder): Inference {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const inference: Inference = { graph, nodes, facts: new Map(), layers: [], problems: [] };
  for (const id of graph.order) {
    const node = nodes.get(id);
    if (node !== undefined) inferNode(node, inference);
  }
  inference.problems.push(...checkWeights(inference), ...checkImageEnds(document, inference));
  return inference;
}

/** Where images keep their own sizes: what stands in the way of that, and which layers' shapes follow them. */
function checkSizesOf(document: GraphDocument, { graph, layers, facts, problems }: Inference): Diagnostic[] {
  const range = sizeRangeOf(document);
  if (range === undefined || problems.length > 0) return [];
  const { diagnostics, varying } = checkSizes({
    document,
    graph,
    range,
    layers,
    probe: (size) => infer(documentAt(document, size), graph),
  });
  for (const id of varying) facts.set(id, { ...facts.get(id), varies: true });
  return diagnostics;
}

/** Everything that derives from a document; where images keep their own sizes, shapes and counts are those of the smallest. */
export function analyzeDocument(document: GraphDocument): Analysis {
  const graph = orderNodes(document);
  const inference = infer(document, graph);
  const { layers, facts } = inference;
  // only a warning: a trained network predicts, whatever it was trained with; training itself is refused (train/programs.ts)
  const batch = checkBatch(layers, document.training.batchSize, 'warning');
  const diagnostics = [
    ...checkStructure(document, graph),
    ...inference.problems,
    ...checkSizesOf(document, inference),
    ...checkMemory(document, layers),
    ...batch,
  ];
  const input = layers.find((layer) => layer.definition.type === inputType);
  const endOf = new Map(layers.filter(({ definition }) => definition.end !== undefined).map((layer) => [layer.id, layer]));
  const ends = document.nodes.flatMap(({ id }) => endOf.get(id) ?? []);
  const output = ends.find((layer) => layer.definition.end?.target === 'labels') ?? ends[0];
  if (hasErrors(diagnostics) || input === undefined || output === undefined) return { diagnostics, nodes: facts };
  const sum = (count: (layer: NetworkLayer) => number): number => layers.reduce((total, layer) => total + count(layer), 0);
  const network: Network = {
    layers,
    input,
    ends,
    output,
    parameterCount: sum((layer) => layer.parameterCount),
    multiplyAdds: sum((layer) => layer.multiplyAdds),
  };
  return { diagnostics, nodes: facts, network };
}
