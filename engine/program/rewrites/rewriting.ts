// A program while it is rewritten: who writes and who reads each value, kept up to date as operations are taken out and values
// replaced. Rewrites see operations through this alone.
import type { OperationNode, Value } from '../../operations/operation.ts';

export class Rewriting {
  private readonly producers = new Map<Value, OperationNode>();
  /** One entry a use: who reads a value twice stands here twice. */
  private readonly uses = new Map<Value, OperationNode[]>();
  private readonly places = new Map<OperationNode, number>();
  private readonly removed = new Set<OperationNode>();
  private readonly inserted = new Map<OperationNode, OperationNode[]>();
  /** Layers by what they put out: several where one hands its input on. */
  private readonly putOutBy = new Map<Value, string[]>();
  readonly notes: string[] = [];

  constructor(
    private readonly original: readonly OperationNode[],
    readonly outputs: Map<string, Value>,
    readonly training: boolean,
  ) {
    for (const [index, node] of original.entries()) this.add(node, index);
    for (const [layer, output] of outputs) this.putOutBy.set(output, [...(this.putOutBy.get(output) ?? []), layer]);
  }

  private add(node: OperationNode, place: number): void {
    this.places.set(node, place);
    for (const value of Object.values(node.results)) this.producers.set(value, node);
    for (const value of readBy(node)) this.use(value, node);
  }

  private use(value: Value, node: OperationNode): void {
    const users = this.uses.get(value);
    if (users === undefined) this.uses.set(value, [node]);
    else users.push(node);
  }

  has(node: OperationNode): boolean {
    return !this.removed.has(node);
  }

  producerOf(value: Value): OperationNode | undefined {
    return this.producers.get(value);
  }

  usesOf(value: Value): number {
    return this.uses.get(value)?.length ?? 0;
  }

  /** Where an operation stands; what lives outside the program stands before all. */
  placeOf(node: OperationNode | undefined): number {
    return node === undefined ? -1 : (this.places.get(node) ?? -1);
  }

  /** The operation that computes a value, seen through views. */
  ownerOf(value: Value): OperationNode | undefined {
    const node = this.producerOf(value);
    if (!node?.definition.isView) return node;
    const [source] = Object.values(node.operands);
    return source === undefined ? undefined : this.ownerOf(source);
  }

  /** As `ownerOf`, where the first result of that operation has a single reader on its way there, the last one included. */
  onlyOwnerOf(value: Value): OperationNode | undefined {
    // what lives outside is read there, too
    if (this.usesOf(value) !== 1 || value.home.kind !== 'transient') return undefined;
    const node = this.producerOf(value);
    if (node === undefined) return undefined;
    const [source] = Object.values(node.operands);
    if (node.definition.isView) return source === undefined ? undefined : this.onlyOwnerOf(source);
    return Object.values(node.results)[0] === value ? node : undefined;
  }

  carry(node: OperationNode, carried: OperationNode['carried']): void {
    Object.assign(node.carried, carried);
    if (carried.addend) this.use(carried.addend, node);
    if (carried.mask) this.use(carried.mask, node);
  }

  setOperand(node: OperationNode, name: string, value: Value): void {
    const former = node.operands[name];
    if (former !== undefined) this.forget(former, node);
    node.operands[name] = value;
    this.use(value, node);
  }

  private forget(value: Value, node: OperationNode): void {
    const users = this.uses.get(value) ?? [];
    const index = users.indexOf(node);
    if (index >= 0) users.splice(index, 1);
  }

  /** Takes `node` out; whoever read its first result reads `value` from now on. */
  replace(node: OperationNode, value: Value): void {
    const [result] = Object.values(node.results);
    this.removed.add(node);
    for (const operand of readBy(node)) this.forget(operand, node);
    if (result === undefined) return;
    // it is what that result was, and is called so
    value.name = result.name;
    if (result.home.kind !== 'transient') value.home = result.home;
    for (const user of this.uses.get(result) ?? []) {
      for (const [name, operand] of Object.entries(user.operands)) if (operand === result) user.operands[name] = value;
      if (user.carried.addend === result) user.carried.addend = value;
      if (user.carried.mask === result) user.carried.mask = value;
      this.use(value, user);
    }
    this.uses.delete(result);
    const layers = this.putOutBy.get(result) ?? [];
    for (const layer of layers) this.outputs.set(layer, value);
    this.putOutBy.set(value, [...(this.putOutBy.get(value) ?? []), ...layers]);
    this.putOutBy.delete(result);
  }

  /** Puts a new operation in front of another. */
  insertBefore(node: OperationNode, added: OperationNode): void {
    this.inserted.set(node, [...(this.inserted.get(node) ?? []), added]);
    this.add(added, this.placeOf(node));
  }

  nodes(): OperationNode[] {
    return this.original.flatMap((node) => [...(this.inserted.get(node) ?? []), ...(this.removed.has(node) ? [] : [node])]);
  }
}

function readBy(node: OperationNode): Value[] {
  const { addend, mask } = node.carried;
  return [...Object.values(node.operands), ...(addend ? [addend] : []), ...(mask ? [mask] : [])];
}
