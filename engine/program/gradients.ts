// Reverse mode over a program of operations: walks back from what has been computed, lets every operation write its own
// gradient in terms of other operations, and sums what comes back along several ways, in the order it came. The only place
// that knows how gradients flow; frozen weights and branches that nobody asked for produce nothing.
import { add } from '../operations/add/operation.ts';
import type { Draft } from '../operations/draft.ts';
import type { GradientContext, OperationNode, Value } from '../operations/operation.ts';
import { operandOf } from '../operations/operation.ts';

export interface GradientRequest {
  /** Values whose gradient is asked for: trainable weights, or the images. */
  readonly wanted: ReadonlySet<Value>;
  /** Gradients to begin with, by value; what computes a loss begins by itself. */
  readonly seeds: ReadonlyMap<Value, Value>;
  /** Layers whose losses begin no gradient: it would be 0 everywhere. None where absent. */
  readonly silent?: ReadonlySet<string>;
}

/** What one reader of a value gives back to it. */
interface Contribution {
  readonly gradient: Value;
  /** The layer that it comes through, '' for none. */
  readonly from: string;
}

/** Values that one of `wanted` flows into, among them `wanted`. */
function findDependent(nodes: readonly OperationNode[], wanted: ReadonlySet<Value>): Set<Value> {
  const dependent = new Set(wanted);
  for (const { definition, operands, results } of nodes) {
    if (definition.gradient === undefined) continue;
    if (!Object.values(operands).some((value) => dependent.has(value))) continue;
    // positions have no gradient: what follows from them alone is asked for nothing
    for (const value of Object.values(results)) if (value.type.element === 'f32') dependent.add(value);
  }
  return dependent;
}

/** Writes the backward pass of what `draft` holds, behind it. Gives the gradient of every wanted value that something flowed back to. */
export function writeGradients(draft: Draft, { wanted, seeds, silent }: GradientRequest): ReadonlyMap<Value, Value> {
  const nodes = [...draft.nodes];
  const dependent = findDependent(nodes, wanted);
  const arrived = new Map<Value, Contribution[]>();
  const named = new Set<Value>(seeds.values());
  // who hands one gradient on to several leaves it the first one's name
  const name = (gradient: Value, given: string): void => {
    if (named.has(gradient)) return;
    named.add(gradient);
    draft.rename(gradient, given);
  };
  const give = (value: Value, contribution: Contribution): void => {
    if (dependent.has(value)) arrived.set(value, [...(arrived.get(value) ?? []), contribution]);
  };
  const collect = (value: Value): Value | undefined => {
    const contributions = arrived.get(value) ?? [];
    if (contributions.length > 1) for (const { gradient, from } of contributions) name(gradient, `${value.name}.gradient.${from}`);
    const gradients = contributions.map(({ gradient }) => gradient);
    const sum = gradients.length > 1 ? add(draft, gradients) : gradients[0];
    if (sum === undefined) return undefined;
    name(sum, `${value.name}.gradient`);
    arrived.set(value, [{ gradient: sum, from: '' }]);
    return sum;
  };
  for (const [value, gradient] of seeds) give(value, { gradient, from: '' });
  for (const node of nodes.reverse()) {
    const { definition, operands, results } = node;
    if (definition.gradient === undefined || !Object.values(operands).some((value) => dependent.has(value))) continue;
    draft.write(node.origin.node, 'backward');
    const sums = new Map(Object.entries(results).map(([name, value]) => [name, collect(value)]));
    const begins = node.origin.pass === 'loss' && !silent?.has(node.origin.node);
    const isReached = begins || [...sums.values()].some((sum) => sum !== undefined);
    if (!isReached) continue;
    const context: GradientContext<typeof node.attributes> = {
      attributes: node.attributes,
      builder: draft,
      operand: (name) => operandOf(operands, name),
      result: (name) => operandOf(results, name),
      has: (name) => operands[name] !== undefined,
      gradientOf: (name) => sums.get(name),
      needs: (name) => operands[name] !== undefined && dependent.has(operandOf(operands, name)),
      give: (name, gradient) => give(operandOf(operands, name), { gradient, from: node.origin.node }),
    };
    definition.gradient(context);
  }
  const gradients = new Map<Value, Value>();
  for (const value of wanted) {
    // of weights that several layers use: in the order of execution, whoever came first on the way back
    arrived.get(value)?.reverse();
    draft.write(value.home.kind === 'weight' ? value.home.node : '', 'backward');
    const gradient = collect(value);
    if (gradient !== undefined) gradients.set(value, gradient);
  }
  return gradients;
}
