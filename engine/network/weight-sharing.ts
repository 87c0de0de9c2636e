// Weights that several layers use: whose they are, and what stands in the way of sharing them.
import type { Diagnostic, Fix } from '../base/diagnostics.ts';
import { type Message, type MessageValue, messagesOf } from '../base/messages.ts';
import { isSameShape } from '../base/shape.ts';
import { words as baseWords } from '../base/words.ts';
import type { GraphDocument, GraphNode } from '../document/document.ts';
import { findLayer } from '../layers/index.ts';
import type { AnyLayerDefinition, WeightSpecification } from '../layers/layer.ts';
import type { NodeFacts } from './network.ts';
import { words } from './words.ts';

const { problem, fix, phrase } = messagesOf(words);

/** A node whose weights are known. */
export interface WeightedNode {
  readonly node: GraphNode;
  readonly definition: AnyLayerDefinition;
  readonly weights: readonly WeightSpecification[];
}

function ownWeights({ id }: GraphNode): Fix {
  return { ...fix('own-weights', { node: id }), changes: [{ kind: 'set-node', node: id, name: 'weightsOf', value: null }] };
}

function refuse(node: GraphNode, found: Message, mended = ownWeights(node)): Diagnostic {
  return { ...found, severity: 'error', node: node.id, fix: mended };
}

const describe = (weights: readonly WeightSpecification[]): MessageValue =>
  weights.length === 0
    ? messagesOf(baseWords).phrase('none')
    : { kind: 'list', items: weights.map(({ name, shape }) => phrase('weight-shape', { name, shape })), joined: 'comma' };

/** Behind one that uses another's weights, that other is meant. */
function fixChain(node: GraphNode, owner: GraphNode): Fix | undefined {
  const { weightsOf } = owner;
  if (weightsOf === undefined || weightsOf === node.id || weightsOf === owner.id) return undefined;
  const changes = [{ kind: 'set-node', node: node.id, name: 'weightsOf', value: weightsOf }] as const;
  return { ...fix('use-weights', { node: weightsOf }), changes };
}

/** Why a node can't use the weights of `owner`; undefined where it can. */
export function checkSharing(user: WeightedNode, owner: WeightedNode | undefined): Diagnostic | undefined {
  const { node, weights } = user;
  if (owner === undefined) return refuse(node, problem('owner-without-weights', { node: node.id, owner: node.weightsOf ?? '' }));
  if (owner.node.id === node.id) return refuse(node, problem('owner-is-itself', { owner: owner.node.id }));
  if (owner.node.weightsOf !== undefined) {
    const found = problem('owner-uses-others', { owner: owner.node.id, other: owner.node.weightsOf });
    return refuse(node, found, fixChain(node, owner.node));
  }
  if ([...weights, ...owner.weights].some(({ trainable }) => !trainable))
    return refuse(node, problem('shared-state', { layer: { kind: 'layer', type: owner.definition.type } }));
  if (!haveSameWeights(weights, owner.weights)) {
    const [expected, received] = [describe(weights), describe(owner.weights)];
    return refuse(node, problem('shared-weights', { owner: owner.node.id, node: node.id, expected, received }));
  }
  if (!node.frozen || owner.node.frozen) return undefined;
  return refuse(node, problem('frozen-share', { node: node.id, owner: owner.node.id }), {
    ...fix('freeze', { node: owner.node.id }),
    changes: [{ kind: 'set-node', node: owner.node.id, name: 'frozen', value: true }],
  });
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
