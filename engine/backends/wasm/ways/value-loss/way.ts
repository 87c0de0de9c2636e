// Losses of values: whole examples in one pass (kernel.as.ts).
import { sizeOf } from '../../../../base/shape.ts';
import { valueLosses } from '../../../../operations/value-loss/functions.ts';
import { valueLoss } from '../../../../operations/value-loss/operation.ts';
import { defineWay, flag } from '../../way.ts';
import { rowTiles } from '../tiles.ts';

export const measureValues = defineWay({
  name: 'examples',
  operation: valueLoss,
  explanation: 'whole examples, loss and gradient in one pass',
  lower: ({ attributes, shape, buffer, has, step }) => {
    const [n = 0] = shape('prediction');
    const length = sizeOf(shape('prediction')) / n;
    const hasGradient = has('predictionGradient');
    step({
      kernel: 'valueLoss',
      reads: { prediction: buffer('prediction'), target: buffer('target') },
      writes: { losses: buffer('losses'), predictionGradient: buffer(hasGradient ? 'predictionGradient' : 'losses') },
      numbers: {
        n,
        length,
        hasGradient: flag(hasGradient),
        loss: valueLosses[attributes.loss].code,
        delta: attributes.delta,
        weight: attributes.weight,
      },
      tiles: rowTiles(n, length),
    });
  },
});
