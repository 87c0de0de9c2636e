// What a valid document means: layers in order of execution with their shapes, weights and counts. Derived, never edited.
import type { Diagnostic } from '../base/diagnostics.ts';
import type { Parameters } from '../base/fields.ts';
import type { Shape } from '../base/shape.ts';
import type { AnyLayerDefinition, WeightSpecification } from '../layers/layer.ts';

export interface NetworkLayer {
  readonly id: string;
  readonly definition: AnyLayerDefinition;
  readonly parameters: Parameters;
  /** Ids of the layers whose outputs come in, in order. */
  readonly sources: readonly string[];
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
  readonly weights: readonly WeightSpecification[];
  readonly parameterCount: number;
  readonly multiplyAdds: number;
  /** False where what it puts out takes no memory of its own. */
  readonly hasOwnOutput: boolean;
}

export interface Network {
  /** In order of execution; every source stands before its targets. Exactly one input and one output. */
  readonly layers: readonly NetworkLayer[];
  readonly input: NetworkLayer;
  readonly output: NetworkLayer;
  readonly parameterCount: number;
  readonly multiplyAdds: number;
}

/** What can be said of one node while the rest may still be wrong; shapes are absent where they cannot be known. */
export interface NodeFacts {
  readonly inputShapes?: readonly Shape[];
  readonly outputShape?: Shape;
  readonly parameterCount?: number;
  readonly multiplyAdds?: number;
}

export interface Analysis {
  readonly diagnostics: readonly Diagnostic[];
  readonly nodes: ReadonlyMap<string, NodeFacts>;
  /** Present when there is no error. */
  readonly network?: Network;
}
