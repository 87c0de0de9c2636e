// What follows from a layer's type, its parameters and the shapes that come in: shapes, weights, counts, or why they do not fit. Layers
// repeat within a network and stay as they are over edits, so this is remembered: by the text of type, parameters and shapes, of which a
// bounded number is kept. Nothing else may enter here (neighbours, other settings), for then what is remembered would be wrong.
import type { Parameters } from '../base/fields.ts';
import { RecentMap } from '../base/recent-map.ts';
import { type Shape, sizeOf } from '../base/shape.ts';
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

/** Edits keep the parameters of all other layers, so that most are not written as text again. */
const texts = new WeakMap<Parameters, string>();

function textOf(parameters: Parameters): string {
  const known = texts.get(parameters);
  if (known !== undefined) return known;
  const text = JSON.stringify(parameters);
  texts.set(parameters, text);
  return text;
}

/** The same as `describeLayer`, remembered. parameters: never changed in place. definition: the one of its type. */
export function recallLayer(definition: AnyLayerDefinition, parameters: Parameters, inputShapes: readonly Shape[]): LayerFacts {
  let key = definition.type;
  for (const shape of inputShapes) key += ` ${shape.join('×')}`;
  key += textOf(parameters);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const facts = describeLayer(definition, parameters, inputShapes);
  remembered.set(key, facts);
  return facts;
}
