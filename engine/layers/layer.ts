// The contract of a layer type. A layer is one folder with one definition and its words; palette, inspector, validation, file format,
// command line, contract tests and both backends derive from them (see CONTRIBUTING.md, “Adding a layer”).
import {
  type DefinitionWords,
  type Described,
  describe,
  type Exactly,
  type InLanguages,
  type ListedFields,
  splitSynonyms,
  type Worded,
} from '../base/described.ts';
import type { Caption, FieldCondition, ParametersOf, ParameterValue } from '../base/fields.ts';
import type { Language, Message } from '../base/messages.ts';
import type { Shape } from '../base/shape.ts';
import type { TargetKind } from '../losses/loss.ts';
import type { ElementType, OperationBuilder, Value } from '../operations/operation.ts';
import { plainOutputWords as english } from './words.ts';
import { plainOutputWords as chinese } from './words.zh.ts';

const plainOutputWords: InLanguages<Caption> = { en: english, zh: chinese };

export type LayerGroup = 'input' | 'convolution' | 'detector' | 'pooling' | 'dense' | 'regularisation' | 'merge' | 'output';

/** Why the inputs do not fit, and what would mend it: the layer's own message, or one that layers share (words.ts). */
export interface ShapeProblem extends Message {
  /** New parameter values that would make it fit; the message is the words on the button. */
  readonly fix?: Message & { readonly parameters: Readonly<Record<string, ParameterValue>> };
  /** Alternatively, a layer to put in front. */
  readonly insertBefore?: InsertedLayer;
  /** Alternatively, the input comes from the last map in front of a layer that made a vector of it. */
  readonly wantsMap?: true;
  /** Which input it is that does not fit: the first where absent. */
  readonly input?: number;
}
/** The message is the words on the button. */
export interface InsertedLayer extends Message {
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
export interface Port {
  /** Unique among the layer's inputs or outputs: `x`, `switches`. */
  readonly name: string;
  readonly element: ElementType;
  /** It only carries something while a field has one of these values. */
  readonly when?: FieldCondition;
}
/** `help`: what comes in or out here. */
export interface DescribedPort extends Port, Caption {}
type Ports = readonly Port[];

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
export type LayerWords<F extends ListedFields, I extends Ports, O extends Ports> = DefinitionWords<F> & {
  /** Other names that a person may look for it by, with commas between them. */
  readonly synonyms: string;
} & (I extends readonly [] ? unknown : { readonly inputs: PortWords<I> }) &
  (O extends readonly [] ? unknown : { readonly outputs: PortWords<O> });

/** As all others see it. Its parameters have been checked by its fields, so lists of all layers can be written. */
export interface AnyLayerDefinition extends LayerWork<ParametersOf<ListedFields>>, Worded {
  readonly inputs: { readonly minimum: number; readonly maximum: number; readonly ports?: readonly Port[] };
  readonly outputs?: readonly Port[];
}

/** A definition beside its words, each checked by the type of the other; hides the type of its fields. */
export function defineLayer<const F extends ListedFields, E, C, const I extends Ports = readonly [], const O extends Ports = readonly []>(
  definition: LayerDefinition<F, I, O> & {
    readonly words: { readonly en: Exactly<LayerWords<F, I, O>, E>; readonly zh: Exactly<LayerWords<F, I, O>, C> };
  },
): AnyLayerDefinition {
  return definition as unknown as AnyLayerDefinition;
}

/** What a person reads of a layer: the words of its ports besides, those of its only output as well. */
export interface DescribedLayer extends Described {
  readonly inputs: readonly DescribedPort[];
  readonly outputs: readonly DescribedPort[];
}

/** The single output of a layer that names none. */
export const plainOutput: Port = { name: 'y', element: 'f32' };

const withPorts = new WeakMap<Described, DescribedLayer>();

/** A layer's words in a language, made once. */
export function describeLayer(definition: AnyLayerDefinition, language: Language): DescribedLayer {
  const described = describe(definition, language);
  const known = withPorts.get(described);
  if (known !== undefined) return known;
  const { inputs = {}, outputs = {} } = definition.words[language];
  const caption = (port: Port, captions: Readonly<Record<string, Caption>>): DescribedPort => ({
    ...port,
    ...(captions[port.name] ?? plainOutputWords[language]),
  });
  const made = {
    ...described,
    inputs: (definition.inputs.ports ?? []).map((port) => caption(port, inputs)),
    outputs: (definition.outputs ?? [plainOutput]).map((port) => caption(port, outputs)),
  };
  withPorts.set(described, made);
  return made;
}

/** Other names of a layer than its label, in all languages. */
export function synonymsOf({ words }: AnyLayerDefinition): readonly string[] {
  return splitSynonyms(words.en.synonyms, words.zh.synonyms);
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
