// The list of all learning-rate schedules: one line a schedule.
import { constant } from './constant.ts';
import { cosine } from './cosine.ts';
import type { AnyScheduleDefinition } from './schedule.ts';
import { step } from './step.ts';
import { warmup } from './warmup.ts';

export const scheduleDefinitions: readonly AnyScheduleDefinition[] = [constant, step, cosine, warmup];

const byType = new Map(scheduleDefinitions.map((definition) => [definition.type, definition]));

/** The definition of a schedule, or undefined where there is no such schedule. */
export function findSchedule(type: string): AnyScheduleDefinition | undefined {
  return byType.get(type);
}
