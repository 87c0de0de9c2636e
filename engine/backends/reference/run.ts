// The reference backend: runs a program operation by operation with the plain loops, on arrays of its own. Slow and readable, on
// one thread, and independent of everything that a fast backend decides; what that computes is held against it.
import { sizeOf } from '../../base/shape.ts';
import type { OperationNode, ReferenceCall, TensorType, Value } from '../../operations/operation.ts';

export type TensorData = Float32Array | Int32Array | Uint8Array;

/** Zeros of a type. */
export function createTensor(type: TensorType): TensorData {
  const count = sizeOf(type.shape);
  if (type.element === 'f32') return new Float32Array(count);
  return type.element === 'i32' ? new Int32Array(count) : new Uint8Array(count);
}

/** The arrays of a program's values: those of `places` for what lives outside, new ones for the rest. */
export class ReferenceRun {
  private readonly tensors = new Map<Value, TensorData>();

  constructor(private readonly find: (value: Value) => TensorData | undefined = () => undefined) {}

  /** The values as they lie: a view. */
  at(value: Value): TensorData {
    const known = this.tensors.get(value) ?? (value.home.kind === 'transient' ? undefined : this.find(value));
    const tensor = known ?? createTensor(value.type);
    this.tensors.set(value, tensor);
    return tensor;
  }

  run(nodes: readonly OperationNode[]): void {
    for (const node of nodes) this.runNode(node);
  }

  private runNode(node: OperationNode): void {
    const findValue = (name: string): Value => {
      const value = node.results[name] ?? node.operands[name];
      if (value === undefined) throw new Error(`${node.definition.name} has no ${name}`);
      return value;
    };
    const read = <T extends TensorData>(name: string, kind: new (length: number) => T): T => {
      const tensor = this.at(findValue(name));
      if (!(tensor instanceof kind)) throw new Error(`${node.definition.name}: ${name} has other elements`);
      return tensor;
    };
    const call: ReferenceCall<OperationNode['attributes']> = {
      attributes: node.attributes,
      f32: (name) => read(name, Float32Array),
      i32: (name) => read(name, Int32Array),
      u8: (name) => read(name, Uint8Array),
      shape: (name) => findValue(name).type.shape,
      has: (name) => node.results[name] !== undefined || node.operands[name] !== undefined,
    };
    node.definition.reference(call);
    this.applyCarried(node);
  }

  /** What any operation can carry: adds, then max(0, ·), then zeros where the mask is not positive. */
  private applyCarried({ results, carried: { addend, rectify, mask } }: OperationNode): void {
    const [result] = Object.values(results);
    if (result === undefined || (addend === undefined && mask === undefined && !rectify)) return;
    const y = this.at(result);
    const [term, sign] = [addend && this.at(addend), mask && this.at(mask)];
    for (let index = 0; index < y.length; index++) {
      if (term) y[index] = (y[index] as number) + (term[index] as number);
      if (rectify && (y[index] as number) < 0) y[index] = 0;
      if (sign && !((sign[index] as number) > 0)) y[index] = 0;
    }
  }
}
