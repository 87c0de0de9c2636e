// What a valid document means: layers in order of execution with their ports, shapes, weights and counts. Derived, never edited.
import type { Diagnostic } from '../base/diagnostics.ts';
import type { Parameters } from '../base/fields.ts';
import type { Shape } from '../base/shape.ts';
import type { AnyLayerDefinition, WeightSpecification } from '../layers/layer.ts';

/** One output of a layer. */
export interface Source {
  readonly node: string;
  /** The name of the output; the first where absent. */
  readonly port?: string;
}

export interface NetworkLayer {
  readonly id: string;
  readonly definition: AnyLayerDefinition;
  readonly parameters: Parameters;
  /** The outputs that come in, in the order of the inputs. */
  readonly inputs: readonly Source[];
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
  /** Of every output by port, the first among them; the only one of most layers as `y`. */
  readonly outputShapes: Readonly<Record<string, Shape>>;
  /** Its own; none where it uses another's. */
  readonly weights: readonly WeightSpecification[];
  /** The layer whose weights it uses: itself, or another. */
  readonly weightsOf: string;
  /** Neither weights nor statistics change in training. */
  readonly frozen: boolean;
  readonly parameterCount: number;
  readonly multiplyAdds: number;
  /** False where what it puts out takes no memory of its own. */
  readonly hasOwnOutput: boolean;
}

export interface Network {
  /** In order of execution; every source stands before its targets. Exactly one input and at least one end. */
  readonly layers: readonly NetworkLayer[];
  readonly input: NetworkLayer;
  /** In the order of the document. */
  readonly ends: readonly NetworkLayer[];
  /** The end that a network with several is judged by: the first classification, or the first. */
  readonly output: NetworkLayer;
  readonly parameterCount: number;
  readonly multiplyAdds: number;
}

/** The slots through which an end's prediction and losses leave a program. */
export const predictionSlot = (end: string): string => `${end}.prediction`;
export const lossSlot = (end: string): string => `${end}.losses`;
/** Where it is held against images: the squared error of each example, whatever its loss is. */
export const squaredErrorSlot = (end: string): string => `${end}.squaredErrors`;

/** The layer of an id. Throws where there is none. */
export function layerOf(network: Pick<Network, 'layers'>, id: string): NetworkLayer {
  const layer = network.layers.find((candidate) => candidate.id === id);
  if (layer === undefined) throw new Error(`the network has no layer ${id}`);
  return layer;
}

/** Classes of the end that labels are for; 0 where there is none. */
export function classCountOf(network: Network): number {
  return network.output.definition.end?.target === 'labels' ? (network.output.outputShape[0] ?? 0) : 0;
}

/** What can be said of one node while the rest may still be wrong; shapes are absent where they cannot be known. */
export interface NodeFacts {
  readonly inputShapes?: readonly Shape[];
  readonly outputShape?: Shape;
  /** Of every output by port, the first among them; the only one of most layers as `y`. */
  readonly outputShapes?: Readonly<Record<string, Shape>>;
  readonly parameterCount?: number;
  readonly multiplyAdds?: number;
  /** Images keep their own sizes, and what comes out follows them: the shape is that of the smallest. */
  readonly varies?: true;
}

export interface Analysis {
  readonly diagnostics: readonly Diagnostic[];
  readonly nodes: ReadonlyMap<string, NodeFacts>;
  /** Present when there is no error. */
  readonly network?: Network;
}
