// Weights that several layers use: whose they are, and what stands in the way of sharing them.
import type { Diagnostic } from '../base/diagnostics.ts';
import { formatShape, isSameShape } from '../base/shape.ts';
import type { GraphNode } from '../document/document.ts';
import type { AnyLayerDefinition, WeightSpecification } from '../layers/layer.ts';

/** A node whose weights are known. */
export interface WeightedNode {
  readonly node: GraphNode;
  readonly definition: AnyLayerDefinition;
  readonly weights: readonly WeightSpecification[];
}

function refuse(node: GraphNode, id: string, message: string, expected: string, received: string): Diagnostic {
  return {
    id,
    severity: 'error',
    node: node.id,
    message,
    expected,
    received,
    fix: { label: `Give ${node.id} weights of its own`, changes: [{ kind: 'set-node', node: node.id, name: 'weightsOf', value: null }] },
  };
}

const describe = (weights: readonly WeightSpecification[]): string =>
  weights.map(({ name, shape }) => `${name} ${formatShape(shape)}`).join(', ') || 'none';

/** Why a node can't use the weights of `owner`; undefined where it can. */
export function checkSharing(user: WeightedNode, owner: WeightedNode | undefined): Diagnostic | undefined {
  const { node, weights } = user;
  if (owner === undefined)
    return refuse(
      node,
      'shared-weights',
      `${node.id} uses the weights of ${node.weightsOf}, which has none yet.`,
      'a layer with weights',
      'none',
    );
  if (owner.node.id === node.id || owner.node.weightsOf !== undefined)
    return refuse(
      node,
      'shared-weights',
      `${owner.node.id} has no weights of its own to share.`,
      'a layer that uses its own weights',
      owner.node.id === node.id ? 'itself' : `one that uses those of ${owner.node.weightsOf}`,
    );
  if ([...weights, ...owner.weights].some(({ trainable }) => !trainable))
    return refuse(
      node,
      'shared-state',
      `${owner.definition.label} keeps statistics of what passes through; two places would mix theirs.`,
      'a layer without running statistics',
      owner.definition.label,
    );
  const fits =
    weights.length > 0 &&
    weights.length === owner.weights.length &&
    weights.every(({ name, shape }) => owner.weights.some((other) => other.name === name && isSameShape(other.shape, shape)));
  if (fits) return undefined;
  return refuse(
    node,
    'shared-weights',
    `The weights of ${owner.node.id} do not fit ${node.id}.`,
    describe(weights),
    describe(owner.weights),
  );
}
