// What is done to a program before a backend sees it: small rules, one a file, tried on every operation in the order of
// execution. A rule looks at what operations can carry, never at a layer's type, and either takes an operation out or leaves all as it is.
import type { OperationNode } from '../../operations/operation.ts';
import { carryMask } from './carry-mask.ts';
import { carryRectifier } from './carry-rectifier.ts';
import { carrySum } from './carry-sum.ts';
import { foldNormalization } from './fold-normalization.ts';
import type { Rewriting } from './rewriting.ts';

/** Rewrites the program at `node` and says in a sentence what it did; undefined where it does not apply. */
export type Rewrite = (node: OperationNode, program: Rewriting) => string | undefined;

export const rewrites: readonly Rewrite[] = [carryRectifier, foldNormalization, carrySum, carryMask];

/** Tries every rule on every operation, once. */
export function rewriteProgram(nodes: readonly OperationNode[], program: Rewriting): void {
  for (const node of nodes) {
    for (const rewrite of rewrites) {
      if (!program.has(node)) break;
      const note = rewrite(node, program);
      if (note !== undefined) program.notes.push(note);
    }
  }
}
