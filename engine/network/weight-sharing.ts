// Weights that several layers use: whose they are, and what stands in the way of sharing them.
import type { Diagnostic, Fix } from '../base/diagnostics.ts';
import { formatShape, isSameShape } from '../base/shape.ts';
import type { GraphDocument, GraphNode } from '../document/document.ts';
import { findLayer } from '../layers/index.ts';
import type { AnyLayerDefinition, WeightSpecification } from '../layers/layer.ts';
import type { NodeFacts } from './network.ts';

/** A node whose weights are known. */
export interface WeightedNode {
  readonly node: GraphNode;
  readonly definition: AnyLayerDefinition;
  readonly weights: readonly WeightSpecification[];
}

function ownWeights({ id }: GraphNode): Fix {
  return { label: `Give ${id} weights of its own`, changes: [{ kind: 'set-node', node: id, name: 'weightsOf', value: null }] };
}

function refuse(
  node: GraphNode,
  id: string,
  message: string,
  [expected, received]: readonly [string, string],
  fix = ownWeights(node),
): Diagnostic {
  return { id, severity: 'error', node: node.id, message, expected, received, fix };
}

const describe = (weights: readonly WeightSpecification[]): string =>
  weights.map(({ name, shape }) => `${name} ${formatShape(shape)}`).join(', ') || 'none';

/** Behind one that uses another's weights, that other is meant. */
function fixChain(node: GraphNode, owner: GraphNode): Fix | undefined {
  const { weightsOf } = owner;
  if (weightsOf === undefined || weightsOf === node.id || weightsOf === owner.id) return undefined;
  return { label: `Use the weights of ${weightsOf}`, changes: [{ kind: 'set-node', node: node.id, name: 'weightsOf', value: weightsOf }] };
}

/** Why a node can't use the weights of `owner`; undefined where it can. */
export function checkSharing(user: WeightedNode, owner: WeightedNode | undefined): Diagnostic | undefined {
  const { node, weights } = user;
  if (owner === undefined) {
    const message = `${node.id} uses the weights of ${node.weightsOf}, which has none yet.`;
    return refuse(node, 'shared-weights', message, ['a layer with weights', 'none']);
  }
  if (owner.node.id === node.id || owner.node.weightsOf !== undefined) {
    const received = owner.node.id === node.id ? 'itself' : `one that uses those of ${owner.node.weightsOf}`;
    const message = `${owner.node.id} has no weights of its own to share.`;
    return refuse(node, 'shared-weights', message, ['a layer that uses its own weights', received], fixChain(node, owner.node));
  }
  if ([...weights, ...owner.weights].some(({ trainable }) => !trainable)) {
    const message = `${owner.definition.label} keeps statistics of what passes through; two places would mix theirs.`;
    return refuse(node, 'shared-state', message, ['a layer without running statistics', owner.definition.label]);
  }
  if (!haveSameWeights(weights, owner.weights)) {
    const message = `The weights of ${owner.node.id} do not fit ${node.id}.`;
    return refuse(node, 'shared-weights', message, [describe(weights), describe(owner.weights)]);
  }
  if (!node.frozen || owner.node.frozen) return undefined;
  return refuse(
    node,
    'frozen-share',
    `${node.id} is frozen, and the weights it uses are not: they are those of ${owner.node.id}, which learns.`,
    [`${owner.node.id} frozen as well`, 'one of two frozen'],
    {
      label: `Freeze ${owner.node.id}`,
      changes: [{ kind: 'set-node', node: owner.node.id, name: 'frozen', value: true }],
    },
  );
}

/** Whether two layers have weights of the same names and shapes, and at least one. */
export function haveSameWeights(some: readonly WeightSpecification[], others: readonly WeightSpecification[]): boolean {
  return (
    some.length > 0 &&
    some.length === others.length &&
    some.every(({ name, shape }) => others.some((other) => other.name === name && isSameShape(other.shape, shape)))
  );
}

/** The weights of a node, whoever owns them; undefined where its inputs are not known. */
export function weightsOfNode(node: GraphNode, facts: NodeFacts | undefined): WeightedNode | undefined {
  const definition = findLayer(node.type);
  const shapes = facts?.outputShape && facts.inputShapes;
  return definition && shapes && { node, definition, weights: definition.weights(node.parameters, shapes) };
}

/** The nodes of the same type whose weights a node could use in place of its own, in the document's order. */
export function findOwners(document: GraphDocument, facts: ReadonlyMap<string, NodeFacts>, id: string): readonly GraphNode[] {
  const user = document.nodes.find((node) => node.id === id);
  const weighted = user && weightsOfNode(user, facts.get(id));
  if (user === undefined || weighted === undefined) return [];
  return document.nodes.filter((node) => {
    if (node.id === id || node.type !== user.type || node.weightsOf !== undefined) return false;
    const { frozen: _, ...free } = user;
    const owner = weightsOfNode(node, facts.get(node.id));
    return owner !== undefined && checkSharing({ ...weighted, node: free }, owner) === undefined;
  });
}
