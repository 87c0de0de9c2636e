// The contract of a way: how this machine computes an operation. An operation has one or several; which one is taken is decided
// by what they say they cost, once, when a program is lowered, and is part of the plan. A way writes steps (kernel, buffers,
// numbers, tiles, private memory) and knows nothing of layers, gradients or the rest of the program. That a step gives its kernel
// just what it takes, the compiler checks: names come from the kernel's own class (generated/kernel-arguments.ts).
import type { AnyOperation, Attributes, OperationDefinition, OperationNode } from '../../operations/operation.ts';
import type { KernelArguments } from './generated/kernel-arguments.ts';

/** A buffer while a plan is being made. Only its identity matters to a way. */
export interface BufferHandle {
  readonly name: string;
  readonly bytes: number;
}

export type KernelName = keyof KernelArguments;
type ArgumentKind = 'buffers' | 'numbers';

/** Names of a kernel's arguments; where it may be one of several kernels, those that any of them takes. */
type Taken<K extends KernelName, Kind extends ArgumentKind> = KernelArguments[K][Kind];
/** The same, but those that all of them take. */
type Shared<K extends KernelName, Kind extends ArgumentKind> = (
  K extends KernelName
    ? (name: KernelArguments[K][Kind]) => void
    : never
) extends (name: infer Name extends string) => void
  ? Name
  : never;
/** Nothing can be given by a name that the kernel does not have. */
type Surplus<K extends KernelName, Kind extends ArgumentKind, Given extends string> = Record<Exclude<Given, Shared<K, Kind>>, never>;

/** A kernel's numbers by name. */
export type NumbersOf<K extends KernelName> = Readonly<Record<Taken<K, 'numbers'>, number>>;

/** A step as plans and tests keep it, whatever its kernel. */
export interface AnyStepRequest {
  readonly kernel: string;
  readonly reads: Readonly<Record<string, BufferHandle>>;
  readonly writes: Readonly<Record<string, BufferHandle>>;
  /** Integers and floats by argument name. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Parts the work is cut into; a kernel's result must not depend on who does which part. */
  readonly tiles: number;
  /** Private bytes a worker needs while it does one part. */
  readonly scratchBytes?: number;
}

/**
 * A step by kernel `K` that reads `R`, writes `W` and gives the numbers `N`: the names that are there, which must be those of the
 * kernel, all of them and no others; what it does not read it writes.
 */
export interface StepRequest<K extends KernelName, R extends string, W extends string, N extends string> extends AnyStepRequest {
  readonly kernel: K;
  readonly reads: Readonly<Record<R, BufferHandle> & Surplus<K, 'buffers', R>>;
  readonly writes: Readonly<Record<W | Exclude<Taken<K, 'buffers'>, R>, BufferHandle> & Surplus<K, 'buffers', W>>;
  readonly numbers: Readonly<Record<N | Taken<K, 'numbers'>, number> & Surplus<K, 'numbers', N>>;
}

export interface WayContext<A extends Attributes> {
  readonly node: OperationNode<A>;
  readonly attributes: A;
  /** True in a training program: what follows from weights has to be prepared at every step. */
  readonly training: boolean;
  /** Shape of an operand or result, the batch first. Throws where there is none of that name. */
  shape(name: string): readonly number[];
  /** Whether an operand is there, or a result wanted. */
  has(name: string): boolean;
}

export interface LowerContext<A extends Attributes> extends WayContext<A> {
  /** Where an operand or result lies. A result may lie where an operand does, if the operation allows it. */
  buffer(name: string): BufferHandle;
  /** What is carried besides (operations/operation.ts). */
  readonly carried: { readonly addend?: BufferHandle; readonly rectify: boolean; readonly mask?: BufferHandle };
  /** Bytes for this operation alone, from its first to its last step. */
  scratch(name: string, bytes: number): BufferHandle;
  /**
   * An operand in another form (padded, packed): made once a program for all operations that ask for the same, which `form` names
   * with all that it depends on. `make` writes the steps that fill it.
   */
  form(operand: string, form: string, bytes: number, make: (target: BufferHandle) => void): BufferHandle;
  step<K extends KernelName, R extends string, W extends string, N extends string>(request: StepRequest<K, R, W, N>): void;
}

export interface Way<A extends Attributes = Attributes> {
  /** Unique among the ways of its operation: `winograd`. */
  readonly name: string;
  readonly operation: OperationDefinition<A>;
  /** What the file it stands in explains: one line, as a listing shows it. */
  readonly explanation: string;
  /** Why it can't compute this one; undefined where it can. */
  misfit?(context: WayContext<A>): string | undefined;
  /** Work in units that the ways of one operation share; the least is taken, the first of equals. 0 where absent. */
  cost?(context: WayContext<A>): number;
  /** Largest difference from the plain loops, as a share of the largest value; of sums in another order where absent. */
  readonly tolerance?: number;
  lower(context: LowerContext<A>): void;
}

export type AnyWay = Way<Attributes> & { readonly operation: AnyOperation };

export function defineWay<const A extends Attributes>(way: Way<A>): AnyWay {
  return way as unknown as AnyWay;
}

/** A number for a kernel: 1 for true. */
export const flag = (value: unknown): number => (value ? 1 : 0);

/** Of the numbers that there are, those that a kernel takes. */
export function pick<Name extends string>(
  numbers: Readonly<Record<Name, number>>,
  ...names: readonly Name[]
): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name) => [name, numbers[name]])) as Record<Name, number>;
}
