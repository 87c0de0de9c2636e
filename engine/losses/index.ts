// The list of all losses: one line a loss. A type is unique among the losses of one kind of target.
import { absoluteError } from './absolute-error/definition.ts';
import { binaryCrossEntropy } from './binary-cross-entropy/definition.ts';
import { crossEntropy } from './cross-entropy/definition.ts';
import { huber } from './huber/definition.ts';
import type { AnyLossDefinition, TargetKind } from './loss.ts';
import { probabilityError } from './probability-error/definition.ts';
import { squaredError } from './squared-error/definition.ts';

export const lossDefinitions: readonly AnyLossDefinition[] = [
  crossEntropy,
  probabilityError,
  squaredError,
  binaryCrossEntropy,
  absoluteError,
  huber,
];

/** The losses that compare predictions with targets of a kind. */
export function lossesFor(target: TargetKind): readonly AnyLossDefinition[] {
  return lossDefinitions.filter((definition) => definition.target === target);
}

/** The definition of a loss, or undefined where there is no such loss. */
export function findLoss(target: TargetKind, type: string): AnyLossDefinition | undefined {
  return lossesFor(target).find((definition) => definition.type === type);
}
