// Stochastic gradient descent in one pass over weights, gradients and velocity (kernel.as.ts).
import { sizeOf } from '../../../../base/shape.ts';
import { sgdUpdate } from '../../../../operations/sgd/operation.ts';
import { defineWay, flag } from '../../way.ts';
import { elementTiles } from '../tiles.ts';

export const updateSgd = defineWay({
  name: 'elements',
  operation: sgdUpdate,
  explanation: 'four weights at a time, one pass over memory',
  lower: ({ attributes: { momentum, nesterov, weightDecay }, shape, has, buffer, step }) => {
    const count = sizeOf(shape('weights'));
    const weights = buffer('weights');
    const velocity = has('velocity') ? buffer('velocity') : weights;
    step({
      kernel: 'sgdUpdate',
      reads: { weights, gradients: buffer('gradients'), velocity, hyperparameters: buffer('hyperparameters') },
      writes: { weights, velocity },
      numbers: { count, hasMomentum: flag(has('velocity')), nesterov: flag(nesterov), momentum, weightDecay },
      tiles: elementTiles(count),
    });
  },
});
