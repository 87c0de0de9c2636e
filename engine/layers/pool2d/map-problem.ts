// What is said where a layer that looks at images and maps is given a vector.
import { formatShape, type Shape } from '../../base/shape.ts';
import type { ShapeResult } from '../layer.ts';

/** `layer` as in “A pooling layer”. */
export function notAMap(layer: string, shape: Shape | undefined): ShapeResult {
  return {
    problem: {
      id: 'not-a-map',
      message: `${layer} takes a map of height×width×channels, and a vector comes in. Put it in front of Flatten, global pooling and dense layers.`,
      expected: 'a map, such as 28×28×6',
      received: shape === undefined || shape.length === 0 ? 'nothing' : `a vector of ${formatShape(shape)}`,
      wantsMap: true,
    },
  };
}
