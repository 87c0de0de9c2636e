// The weights of a network apart from any memory they lie in: by node and name, values in the order of the shape.
import { sizeOf } from '../base/shape.ts';

export interface WeightDescription {
  readonly node: string;
  readonly name: string;
  readonly shape: readonly number[];
}

export interface NetworkWeights {
  readonly entries: readonly (WeightDescription & { readonly values: Float32Array })[];
}

/** The number of values in all weights together. */
export function countWeightValues(weights: readonly WeightDescription[]): number {
  return weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/** The weights in values that lie one behind the other, as views of them. */
export function unpackWeights(packed: Float32Array, weights: readonly WeightDescription[]): NetworkWeights {
  let place = 0;
  const entries = weights.map(({ node, name, shape }) => {
    const values = packed.subarray(place, place + sizeOf(shape));
    place += values.length;
    return { node, name, shape, values };
  });
  return { entries };
}
