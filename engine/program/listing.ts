// A program as it is read: one line an operation, in order, with the names of what goes in and comes out, as plain data and as text.
import type { OperationNode, Pass, Value } from '../operations/operation.ts';
import { formatAttributes } from './attributes-text.ts';
import type { OperationProgram } from './program.ts';

export interface ListedValue {
  /** What the operation calls it: `x`, `weights`. */
  readonly as: string;
  readonly name: string;
  readonly element: string;
  /** The batch first. */
  readonly shape: readonly number[];
}

export interface ListedOperation {
  readonly pass: Pass;
  /** The layer that asked for it, '' for none. */
  readonly node: string;
  readonly operation: string;
  /** As its definition says it: `y = x ∗ weights + bias`. */
  readonly explanation: string;
  readonly results: readonly ListedValue[];
  readonly operands: readonly ListedValue[];
  readonly attributes: Readonly<Record<string, unknown>>;
  /** What it does to its first result besides, as text: `+ shortcut`, `max(0, ·)`. */
  readonly carried: readonly string[];
  /** Names of operands that it also writes. */
  readonly updates: readonly string[];
  /** Of the whole batch; 0 where an operation has none worth counting. */
  readonly multiplyAdds: number;
  /** The result is the operand seen differently: nothing is computed. */
  readonly isView: boolean;
}

const listed = ([as, { name, type }]: readonly [string, Value]): ListedValue => ({ as, name, element: type.element, shape: type.shape });

function listNode(
  { definition, attributes, operands, results, carried, origin }: OperationNode,
  isRead: (value: Value) => boolean,
): ListedOperation {
  const { addend, rectify, mask } = carried;
  return {
    pass: origin.pass,
    node: origin.node,
    operation: definition.name,
    explanation: definition.explanation,
    // what nobody reads is not computed
    results: Object.entries(results)
      .filter(([, value], index) => index === 0 || isRead(value))
      .map(listed),
    operands: Object.entries(operands).map(listed),
    attributes,
    carried: [...(addend ? [`+ ${addend.name}`] : []), ...(rectify ? ['max(0, ·)'] : []), ...(mask ? [`0 where ${mask.name} ≤ 0`] : [])],
    updates: (definition.updates ?? []).flatMap((name) => operands[name]?.name ?? []),
    multiplyAdds: definition.multiplyAdds?.(attributes, operands, results) ?? 0,
    isView: definition.isView === true,
  };
}

/** The operations of a program in the order of execution. */
export function listOperations({ nodes }: OperationProgram): ListedOperation[] {
  const read = new Set(nodes.flatMap((node) => [...Object.values(node.operands), node.carried.addend, node.carried.mask]));
  return nodes.map((node) => listNode(node, (value) => read.has(value) || value.home.kind !== 'transient'));
}

/** `pool1, pool1.switches = maxPooling(relu1; 2×2, stride 2)`; what is changed in place has a star. */
export function formatOperation({ results, operation, operands, attributes, carried, updates }: ListedOperation): string {
  const given = operands.map(({ name }) => (updates.includes(name) ? `${name}*` : name)).join(', ');
  const said = formatAttributes(attributes);
  const call = `${operation}(${given}${said === '' ? '' : `; ${said}`})`;
  const names = results.map(({ name }) => name).join(', ');
  return [names === '' ? call : `${names} = ${call}`, ...carried].join(' → ');
}

/** Every operation once, with all its operands by their own names: `product(x, weights, bias)`, and what it computes. */
export function listSignatures(operations: readonly ListedOperation[]): { readonly signature: string; readonly explanation: string }[] {
  const signatures = new Map<string, { operands: Set<string>; explanation: string }>();
  for (const { operation, explanation, operands } of operations) {
    const known = signatures.get(operation) ?? { operands: new Set(), explanation };
    for (const { as } of operands) known.operands.add(as);
    signatures.set(operation, known);
  }
  return [...signatures].map(([operation, { operands, explanation }]) => ({
    signature: `${operation}(${[...operands].join(', ')})`,
    explanation,
  }));
}
