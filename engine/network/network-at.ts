// The network of a document whose images keep their own sizes, at one of them: the same layers and weights, other shapes.
import { type Diagnostic, fail, type Outcome, succeed } from '../base/diagnostics.ts';
import type { ImageSize } from '../base/image-sizes.ts';
import { mapSize } from '../base/shape.ts';
import type { GraphDocument } from '../document/document.ts';
import { analyzeDocument } from './analyze.ts';
import type { Network } from './network.ts';
import { documentAt } from './sizes.ts';

/** Fails, naming the size, where a layer has no output at it. */
export function networkAt(document: GraphDocument, size: ImageSize): Outcome<Network> {
  const there = documentAt(document, size);
  // of a size there may be fewer images than a batch takes: whether they fit is said where they are known (train/programs.ts)
  const { network, diagnostics } = analyzeDocument({ ...there, training: { ...there.training, batchSize: 1 } });
  if (network !== undefined) return succeed(network);
  return fail(...diagnostics.map(({ fix: _, ...rest }): Diagnostic => ({ ...rest, size })));
}

/** For images of which sizes a network can be used, with the weights it has: roughly, told of square ones. */
export interface TakenSizes {
  /** From this side on every layer has an output; absent where no square image gives the same weights. */
  readonly smallestSide?: number;
  /** Larger images than the Input's need no other weights: checked at twice its size. */
  readonly takesLarger: boolean;
}

/** Sides up to which a smallest one is looked for. */
const mostSide = 512;

/** document: a valid one. */
export function findTakenSizes(document: GraphDocument): TakenSizes {
  const { network } = analyzeDocument(document);
  if (network === undefined) throw new Error('expected the document of a network that is valid');
  const weights = describeWeights(network);
  const isTaken = (size: ImageSize): boolean => {
    const found = networkAt(document, size);
    return found.ok && describeWeights(found.value) === weights;
  };
  const { height, width } = mapSize(network.input.outputShape);
  const takesLarger = isTaken({ height: 2 * height, width: 2 * width });
  for (let side = 1; side <= mostSide; side++) if (isTaken({ height: side, width: side })) return { smallestSide: side, takesLarger };
  return { takesLarger };
}

function describeWeights({ layers }: Network): string {
  return JSON.stringify(layers.map(({ weights }) => weights.map(({ shape }) => shape)));
}
