// Lowers a program of operations to the steps of this machine: gives every value a buffer (views share their operand's, results
// take the place of an operand that nobody reads any more), chooses a way for each operation and lets it write its steps. Forms of a
// value (padded, packed) are made once and shared.
import { sizeOf } from '../../../base/shape.ts';
import type { OperationNode, Pass, TensorType, Value } from '../../../operations/operation.ts';
import { countReaders, type OperationProgram } from '../../../program/program.ts';
import type { AnyStepRequest, BufferHandle, LowerContext, WayContext } from '../way.ts';
import { chooseWay, type WayChooser } from './choose.ts';

/** Takes the buffers and steps of a program: what makes a plan of them, or a test. */
export interface StepCollector {
  transientBuffer(name: string, kind: 'activation' | 'gradient' | 'scratch', bytes: number): BufferHandle;
  step(node: string, pass: Pass, request: AnyStepRequest): void;
}

/** Where values that outlive a run lie. */
export type HomeFinder = (value: Value) => BufferHandle;

const elementBytes = { f32: 4, i32: 4, u8: 1 } as const;

/** Bytes of a tensor. */
export function bytesOf(type: TensorType): number {
  return sizeOf(type.shape) * elementBytes[type.element];
}

/** What a way may look at. */
export function wayContext(
  node: OperationNode,
  training: boolean,
  isWanted: (value: Value) => boolean,
): WayContext<OperationNode['attributes']> {
  return {
    node,
    attributes: node.attributes,
    training,
    shape: (name) => {
      const value = node.operands[name] ?? node.results[name];
      if (value === undefined) throw new Error(`${node.definition.name} has no ${name}`);
      return value.type.shape;
    },
    has: (name) => {
      const result = node.results[name];
      return node.operands[name] !== undefined || (result !== undefined && isWanted(result));
    },
  };
}

class Lowering {
  private readonly buffers = new Map<Value, BufferHandle>();
  /** The last operation that touches the place of a value. */
  private readonly lastUse = new Map<Value, number>();
  private readonly forms = new Map<Value, Map<string, BufferHandle>>();
  private readonly readers: ReadonlyMap<Value, number>;
  /** Of a view, what it shows; of a result in place of an operand, that operand. */
  private readonly views = new Map<Value, Value>();
  private readonly places = new Map<Value, Value>();
  private readonly kept = new Set<Value>();

  constructor(
    private readonly program: OperationProgram,
    private readonly builder: StepCollector,
    private readonly findHome: HomeFinder,
    private readonly choose: WayChooser,
  ) {
    this.readers = countReaders(program.nodes);
    program.nodes.forEach((node, index) => {
      this.follow(node, index);
    });
    if (!program.keepsOutputs) return;
    for (const output of program.outputs.values()) {
      this.kept.add(this.root(output));
      this.lastUse.set(this.root(output), Number.POSITIVE_INFINITY);
    }
  }

  /** Notes who shares whose place and when it was last touched. */
  private follow(node: OperationNode, index: number): void {
    const [first] = Object.values(node.operands);
    const [result] = Object.values(node.results);
    const touched = [...Object.values(node.operands), ...Object.values(node.results)];
    if (node.carried.addend) touched.push(node.carried.addend);
    if (node.carried.mask) touched.push(node.carried.mask);
    if (node.definition.isView && first !== undefined && result !== undefined) this.views.set(result, this.shown(first));
    for (const value of touched) this.lastUse.set(this.root(value), index);
  }

  /** What a view shows, in the end. */
  private shown(value: Value): Value {
    return this.views.get(value) ?? value;
  }

  /** The value whose place this one has. */
  private root(value: Value): Value {
    const shown = this.shown(value);
    const place = this.places.get(shown);
    return place === undefined ? shown : this.root(place);
  }

  lower(): ReadonlyMap<string, BufferHandle> {
    this.program.nodes.forEach((node, index) => {
      if (!node.definition.isView) this.lowerNode(node, index);
    });
    return new Map(
      [...this.program.outputs].flatMap(([node, value]) => {
        const root = this.root(value);
        const buffer = root.home.kind === 'transient' ? this.buffers.get(root) : this.findHome(root);
        return buffer === undefined ? [] : [[node, buffer] as const];
      }),
    );
  }

  private readonly isWanted = (value: Value): boolean =>
    (this.readers.get(value) ?? 0) > 0 || value.home.kind !== 'transient' || this.kept.has(value);

  private bufferOf(value: Value, node?: OperationNode): BufferHandle {
    const root = this.root(value);
    if (root.home.kind !== 'transient') return this.findHome(root);
    const known = this.buffers.get(root);
    if (known !== undefined) return known;
    if (node === undefined) throw new Error(`${value.name} is read before it is written`);
    const kind = this.kept.has(root) ? 'activation' : node.origin.pass === 'backward' ? 'gradient' : 'scratch';
    const buffer = this.builder.transientBuffer(value.name, kind, bytesOf(value.type));
    this.buffers.set(root, buffer);
    return buffer;
  }

  /** The first result takes the place of an operand that is read here for the last time. */
  private takePlace(node: OperationNode, index: number): void {
    const [result] = Object.values(node.results);
    if (node.definition.inPlace === undefined || result === undefined || result.home.kind !== 'transient') return;
    for (const name of node.definition.inPlace) {
      const operand = node.operands[name];
      if (operand === undefined) continue;
      const root = this.root(operand);
      const isFree = root.home.kind === 'transient' && this.lastUse.get(root) === index;
      if (!isFree || bytesOf(root.type) !== bytesOf(result.type)) continue;
      // a value that is read twice here could be overwritten before its second reading
      const uses = Object.values(node.operands).filter((other) => this.root(other) === root).length;
      if (uses > 1 || node.carried.addend === operand || node.carried.mask === operand) continue;
      this.places.set(result, root);
      this.lastUse.set(root, this.lastUse.get(result) ?? index);
      return;
    }
  }

  private lowerNode(node: OperationNode, index: number): void {
    this.takePlace(node, index);
    const { builder, program } = this;
    const context = wayContext(node, program.training, this.isWanted);
    const step: LowerContext<OperationNode['attributes']>['step'] = (request) => builder.step(node.origin.node, node.origin.pass, request);
    const way = this.choose(context);
    const scratch = new Map<string, BufferHandle>();
    const { addend, mask, rectify } = node.carried;
    const buffer = (name: string): BufferHandle => {
      const result = node.results[name];
      if (result !== undefined) return this.bufferOf(result, node);
      const operand = node.operands[name];
      if (operand === undefined) throw new Error(`${node.definition.name} has no ${name}`);
      return this.bufferOf(operand);
    };
    way.lower({
      ...context,
      buffer,
      carried: {
        rectify: rectify ?? false,
        ...(addend ? { addend: this.bufferOf(addend) } : {}),
        ...(mask ? { mask: this.bufferOf(mask) } : {}),
      },
      scratch: (name, bytes) => {
        const full = `${node.origin.node}.${name}`;
        const known = scratch.get(full) ?? builder.transientBuffer(full, 'scratch', bytes);
        scratch.set(full, known);
        return known;
      },
      form: (operand, form, bytes, make) => {
        const value = node.operands[operand];
        if (value === undefined) throw new Error(`${node.definition.name} has no ${operand}`);
        const source = this.shown(value);
        const forms = this.forms.get(source) ?? new Map<string, BufferHandle>();
        this.forms.set(source, forms);
        const known = forms.get(form);
        if (known !== undefined) return known;
        const target = builder.transientBuffer(`${source.name}, ${form}`, 'scratch', bytes);
        forms.set(form, target);
        make(target);
        return target;
      },
      step,
    });
  }
}

/** Writes the steps of `program` into `builder`. Gives, by layer, the buffer of what it puts out. */
export function lowerProgram(
  program: OperationProgram,
  builder: StepCollector,
  findHome: HomeFinder,
  choose: WayChooser = chooseWay,
): ReadonlyMap<string, BufferHandle> {
  return new Lowering(program, builder, findHome, choose).lower();
}
