// Bytes to values from 0 to 1 (kernel.as.ts).
import { sizeOf } from '../../../../base/shape.ts';
import { unitImages } from '../../../../operations/unit-images/operation.ts';
import { defineWay } from '../../way.ts';
import { elementTiles } from '../tiles.ts';

export const takeUnitImages = defineWay({
  name: 'elements',
  operation: unitImages,
  explanation: 'four values at a time',
  lower: ({ shape, buffer, step }) => {
    const count = sizeOf(shape('bytes'));
    step({
      kernel: 'unitImages',
      reads: { bytes: buffer('bytes') },
      writes: { y: buffer('y') },
      numbers: { count },
      tiles: elementTiles(count),
    });
  },
});
