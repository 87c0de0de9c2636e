// The list of all losses: one line a loss.
import { crossEntropy } from './cross-entropy/definition.ts';
import type { AnyLossDefinition } from './loss.ts';
import { meanSquaredError } from './mean-squared-error/definition.ts';

export const lossDefinitions: readonly AnyLossDefinition[] = [crossEntropy, meanSquaredError];

const byType = new Map(lossDefinitions.map((definition) => [definition.type, definition]));

/** The definition of a loss, or undefined where there is no such loss. */
export function findLoss(type: string): AnyLossDefinition | undefined {
  return byType.get(type);
}
