// Learning-rate schedules: pure functions of progress, between 0 and 1, finite at every edge.
import { describe, expect, it } from 'vitest';
import { parametersValidator } from '../../../engine/base/fields.ts';
import { findSchedule, scheduleDefinitions } from '../../../engine/schedules/index.ts';

function factors(type: string, parameters: Readonly<Record<string, unknown>>, steps: number, stepsPerEpoch: number): number[] {
  const schedule = findSchedule(type);
  if (schedule === undefined) throw new Error(`no schedule ${type}`);
  const parsed = parametersValidator(schedule.fields).parse(parameters);
  return Array.from({ length: steps }, (_, step) => Math.round(schedule.factor(parsed, step, steps, stepsPerEpoch) * 1e6) / 1e6);
}

describe('schedules', () => {
  it('constant stays', () => expect(factors('constant', {}, 3, 1)).toEqual([1, 1, 1]));

  it('steps lower the rate after whole epochs', () => {
    expect(factors('step', { everyEpochs: 2, factor: 0.1 }, 10, 2)).toEqual([1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1, 0.01, 0.01]);
  });

  it('the cosine starts at 1, is halfway down in the middle and heads for its minimum', () => {
    expect(factors('cosine', {}, 4, 1)).toEqual([1, 0.853553, 0.5, 0.146447]);
    expect(factors('cosine', { minimumShare: 0.5 }, 4, 1)).toEqual([1, 0.926777, 0.75, 0.573223]);
  });

  it('the warm-up rises from its first step, then stays or falls', () => {
    expect(factors('warmup', { epochs: 2, afterwards: 'constant' }, 6, 2)).toEqual([0.25, 0.5, 0.75, 1, 1, 1]);
    expect(factors('warmup', { epochs: 1, afterwards: 'cosine' }, 6, 2)).toEqual([0.5, 1, 1, 0.853553, 0.5, 0.146447]);
    expect(factors('warmup', { epochs: 0, afterwards: 'constant' }, 2, 2)).toEqual([1, 1]);
  });

  for (const schedule of scheduleDefinitions) {
    it(`${schedule.type} stays between 0 and 1 for any length of a run`, () => {
      const parameters = parametersValidator(schedule.fields).parse({});
      for (const [steps, stepsPerEpoch] of [
        [1, 1],
        [3, 7],
        [100, 10],
        [0, 0],
      ] as const) {
        for (let step = 0; step <= steps; step++) {
          const factor = schedule.factor(parameters, step, steps, stepsPerEpoch);
          expect(factor >= 0 && factor <= 1, `${step} of ${steps}: ${factor}`).toBe(true);
        }
      }
    });
  }
});
