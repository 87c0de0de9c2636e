// Outside training a normalisation only scales and shifts channels; behind an operation that is linear in its weights it is
// folded into them: y = (x ∗ w + b − mean) · factor + shift = x ∗ (w · factor) + ((b − mean) · factor + shift).
import { isSameShape } from '../../base/shape.ts';
import { Draft } from '../../operations/draft.ts';
import { foldedNormalization, normalizationByStatistics } from '../../operations/normalization/operation.ts';
import { type AnyOperation, type OperationNode, operandOf } from '../../operations/operation.ts';
import type { Rewriting } from './rewriting.ts';

export function foldNormalization(node: OperationNode, program: Rewriting): string | undefined {
  const { x, mean, variance, scale, shift } = node.operands;
  if (node.definition !== (normalizationByStatistics as unknown as AnyOperation) || program.training) return undefined;
  if (x === undefined || mean === undefined || variance === undefined || scale === undefined || shift === undefined) return undefined;
  const owner = program.onlyOwnerOf(x);
  const linear = owner?.definition.carries?.linear;
  if (owner === undefined || linear === undefined) return undefined;
  const { carried } = owner;
  const [result] = Object.values(owner.results);
  if (carried.addend || carried.rectify || carried.mask || result === undefined || !isSameShape(result.type.shape, x.type.shape))
    return undefined;
  const draft = new Draft();
  draft.write(node.origin.node, node.origin.pass);
  const bias = owner.operands[linear.bias];
  const operands = { weights: operandOf(owner.operands, linear.weights), ...(bias ? { bias } : {}), mean, variance, scale, shift };
  const folded = draft.apply(foldedNormalization, operands, { epsilon: Number(node.attributes['epsilon']) });
  const [added] = draft.nodes;
  if (added === undefined) return undefined;
  program.insertBefore(owner, added);
  program.setOperand(owner, linear.weights, operandOf(folded, 'foldedWeights'));
  program.setOperand(owner, linear.bias, operandOf(folded, 'foldedBias'));
  Object.assign(owner.carried, node.carried);
  program.replace(node, x);
  return `${node.origin.node}: folded into the weights of ${owner.origin.node}`;
}
