// y = a + b, where what computes one term can add the other as it writes its own: of the two the one computed later, for then the
// other is there.
import { isSameShape } from '../../base/shape.ts';
import { addition } from '../../operations/add/operation.ts';
import type { AnyOperation, OperationNode, Value } from '../../operations/operation.ts';
import type { Rewriting } from './rewriting.ts';

export function carrySum(node: OperationNode, program: Rewriting): string | undefined {
  const terms = Object.values(node.operands);
  const [first, second] = terms;
  if (node.definition !== (addition as unknown as AnyOperation) || terms.length !== 2 || first === undefined || second === undefined)
    return undefined;
  const { rectify, mask, addend } = node.carried;
  if (rectify || mask || addend) return undefined;
  const candidate = (own: Value, other: Value) => ({ own, other, owner: program.onlyOwnerOf(own) });
  const candidates = [candidate(first, second), candidate(second, first)];
  candidates.sort((one, two) => program.placeOf(two.owner) - program.placeOf(one.owner));
  for (const { own, other, owner } of candidates) {
    if (!owner?.definition.carries?.addend || owner.carried.addend || owner.carried.rectify || owner.carried.mask) continue;
    const [result] = Object.values(owner.results);
    if (program.placeOf(program.ownerOf(other)) >= program.placeOf(owner)) continue;
    if (result === undefined || !isSameShape(result.type.shape, other.type.shape)) continue;
    program.carry(owner, { addend: other });
    program.replace(node, own);
    return `${node.origin.node}: ${other.name} is added by ${owner.definition.name} of ${owner.origin.node}`;
  }
  return undefined;
}
