// The contract of a learning-rate schedule: a factor on the optimizer's learning rate, from the progress of training.
import type { Fields, ParametersOf } from '../base/fields.ts';
import { type DefinitionWords, type Described, type Exactly, type ListedFields, withWords } from '../base/words.ts';

/** As its folder defines it: what it says stands in `words`, by the names of its fields. */
export interface ScheduleDefinition<F extends ListedFields> {
  readonly type: string;
  readonly fields: F;
  /** The factor, 0 to 1, for update `step` (from 0) of `steps`, with `stepsPerEpoch` updates an epoch. */
  factor(parameters: ParametersOf<F>, step: number, steps: number, stepsPerEpoch: number): number;
}
/** With its words, as all others see it. */
export type AnyScheduleDefinition = ScheduleDefinition<Fields> & Described;

/** Puts a definition and its words together, each checked by the type of the other, and hides the type of its fields. */
export function defineSchedule<const F extends ListedFields, W>(
  definition: ScheduleDefinition<F> & { readonly words: Exactly<DefinitionWords<F>, W> },
): AnyScheduleDefinition {
  return withWords(definition) as unknown as AnyScheduleDefinition;
}
