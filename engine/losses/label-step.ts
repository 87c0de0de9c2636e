// The step of a loss that compares probabilities with labels: the arguments that all of them share. A negative label marks
// an empty place of the batch: its loss and its gradient are 0.
import { rowTiles } from '../backends/wasm/ways/tiles.ts';
import type { StepRequest } from '../layers/layer.ts';
import type { LossContext } from './loss.ts';

export function labelStep(kernel: string, context: LossContext<unknown>, numbers: Readonly<Record<string, number>>): StepRequest {
  const { logits, probabilities, labels, losses, logitsGradient, batch, classes } = context;
  return {
    kernel,
    reads: { logits, probabilities, labels },
    writes: { losses, logitsGradient: logitsGradient ?? losses },
    numbers: { n: batch, classes, hasGradient: logitsGradient === undefined ? 0 : 1, ...numbers },
    tiles: rowTiles(batch, classes * 4),
  };
}
