// The contract of a layer type. A layer is one folder with one definition; palette, inspector, validation, file format,
// command line, contract tests and both backends derive from it (see CONTRIBUTING.md, “Adding a layer”).
import type { ReferenceKernels } from '../backends/reference-kernel.ts';
import type { Fields, Parameters, ParametersOf, ParameterValue } from '../schema.ts';
import type { Shape } from '../shape.ts';

export type LayerGroup = 'input' | 'convolution' | 'detector' | 'pooling' | 'dense' | 'regularisation' | 'merge' | 'output';

/** Why the inputs do not fit, in the words a person needs to mend it. */
export interface ShapeProblem {
  readonly id: string;
  readonly message: string;
  readonly expected: string;
  readonly received: string;
  /** New parameter values that would make it fit, with the words for the button. */
  readonly fix?: { readonly label: string; readonly parameters: Readonly<Record<string, ParameterValue>> };
  /** Alternatively, a layer to put in front. */
  readonly insertBefore?: InsertedLayer;
  /** Alternatively, the input comes from the last map in front of a layer that made a vector of it. */
  readonly wantsMap?: true;
  /** Which input it is that does not fit: the first where absent. */
  readonly input?: number;
}
export interface InsertedLayer {
  readonly label: string;
  readonly type: string;
  /** What differs from the layer's defaults. */
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  /** The input in front of which it belongs: the first where absent. */
  readonly input?: number;
}
export type ShapeResult = { readonly shape: Shape } | { readonly problem: ShapeProblem };

export type Initializer =
  /** Normal with standard deviation √(scale / fan); he: 2/fanIn, lecun: 1/fanIn, glorot: 2/(fanIn+fanOut) as uniform. */
  | { readonly kind: 'he' | 'lecun' | 'glorot'; readonly fanIn: number; readonly fanOut: number }
  | { readonly kind: 'constant'; readonly value: number };

export interface WeightSpecification {
  /** `weights`, `bias`, `scale`: unique within the layer. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly initializer: Initializer;
  /** False for running statistics. */
  readonly trainable: boolean;
  /** True where weight decay applies (kernels and matrices, not biases). */
  readonly decays: boolean;
}

/** How far one output unit sees, in input units per axis (height, width); `global` layers see everything. */
export type ReceptiveFieldTransfer =
  | {
      readonly kind: 'window';
      readonly size: readonly [number, number];
      readonly stride: readonly [number, number];
      readonly before: readonly [number, number];
    }
  | { readonly kind: 'pointwise' }
  | { readonly kind: 'global' };

/** A buffer while a plan is being made. Only its identity matters to a layer. */
export interface BufferHandle {
  readonly name: string;
  readonly bytes: number;
}

export interface StepRequest {
  readonly kernel: string;
  readonly reads: Readonly<Record<string, BufferHandle>>;
  readonly writes: Readonly<Record<string, BufferHandle>>;
  /** Integers and floats by argument name. */
  readonly numbers?: Readonly<Record<string, number>>;
  /** Parts the work is cut into; a kernel's result must not depend on who does which part. */
  readonly tiles: number;
  /** Private bytes a worker needs while it does one part. */
  readonly scratchBytes?: number;
}

/** What a layer sees while it lowers itself to steps. Buffers are f32 unless a kernel says otherwise. */
export interface LowerContext<P> {
  readonly parameters: P;
  readonly batch: number;
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
  readonly inputs: readonly BufferHandle[];
  readonly output: BufferHandle;
  /** True in a training program: batch statistics, dropout, and things kept for the backward pass. */
  readonly training: boolean;
  /** 32 bits that differ from node to node and follow from the run's seed. */
  readonly key: number;
  weight(name: string): BufferHandle;
  /** A buffer kept from forward to backward, the same for the same name; transient where nothing reads it later. */
  keep(name: string, bytes: number): BufferHandle;
  /** Learning rate, iteration number and the like (plan/hyperparameters.ts). */
  readonly hyperparameters: BufferHandle;
  /** To be added to what the layer computes, as it is written: it has taken over a sum. Only where `fusion.adds`. */
  readonly addend: BufferHandle | undefined;
  /** The output is to be max(0, ·) of what the layer computes: it has taken over a ReLU. Only where `fusion.rectifies`. */
  readonly rectify: boolean;
  step(request: StepRequest): void;
}

export interface BackwardContext<P> extends LowerContext<P> {
  readonly outputGradient: BufferHandle;
  /** Undefined where nobody needs it: the images themselves. */
  inputGradient(index: number): BufferHandle | undefined;
  /** The gradient of an input is the output's, unchanged: hands on the buffer itself. */
  passGradient(index: number): void;
  /**
   * True where the gradient of an input is to be 0 wherever the input is not positive: the input is the output of a ReLU that
   * the layer before has taken over, and this is that ReLU's backward pass. Only where `fusion.masks`.
   */
  rectified(index: number): boolean;
  /** Undefined where the weight is not trainable. */
  weightGradient(name: string): BufferHandle | undefined;
}

/** An input for the contract test and for documentation. */
export interface SampleCase {
  /** A sentence: “odd size, stride larger than the kernel”. */
  readonly name: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly inputShapes: readonly Shape[];
  readonly batch: number;
}

/** What a layer sees that is folded, outside training, into the weights of the layer in front. */
export interface FoldContext<P> {
  readonly parameters: P;
  /** A weight of the layer that is folded. */
  weight(name: string): BufferHandle;
  /** Weights of the layer in front, f32[rows,channels], and its bias where it has one. */
  readonly source: { readonly weights: BufferHandle; readonly bias: BufferHandle | undefined };
  readonly rows: number;
  readonly channels: number;
  /** The same, folded, to be written. */
  readonly weights: BufferHandle;
  readonly bias: BufferHandle;
  step(request: StepRequest): void;
}

/** What a layer can take over from its neighbours; the plan decides where it does (plan/fusion.ts). */
export interface Fusion<P> {
  /** It is max(0, x) and nothing else. */
  isRectifier?(parameters: P): boolean;
  /** It is the sum of its inputs and nothing else. */
  readonly isSum?: boolean;
  /** Its forward pass can add another map of the output's size, before max(0, ·) where that is wanted too. */
  adds?(parameters: P): boolean;
  /** Its forward pass can end in max(0, ·). */
  readonly rectifies?: boolean;
  /** Its output is linear in these weights, channel by channel along their last axis, and with these parameters it has a bias. */
  readonly linear?: { readonly weights: string; readonly bias: string; readonly parameters: Readonly<Record<string, ParameterValue>> };
  /** Outside training it only scales and shifts channels: writes the weights of a linear layer that does so itself. */
  fold?(context: FoldContext<P>): void;
  /** Its backward pass can zero an input's gradient where the input is not positive. */
  readonly masks?: boolean;
  /** Its backward pass reads every value of the output's gradient before it writes the same place of the input's. */
  readonly backwardInPlace?: boolean;
}

export interface LayerDefinition<F extends Fields = Fields> {
  readonly type: string;
  readonly label: string;
  readonly group: LayerGroup;
  /** One paragraph: what it computes and why one wants it. */
  readonly explanation: string;
  readonly inputs: { readonly minimum: number; readonly maximum: number };
  readonly fields: F;
  /** True where the output is the input seen differently: no step, the same buffer. */
  isView(parameters: ParametersOf<F>, training: boolean): boolean;
  inferShape(parameters: ParametersOf<F>, inputs: readonly Shape[]): ShapeResult;
  weights(parameters: ParametersOf<F>, inputs: readonly Shape[]): readonly WeightSpecification[];
  /** Multiply–adds of one example, forward. */
  multiplyAdds(parameters: ParametersOf<F>, inputs: readonly Shape[], output: Shape): number;
  receptiveField(parameters: ParametersOf<F>, inputs: readonly Shape[]): ReceptiveFieldTransfer;
  /** Images that a training step needs at least, where a single one would teach it nothing; 1 where absent. */
  smallestBatch?(inputs: readonly Shape[]): number;
  readonly fusion?: Fusion<ParametersOf<F>>;
  forward(context: LowerContext<ParametersOf<F>>): void;
  backward(context: BackwardContext<ParametersOf<F>>): void;
  /** The plain loops of every kernel that this layer names (reference.ts). */
  readonly reference: ReferenceKernels;
  readonly samples: readonly SampleCase[];
}

/** A definition whose parameters have been checked by its own schema, so that lists of all layers can be written. */
export type AnyLayerDefinition = LayerDefinition<Fields>;

/** Gives a definition its full type from its fields, and hides them again for the list of all layers. */
export function defineLayer<const F extends Fields>(definition: LayerDefinition<F>): AnyLayerDefinition {
  return definition as unknown as AnyLayerDefinition;
}

/** For layers that never are a view. */
export const neverView = (_parameters: Parameters, _training: boolean): boolean => false;

/** For layers without weights. */
export const noWeights = (): readonly WeightSpecification[] => [];
