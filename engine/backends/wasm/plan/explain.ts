// Which way was chosen for each operation of a program, and why not the others.
import type { Pass, Value } from '../../../operations/operation.ts';
import { countReaders, type OperationProgram } from '../../../program/program.ts';
import { chooseWay, offersOf, type WayOffer } from './choose.ts';
import { wayContext } from './lower.ts';

export interface ExplainedWay {
  readonly pass: Pass;
  readonly node: string;
  readonly operation: string;
  /** Undefined for a view, which nobody computes. */
  readonly way: string | undefined;
  readonly explanation: string;
  /** All ways of the operation, the one that was chosen among them. */
  readonly offers: readonly WayOffer[];
}

/** One entry an operation, in the order of execution. */
export function explainWays(program: OperationProgram): ExplainedWay[] {
  const readers = countReaders(program.nodes);
  const isWanted = (value: Value): boolean => (readers.get(value) ?? 0) > 0 || value.home.kind !== 'transient';
  return program.nodes.map((node) => {
    const place = { pass: node.origin.pass, node: node.origin.node, operation: node.definition.name };
    if (node.definition.isView) return { ...place, way: undefined, explanation: 'a view: nothing is computed', offers: [] };
    const context = wayContext(node, program.training, isWanted);
    const { name, explanation } = chooseWay(context);
    return { ...place, way: name, explanation, offers: offersOf(context) };
  });
}
