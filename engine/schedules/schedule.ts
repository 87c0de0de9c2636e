// The contract of a learning-rate schedule: a factor on the optimizer's learning rate, from the progress of training.
import type { Fields, ParametersOf } from '../base/fields.ts';

export interface ScheduleDefinition<F extends Fields = Fields> {
  readonly type: string;
  readonly label: string;
  readonly explanation: string;
  readonly fields: F;
  /** The factor, 0 to 1, for update `step` (from 0) of `steps`, with `stepsPerEpoch` updates an epoch. */
  factor(parameters: ParametersOf<F>, step: number, steps: number, stepsPerEpoch: number): number;
}
export type AnyScheduleDefinition = ScheduleDefinition<Fields>;

export function defineSchedule<const F extends Fields>(definition: ScheduleDefinition<F>): AnyScheduleDefinition {
  return definition as unknown as AnyScheduleDefinition;
}
