// y = max(0, x), where x has no other reader and what computes it can end in max(0, ·): it does, and the ReLU is gone.
import { isRectifier } from '../../operations/activation/operation.ts';
import type { OperationNode } from '../../operations/operation.ts';
import type { Rewriting } from './rewriting.ts';

export function carryRectifier(node: OperationNode, program: Rewriting): string | undefined {
  const { x } = node.operands;
  if (!isRectifier(node) || x === undefined) return undefined;
  const owner = program.onlyOwnerOf(x);
  if (owner === undefined || !owner.definition.carries?.rectify || owner.carried.rectify || owner.carried.mask) return undefined;
  program.carry(owner, { rectify: true });
  program.replace(node, x);
  return `${node.origin.node}: its max(0, ·) is carried by ${owner.definition.name} of ${owner.origin.node}`;
}
