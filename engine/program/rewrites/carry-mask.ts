// Backward, dx = dy where a ReLU's output is positive, else 0: where what computes dy has no other reader and can write those
// zeros itself, it does.
import { rectifierGradient } from '../../operations/activation/operation.ts';
import type { OperationNode } from '../../operations/operation.ts';
import type { Rewriting } from './rewriting.ts';

export function carryMask(node: OperationNode, program: Rewriting): string | undefined {
  const masked = rectifierGradient(node);
  if (masked === undefined) return undefined;
  const owner = program.onlyOwnerOf(masked.dy);
  if (owner?.definition.carries?.mask === undefined || owner.carried.mask || owner.carried.rectify) return undefined;
  const mask = owner.definition.carries.mask(owner, masked.y);
  if (mask === undefined) return undefined;
  program.carry(owner, { mask });
  program.replace(node, masked.dy);
  return `${node.origin.node}: its zeros are written by ${owner.definition.name} of ${owner.origin.node}`;
}
