// A program as it is read: one line an operation, in order, with the names of what goes in and comes out.
import type { OperationNode, Pass, Value } from '../operations/operation.ts';
import type { OperationProgram } from './program.ts';

export interface ListedValue {
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
  readonly results: readonly ListedValue[];
  readonly operands: readonly ListedValue[];
  readonly attributes: Readonly<Record<string, unknown>>;
  /** What it does to its first result besides, as text: `+ shortcut`, `max(0, ·)`. */
  readonly carried: readonly string[];
  /** Operands that it also writes. */
  readonly updates: readonly string[];
}

const listed = ({ name, type }: Value): ListedValue => ({ name, element: type.element, shape: type.shape });

function listNode(
  { definition, attributes, operands, results, carried, origin }: OperationNode,
  isRead: (value: Value) => boolean,
): ListedOperation {
  const { addend, rectify, mask } = carried;
  return {
    pass: origin.pass,
    node: origin.node,
    operation: definition.name,
    // what nobody reads is not computed
    results: Object.values(results)
      .filter((value, index) => index === 0 || isRead(value))
      .map((value) => ({ ...listed(value), name: value.home.kind === 'slot' ? value.home.name : value.name })),
    operands: Object.values(operands).map(listed),
    attributes,
    carried: [...(addend ? [`+ ${addend.name}`] : []), ...(rectify ? ['max(0, ·)'] : []), ...(mask ? [`0 where ${mask.name} ≤ 0`] : [])],
    updates: (definition.updates ?? []).flatMap((name) => operands[name]?.name ?? []),
  };
}

/** The operations of a program in the order of execution. */
export function listOperations({ nodes }: OperationProgram): ListedOperation[] {
  const read = new Set(nodes.flatMap((node) => [...Object.values(node.operands), node.carried.addend, node.carried.mask]));
  return nodes.map((node) => listNode(node, (value) => read.has(value) || value.home.kind !== 'transient'));
}

/** `y, switches = maxPooling(conv1) → max(0, ·)`. */
export function formatOperation({ results, operation, operands, carried, updates }: ListedOperation): string {
  const names = [...results.map(({ name }) => name), ...updates].join(', ');
  const call = `${operation}(${operands.map(({ name }) => name).join(', ')})`;
  return `${names} = ${[call, ...carried].join(' → ')}`;
}
