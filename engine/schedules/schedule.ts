// The contract of a learning-rate schedule: a factor on the optimizer's learning rate, from the progress of training.
import type { DefinitionWords, Exactly, ListedFields, Worded } from '../base/described.ts';
import type { ParametersOf } from '../base/fields.ts';

/** As its folder defines it: what it says stands in `words`, by the names of its fields. */
export interface ScheduleDefinition<F extends ListedFields> {
  readonly type: string;
  readonly fields: F;
  /** The factor, 0 to 1, for update `step` (from 0) of `steps`, with `stepsPerEpoch` updates an epoch. */
  factor(parameters: ParametersOf<F>, step: number, steps: number, stepsPerEpoch: number): number;
}
/** As all others see it. */
export type AnyScheduleDefinition = ScheduleDefinition<ListedFields> & Worded;

/** A definition beside its words, each checked by the type of the other; hides the type of its fields. */
export function defineSchedule<const F extends ListedFields, E, C>(
  definition: ScheduleDefinition<F> & {
    readonly words: { readonly en: Exactly<DefinitionWords<F>, E>; readonly zh: Exactly<DefinitionWords<F>, C> };
  },
): AnyScheduleDefinition {
  return definition as unknown as AnyScheduleDefinition;
}
