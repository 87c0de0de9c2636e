// Adam and AdamW in one pass over weights, gradients and both running means (kernel.as.ts).
import { sizeOf } from '../../../../base/shape.ts';
import { adamUpdate } from '../../../../operations/adam/operation.ts';
import { defineWay, flag } from '../../way.ts';
import { elementTiles } from '../tiles.ts';

export const updateAdam = defineWay({
  name: 'elements',
  operation: adamUpdate,
  explanation: 'four weights at a time, one pass over memory',
  lower: ({ attributes: { firstDecay, secondDecay, epsilon, weightDecay, decoupled }, shape, buffer, step }) => {
    const count = sizeOf(shape('weights'));
    const [weights, first, second] = [buffer('weights'), buffer('first'), buffer('second')];
    step({
      kernel: 'adamUpdate',
      reads: { weights, gradients: buffer('gradients'), first, second, hyperparameters: buffer('hyperparameters') },
      writes: { weights, first, second },
      numbers: {
        count,
        firstDecay,
        // 1 − β from double precision: 1 − 0.999f would be wrong by 5·10⁻⁵ of itself.
        firstShare: 1 - firstDecay,
        secondDecay,
        secondShare: 1 - secondDecay,
        epsilon,
        weightDecay,
        decoupled: flag(decoupled),
      },
      tiles: elementTiles(count),
    });
  },
});
