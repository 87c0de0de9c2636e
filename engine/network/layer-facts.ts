// What follows from a layer's type, its parameters and the shapes that come in: shapes, weights, counts, or why they do not fit. Layers
// repeat within a network and stay as they are over edits, so this is remembered: by the text of type, parameters and shapes, of which a
// bounded number is kept. Nothing else may enter here (neighbours, other settings), for then what is remembered would be wrong.
import type { Parameters } from '../base/fields.ts';
import { RecentMap } from '../base/recent-map.ts';
import { isSameShape, type Shape, sizeOf } from '../base/shape.ts';
import { outputPorts } from '../document/edge-ports.ts';
import type { AnyLayerDefinition, ShapeProblem, WeightSpecification } from '../layers/layer.ts';
import { countLayer, type LayerCounts } from './counts.ts';

/** A layer on its own: whose weights it uses and whether they are frozen is not known here. */
export interface FittingLayer extends LayerCounts {
  readonly kind: 'fits';
  readonly outputShape: Shape;
  /** Of every output by port, the single one of most layers as `y`. */
  readonly outputShapes: Readonly<Record<string, Shape>>;
  readonly weights: readonly WeightSpecification[];
  /** Values of all its weights that are trained. */
  readonly trainableCount: number;
}

export type LayerFacts = FittingLayer | { readonly kind: 'misfit'; readonly problem: ShapeProblem };

/** Asks the definition. inputShapes: as many as the layer has inputs connected, in their order. */
export function describeLayer(definition: AnyLayerDefinition, parameters: Parameters, inputShapes: readonly Shape[]): LayerFacts {
  const result = definition.inferShape(parameters, inputShapes);
  if ('problem' in result) return { kind: 'misfit', problem: result.problem };
  const { shape: outputShape, others = {} } = result;
  const weights = definition.weights(parameters, inputShapes);
  return {
    kind: 'fits',
    outputShape,
    outputShapes: { [outputPorts(definition)[0]?.name ?? 'y']: outputShape, ...others },
    weights,
    trainableCount: weights.reduce((sum, { trainable, shape }) => (trainable ? sum + sizeOf(shape) : sum), 0),
    ...countLayer(definition, parameters, inputShapes, weights),
  };
}

/** Four sizes of a network of a thousand layers that are all different; about a kilobyte each. */
const remembered = new RecentMap<LayerFacts>(4096);

/** The answer that was given last for these parameters, and their text. Edits keep the parameters of all layers but one. */
interface Latest {
  readonly definition: AnyLayerDefinition;
  readonly inputShapes: readonly Shape[];
  readonly facts: LayerFacts;
  readonly text: string;
}
const latestAnswers = new WeakMap<Parameters, Latest>();

const areSameShapes = (some: readonly Shape[], others: readonly Shape[]): boolean =>
  some.length === others.length && some.every((shape, index) => isSameShape(shape, others[index] ?? []));

/** The same as `describeLayer`, remembered. parameters: never changed in place. definition: the one of its type. */
export function recallLayer(definition: AnyLayerDefinition, parameters: Parameters, inputShapes: readonly Shape[]): LayerFacts {
  const latest = latestAnswers.get(parameters);
  if (latest?.definition === definition && areSameShapes(latest.inputShapes, inputShapes)) return latest.facts;
  const text = latest?.text ?? JSON.stringify(parameters);
  let key = `${definition.type} ${text}`;
  for (const shape of inputShapes) key += ` ${shape.join('×')}`;
  const known = remembered.get(key);
  const facts = known ?? describeLayer(definition, parameters, inputShapes);
  if (known === undefined) remembered.set(key, facts);
  latestAnswers.set(parameters, { definition, inputShapes, facts, text });
  return facts;
}
