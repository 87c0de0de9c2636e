// The contract of a layer type. A layer is one folder with one definition and its words; palette, inspector, validation, file format,
// command line, contract tests and both backends derive from them (see CONTRIBUTING.md, “Adding a layer”).
import type { Caption, FieldCondition, Fields, ParametersOf, ParameterValue } from '../base/fields.ts';
import type { Shape } from '../base/shape.ts';
import { type DefinitionWords, type Described, type Exactly, type ListedFields, withWords } from '../base/words.ts';
import type { TargetKind } from '../losses/loss.ts';
import type { ElementType, OperationBuilder, Value } from '../operations/operation.ts';

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
/** `others`: shapes of the outputs behind the first, by port. */
export type ShapeResult = { readonly shape: Shape; readonly others?: Readonly<Record<string, Shape>> } | { readonly problem: ShapeProblem };

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

/** What a layer sees while it writes its operations. */
export interface ComputeContext<P> {
  readonly builder: OperationBuilder;
  readonly parameters: P;
  /** [n, …shape] each, in the order of the inputs. */
  readonly inputs: readonly Value[];
  /** True in a training program: batch statistics, dropout. */
  readonly training: boolean;
  /** 32 bits that differ from node to node and follow from the run's seed. */
  readonly key: number;
  weight(name: string): Value;
  /** Learning rate, iteration number and the like (operations/hyperparameters.ts). */
  readonly hyperparameters: Value;
}

/** One of a layer's inputs or outputs where it has several that differ; edges name it. */
export interface WordlessPort {
  /** Unique among the layer's inputs or outputs: `x`, `switches`. */
  readonly name: string;
  readonly element: ElementType;
  /** It only carries something while a field has one of these values. */
  readonly when?: FieldCondition;
}
/** `help`: what comes in or out here. */
export interface Port extends WordlessPort, Caption {}
type Ports = readonly WordlessPort[];

/** What comes into an input, and what of the layer that it comes from. */
export interface IncomingOutput {
  readonly node: string;
  readonly type: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly inputShapes: readonly Shape[];
}

/** What makes a layer an end of the network: what it predicts is held against a target, and the loss of that is trained. */
export interface End<P> {
  /** Labels of the images' classes, or the images themselves as values from 0 to 1. */
  readonly target: 'labels' | 'images';
  /** This end's share among several, and what it is multiplied by. */
  weight(parameters: P): number;
  /** f32[n]: the loss of each example. */
  measure(context: MeasureContext<P>): Value;
  /** f32[n]: the squared error of each example, where images are the target; the losses themselves where they are that. */
  squaredErrors?(context: MeasureContext<P> & { readonly losses: Value }): Value;
}

export interface MeasureContext<P> {
  readonly builder: OperationBuilder;
  readonly parameters: P;
  readonly training: boolean;
  /** What comes in. */
  readonly input: Value;
  /** What `compute` has made of it. */
  readonly prediction: Value;
  readonly target: Value;
}

export const targetKinds: Readonly<Record<End<unknown>['target'], TargetKind>> = { labels: 'labels', images: 'values' };

/** An input for the contract test and for documentation. */
export interface SampleCase {
  /** A sentence: “odd size, stride larger than the kernel”. */
  readonly name: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly inputShapes: readonly Shape[];
  readonly batch: number;
  /** Positions (inputs of i32) are below this; 2 where absent. */
  readonly below?: number;
}

/** What a layer is and does, apart from its fields, its ports and all words. */
interface LayerWork<P> {
  readonly type: string;
  readonly group: LayerGroup;
  inferShape(parameters: P, inputs: readonly Shape[]): ShapeResult;
  /** What does not go together although the shapes fit: where it matters which layers the inputs come from. */
  checkInputs?(parameters: P, incoming: readonly IncomingOutput[]): ShapeProblem | undefined;
  weights(parameters: P, inputs: readonly Shape[]): readonly WeightSpecification[];
  /** Images that a training step needs at least, where a single one would teach it nothing; 1 where absent. */
  smallestBatch?(inputs: readonly Shape[]): number;
  /**
   * Writes the operations that make the output of the inputs, f32[n, …shape]. There is no backward pass to be written: operations know
   * their gradients. With several outputs, one value a port that carries something.
   */
  compute(context: ComputeContext<P>): Value | Readonly<Record<string, Value>>;
  /** Present where it is an end. */
  readonly end?: End<P>;
  readonly samples: readonly SampleCase[];
}

/** A layer as its folder defines it: what it says stands in `words`, by the names of its fields and ports. */
export interface LayerDefinition<F extends ListedFields, I extends Ports, O extends Ports> extends LayerWork<ParametersOf<F>> {
  /** `ports` where inputs differ: one each, in order, and as many as the maximum. */
  readonly inputs: { readonly minimum: number; readonly maximum: number; readonly ports?: I };
  /** Outputs where there are several, the usual one first; a single one of f32 where absent. */
  readonly outputs?: O;
  readonly fields: F;
}

type PortWords<P extends Ports> = { readonly [Name in P[number]['name']]: Caption };

/** What a layer says: `inputs` and `outputs` where it names ports. */
export type LayerWords<F extends ListedFields, I extends Ports, O extends Ports> = DefinitionWords<F> &
  (I extends readonly [] ? unknown : { readonly inputs: PortWords<I> }) &
  (O extends readonly [] ? unknown : { readonly outputs: PortWords<O> });

/** A layer with its words, as all others see it. Its parameters have been checked by its fields, so lists of all layers can be written. */
export interface AnyLayerDefinition extends LayerWork<ParametersOf<Fields>>, Described {
  readonly inputs: { readonly minimum: number; readonly maximum: number; readonly ports?: readonly Port[] };
  readonly outputs?: readonly Port[];
}

/** Puts a definition and its words together, each checked by the type of the other, and hides the type of its fields. */
export function defineLayer<const F extends ListedFields, W, const I extends Ports = readonly [], const O extends Ports = readonly []>(
  definition: LayerDefinition<F, I, O> & { readonly words: Exactly<LayerWords<F, I, O>, W> },
): AnyLayerDefinition {
  const { inputs, outputs, ...described } = withWords(definition);
  const said = definition.words as { readonly [Side in 'inputs' | 'outputs']?: PortWords<Ports> };
  const withCaptions = (ports: Ports, captions: PortWords<Ports> = {}) => ports.map((port) => ({ ...port, ...captions[port.name] }));
  return {
    ...described,
    inputs: { ...inputs, ...(inputs.ports ? { ports: withCaptions(inputs.ports, said.inputs) } : {}) },
    ...(outputs ? { outputs: withCaptions(outputs, said.outputs) } : {}),
  } as unknown as AnyLayerDefinition;
}

/** For layers without weights. */
export const noWeights = (): readonly WeightSpecification[] => [];

/** The only input of a layer that has one. Throws where it is missing: the analysis has refused those. */
export function firstOf(inputs: readonly Value[]): Value {
  const [first] = inputs;
  if (first === undefined) throw new Error('the input is missing');
  return first;
}

/** What `compute` gives, by port; the only or first output's port is the first key. */
export function outputsOf(
  definition: AnyLayerDefinition,
  computed: Value | Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  const [first] = definition.outputs ?? [];
  if (first === undefined) return { y: computed as Value };
  const values = computed as Readonly<Record<string, Value>>;
  return Object.fromEntries(
    (definition.outputs ?? []).flatMap(({ name, when }) => {
      const value = values[name];
      if (value === undefined && when === undefined) throw new Error(`${definition.type} computes no ${name}`);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
