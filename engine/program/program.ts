// A program of operations: what is computed, in order, before any backend has chosen how. Immutable once it is written.
import type { OperationNode, Value } from '../operations/operation.ts';

export interface OperationProgram {
  readonly name: string;
  readonly batch: number;
  readonly training: boolean;
  /** In the order of execution. */
  readonly nodes: readonly OperationNode[];
  /** By layer, what it puts out. An absorbed layer's is its producer's. */
  readonly outputs: ReadonlyMap<string, Value>;
  /** Outputs stay in place until the end, to be looked at. */
  readonly keepsOutputs: boolean;
  /** What rewrites did, a sentence each, in the order they did it. */
  readonly rewritten: readonly string[];
}

/** How often each value is read, by an operation or as what it carries. */
export function countReaders(nodes: readonly OperationNode[]): Map<Value, number> {
  const readers = new Map<Value, number>();
  const count = (value: Value | undefined): void => void (value && readers.set(value, (readers.get(value) ?? 0) + 1));
  for (const node of nodes) {
    for (const value of Object.values(node.operands)) count(value);
    count(node.carried.addend);
    count(node.carried.mask);
  }
  return readers;
}

/** Without the operations whose results nobody reads and that change nothing outside. */
export function withoutUnread(nodes: readonly OperationNode[], kept: Iterable<Value>): OperationNode[] {
  const wanted = new Set(kept);
  const living: OperationNode[] = [];
  for (const node of [...nodes].reverse()) {
    const results = Object.values(node.results);
    const isWanted = results.some((value) => wanted.has(value) || value.home.kind !== 'transient') || node.definition.updates !== undefined;
    if (!isWanted) continue;
    for (const value of Object.values(node.operands)) wanted.add(value);
    if (node.carried.addend) wanted.add(node.carried.addend);
    if (node.carried.mask) wanted.add(node.carried.mask);
    living.push(node);
  }
  return living.reverse();
}
