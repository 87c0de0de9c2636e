// Backward, dx = dy where a ReLU's output is positive, else 0: where what computes dy has no other reader and can write those
// zeros itself, over its result or by an operand more, it does.
import { rectifierGradient } from '../../operations/activation/operation.ts';
import type { OperationNode } from '../../operations/operation.ts';
import type { Rewriting } from './rewriting.ts';

export function carryMask(node: OperationNode, program: Rewriting): string | undefined {
  const masked = rectifierGradient(node);
  if (masked === undefined) return undefined;
  const owner = program.onlyOwnerOf(masked.dy);
  const carries = owner?.definition.carries;
  if (owner === undefined || carries === undefined || owner.carried.mask || owner.carried.rectify) return undefined;
  const mask = carries.mask?.(owner, masked.y);
  const operand = carries.maskOperand?.(owner, masked.y, (value) => program.producerOf(value));
  if (mask !== undefined) program.carry(owner, { mask });
  else if (operand !== undefined) program.setOperand(owner, operand.name, operand.value);
  else return undefined;
  program.replace(node, masked.dy);
  return `${node.origin.node}, backward: its zeros are written by ${owner.definition.name} of ${owner.origin.node}`;
}
