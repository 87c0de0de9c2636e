// The groups of layers, in the order in which they are listed.
import type { LayerGroup } from '../../engine/layers/layer.ts';

const order: Readonly<Record<LayerGroup, number>> = {
  input: 1,
  convolution: 2,
  detector: 3,
  pooling: 4,
  dense: 5,
  regularisation: 6,
  merge: 7,
  output: 8,
};

export const groups = (Object.keys(order) as LayerGroup[]).sort((first, second) => order[first] - order[second]);
