// The contract of an operation: what is computed, whatever machine computes it. A program is a list of operations on values;
// layers, losses and optimizers write it, rules here differentiate it, backends find a way to run it. An operation says its
// results' types, its gradient in terms of other operations, its plain loops (the truth that every way of every backend is held
// against), what it can carry besides, and the samples that prove all this.

export type ElementType = 'f32' | 'i32' | 'u8';

/** The batch is the first length of an example's tensor; weights have none. Values lie with the last length fastest. */
export interface TensorType {
  readonly element: ElementType;
  readonly shape: readonly number[];
}

/** Where a value lives. What is not transient outlives a run of the program. */
export type Home =
  | { readonly kind: 'transient' }
  /** Through which the world outside hands in and takes out: images, labels, losses, hyper-parameters. */
  | { readonly kind: 'slot'; readonly name: string }
  | { readonly kind: 'weight'; readonly node: string; readonly name: string }
  | { readonly kind: 'weight-gradient'; readonly node: string; readonly name: string }
  /** All trainable weights that decay, or that do not, one behind the other; their gradients; the optimizer's state beside them. */
  | { readonly kind: 'run'; readonly decays: boolean; readonly part: 'weights' | 'gradients' | number };

/** One tensor of a program, written once. Its identity is what counts; where it lives may be settled later. */
export interface Value {
  /** As a listing shows it, unique in a program: `conv1`, `conv1.weights`, `pool1.switches`, `conv1.weights.gradient`. */
  name: string;
  readonly type: TensorType;
  home: Home;
}

export type Operands = Readonly<Record<string, Value>>;
/** Plain data: numbers, words, truths and lists of them. */
export type Attributes = Readonly<Record<string, unknown>>;
export type Pass = 'input' | 'forward' | 'loss' | 'score' | 'backward' | 'update';

/** What an operation does to its first result besides its own work, in this order. */
export interface Carried {
  /** Adds this value. */
  addend?: Value;
  /** Then max(0, ·). */
  rectify?: boolean;
  /** Or writes 0 wherever this value is not positive: the backward pass of a ReLU that made it. */
  mask?: Value;
}

/** An operation in a program. Rewrites change what it carries and which values it reads and writes; nothing else does. */
export interface OperationNode<A extends Attributes = Attributes> {
  readonly definition: AnyOperation;
  readonly attributes: A;
  operands: Record<string, Value>;
  results: Record<string, Value>;
  readonly carried: Carried;
  /** The layer that asked for it, '' for none, and in which pass. */
  readonly origin: { readonly node: string; readonly pass: Pass };
}

/** Writes operations into a program. */
export interface OperationBuilder {
  /** All results of the operation, as new values. What nobody reads costs nothing. Throws where operands do not fit: a broken layer. */
  apply<A extends Attributes>(definition: OperationDefinition<A>, operands: Operands, attributes: A): Record<string, Value>;
}

/** What a gradient rule sees of the operation that it differentiates. */
export interface GradientContext<A extends Attributes> {
  readonly attributes: A;
  readonly builder: OperationBuilder;
  /** Throws where there is none of that name. */
  operand(name: string): Value;
  result(name: string): Value;
  has(operand: string): boolean;
  /** The gradient of the program's goal with respect to a result, summed; undefined where nothing of it reached the goal. */
  gradientOf(result: string): Value | undefined;
  /** Whether somebody asks for the gradient of an operand: rules make no operations that nobody asked for. */
  needs(operand: string): boolean;
  /** Hands back the gradient with respect to an operand; may be a value that has been handed to others, too. */
  give(operand: string, gradient: Value): void;
}

/** What plain loops see: typed arrays by the names of operands and results, in double precision where they wish. */
export interface ReferenceCall<A extends Attributes> {
  readonly attributes: A;
  f32(name: string): Float32Array;
  i32(name: string): Int32Array;
  u8(name: string): Uint8Array;
  /** Throws where there is none of that name. */
  shape(name: string): readonly number[];
  has(name: string): boolean;
}

/**
 * How far an output sees of the operands that have the same axes: `point`, its own place; `window`, along each axis the places i with
 * start ≤ i < start + size, start = place · stride − before, as far as there are such; `everything`, all of an example.
 */
export type Reach =
  | { readonly kind: 'point' }
  | { readonly kind: 'window'; readonly size: readonly number[]; readonly stride: readonly number[]; readonly before: readonly number[] }
  | { readonly kind: 'everything' };

/** Operands and attributes to try an operation on. */
export interface OperationSample<A extends Attributes = Attributes> {
  /** A sentence: “odd size, stride larger than the kernel”. */
  readonly name: string;
  readonly operands: Readonly<Record<string, TensorType>>;
  readonly attributes: A;
  /** Integers below this fill i32 operands; 2 where absent. */
  readonly below?: number;
}

export interface OperationDefinition<A extends Attributes = Attributes> {
  /** Unique: `convolution`, `maxPooling`. */
  readonly name: string;
  /** One sentence, as a listing explains it: `y = x ∗ weights + bias`. */
  readonly explanation: string;
  /** Types of all results by name; the first is what is carried on. Throws where the operands do not fit. */
  results(attributes: A, operands: Operands): Readonly<Record<string, TensorType>>;
  /** Absent where nothing can flow back. */
  gradient?(context: GradientContext<A>): void;
  /** Plain loops: write every result that `has` says is wanted. What is carried is applied behind them. */
  reference(call: ReferenceCall<A>): void;
  /** Multiply–adds of the whole call; 0 where absent. */
  multiplyAdds?(attributes: A, operands: Operands, results: Operands): number;
  /** A promise that all its ways keep. `mask` gives the value to look at in place of the ReLU's output, which has the same sign there. */
  readonly carries?: {
    readonly addend?: boolean;
    readonly rectify?: boolean;
    mask?(node: OperationNode<A>, value: Value): Value | undefined;
    /** In place of `mask`, where the zeros can be told on the way in: an operand that it does not have yet, and the value for it. */
    maskOperand?(
      node: OperationNode<A>,
      value: Value,
      producerOf: (value: Value) => OperationNode | undefined,
    ): { readonly name: string; readonly value: Value } | undefined;
    /** The first result is linear in this operand, channel by channel along its last length, and can have a bias. */
    readonly linear?: { readonly weights: string; readonly bias: string };
  };
  /** Operands that it also writes: running statistics, weights, an optimizer's state. */
  readonly updates?: readonly string[];
  /** The first result is the first operand seen differently: nothing is computed. */
  readonly isView?: boolean;
  /** Operands whose place the first result may take: each value is read before the same place is written. */
  readonly inPlace?: readonly string[];
  /** How far the first result sees; a point where absent. */
  reach?(attributes: A, operands: Operands): Reach;
  /** Gradients are tried with difference quotients of this step: small where kinks are near (maxima). 2⁻⁵ where absent. */
  readonly quotientStep?: number;
  readonly samples: readonly OperationSample<A>[];
}

export type AnyOperation = OperationDefinition<Attributes>;

/** Gives a definition its full type from its attributes. */
export function defineOperation<const A extends Attributes>(definition: OperationDefinition<A>): OperationDefinition<A> {
  return definition;
}

/** f32 of a shape. */
export function floats(...shape: readonly number[]): TensorType {
  return { element: 'f32', shape };
}

/** i32 of a shape. */
export function integers(...shape: readonly number[]): TensorType {
  return { element: 'i32', shape };
}

/** The operand of a name. Throws where it is missing: a broken layer. */
export function operandOf(operands: Operands, name: string): Value {
  const value = operands[name];
  if (value === undefined) throw new Error(`the operand ${name} is missing`);
  return value;
}
