// Cross-entropy with its gradient, row by row (kernel.as.ts).
import { crossEntropy } from '../../../../operations/cross-entropy/operation.ts';
import { defineWay, flag } from '../../way.ts';
import { rowTiles } from '../tiles.ts';

export const measureCrossEntropy = defineWay({
  name: 'rows',
  operation: crossEntropy,
  explanation: 'a row stays in the cache for its passes',
  lower: ({ attributes: { labelSmoothing, weight }, shape, has, buffer, step }) => {
    const [n = 1, classes = 1] = shape('logits');
    const losses = buffer('losses');
    const hasGradient = has('logitsGradient');
    step({
      kernel: 'crossEntropyLoss',
      reads: { logits: buffer('logits'), probabilities: buffer('probabilities'), labels: buffer('labels') },
      writes: { losses, logitsGradient: hasGradient ? buffer('logitsGradient') : losses },
      numbers: { n, classes, hasGradient: flag(hasGradient), labelSmoothing, weight },
      tiles: rowTiles(n, classes * 4),
    });
  },
});
