// The list of all learning-rate schedules: one line a schedule.
import { constant } from './constant/definition.ts';
import { cosine } from './cosine/definition.ts';
import type { AnyScheduleDefinition } from './schedule.ts';
import { step } from './step/definition.ts';
import { warmup } from './warmup/definition.ts';

export const scheduleDefinitions: readonly AnyScheduleDefinition[] = [constant, step, cosine, warmup];

const byType = new Map(scheduleDefinitions.map((definition) => [definition.type, definition]));

/** The definition of a schedule, or undefined where there is no such schedule. */
export function findSchedule(type: string): AnyScheduleDefinition | undefined {
  return byType.get(type);
}
