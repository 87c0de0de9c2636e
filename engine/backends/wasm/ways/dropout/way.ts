// Dropout, four values at a time; the mask is computed, never read (kernel.as.ts).
import { sizeOf } from '../../../../base/shape.ts';
import { dropoutNumbers, dropping } from '../../../../operations/dropout/operation.ts';
import { defineWay } from '../../way.ts';
import { elementTiles } from '../tiles.ts';

export const dropValues = defineWay({
  name: 'elements',
  operation: dropping,
  explanation: 'four values at a time, the mask from a hash of their places',
  lower: ({ attributes, shape, buffer, step }) => {
    const count = sizeOf(shape('x'));
    const { threshold, scale } = dropoutNumbers(attributes);
    step({
      kernel: 'dropoutMask',
      reads: { source: buffer('x'), hyperparameters: buffer('hyperparameters') },
      writes: { target: buffer('y') },
      // 32-bit patterns are handed over as signed integers
      numbers: { count, key: attributes.key | 0, threshold: threshold | 0, scale },
      tiles: elementTiles(count),
    });
  },
});
