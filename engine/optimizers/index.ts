// The list of all optimizers: one line an optimizer.
import { adam } from './adam/definition.ts';
import { adamw } from './adamw/definition.ts';
import type { AnyOptimizerDefinition } from './optimizer.ts';
import { sgd } from './sgd/definition.ts';

export const optimizerDefinitions: readonly AnyOptimizerDefinition[] = [sgd, adam, adamw];

const byType = new Map(optimizerDefinitions.map((definition) => [definition.type, definition]));

/** The definition of an optimizer, or undefined where there is no such optimizer. */
export function findOptimizer(type: string): AnyOptimizerDefinition | undefined {
  return byType.get(type);
}
