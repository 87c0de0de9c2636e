// Mean squared error of probabilities with its gradient, row by row (kernel.as.ts). The logits themselves are not read.
import { probabilityError } from '../../../../operations/probability-error/operation.ts';
import { defineWay, flag } from '../../way.ts';
import { rowTiles } from '../tiles.ts';

export const measureProbabilityError = defineWay({
  name: 'rows',
  operation: probabilityError,
  explanation: 'two passes over a row that stays in the cache',
  lower: ({ attributes: { weight }, shape, has, buffer, step }) => {
    const [n = 1, classes = 1] = shape('probabilities');
    const losses = buffer('losses');
    const hasGradient = has('logitsGradient');
    step({
      kernel: 'meanSquaredErrorLoss',
      reads: { probabilities: buffer('probabilities'), labels: buffer('labels') },
      writes: { losses, logitsGradient: hasGradient ? buffer('logitsGradient') : losses },
      numbers: { n, classes, hasGradient: flag(hasGradient), weight },
      tiles: rowTiles(n, classes * 4),
    });
  },
});
