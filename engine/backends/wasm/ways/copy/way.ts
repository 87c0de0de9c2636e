// A copy, as fast as memory allows (kernel.as.ts).
import { sizeOf } from '../../../../base/shape.ts';
import { copying } from '../../../../operations/copy/operation.ts';
import { defineWay } from '../../way.ts';
import { elementTiles } from '../tiles.ts';

export const copyValues = defineWay({
  name: 'elements',
  operation: copying,
  explanation: 'whole vectors at a time',
  lower: ({ shape, buffer, step }) => {
    const count = sizeOf(shape('x'));
    step({
      kernel: 'copyValues',
      reads: { source: buffer('x') },
      writes: { target: buffer('y') },
      numbers: { count },
      tiles: elementTiles(count),
    });
  },
});
