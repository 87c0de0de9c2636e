// A program by the plain loops in double precision throughout, without rewrites: what difference quotients can be taken of.
// Inputs are given by the name of their place (`bytes`, `conv1.weights`); what nobody gives is 0.
import { sizeOf } from '../../engine/base/shape.ts';
import { homeName } from '../../engine/operations/draft.ts';
import type { OperationNode, ReferenceCall, Value } from '../../engine/operations/operation.ts';

export type DoubleTensor = Float64Array | Int32Array | Uint8Array;

function createDoubles({ element, shape }: Value['type']): DoubleTensor {
  const count = sizeOf(shape);
  if (element === 'f32') return new Float64Array(count);
  return element === 'i32' ? new Int32Array(count) : new Uint8Array(count);
}

export class DoubleRun {
  private readonly places = new Map<string, DoubleTensor>();
  private readonly transients = new Map<Value, DoubleTensor>();

  /** inputs: by place; copied. */
  constructor(inputs: ReadonlyMap<string, ArrayLike<number>>) {
    for (const [name, values] of inputs) this.places.set(name, Float64Array.from(values));
  }

  at(value: Value): DoubleTensor {
    const name = homeName(value.home);
    const known = name === '' ? this.transients.get(value) : this.places.get(name);
    const isRight = known !== undefined && (value.type.element === 'f32' || !(known instanceof Float64Array));
    if (isRight) return known;
    const made = createDoubles(value.type);
    if (known !== undefined) made.set(known as never);
    if (name === '') this.transients.set(value, made);
    else this.places.set(name, made);
    return made;
  }

  /** The values in a place. Throws where no operation has touched it. */
  named(name: string): DoubleTensor {
    const found = this.places.get(name);
    if (found === undefined) throw new Error(`nothing lies in ${name}`);
    return found;
  }

  run(nodes: readonly OperationNode[]): void {
    for (const node of nodes) {
      if (Object.keys(node.carried).length > 0) throw new Error(`${node.definition.name}: expected a program without rewrites`);
      const find = (name: string): Value => {
        const value = node.results[name] ?? node.operands[name];
        if (value === undefined) throw new Error(`${node.definition.name} has no ${name}`);
        return value;
      };
      // plain loops see indices and lengths, and whichever precision lies behind them
      const call: ReferenceCall<OperationNode['attributes']> = {
        attributes: node.attributes,
        f32: (name) => this.at(find(name)) as unknown as Float32Array,
        i32: (name) => this.at(find(name)) as Int32Array,
        u8: (name) => this.at(find(name)) as Uint8Array,
        shape: (name) => find(name).type.shape,
        has: (name) => node.results[name] !== undefined || node.operands[name] !== undefined,
      };
      node.definition.reference(call);
    }
  }
}
