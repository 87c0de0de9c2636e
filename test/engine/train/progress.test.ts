// Telling of steps: the rate that is told is one that was measured.
import { describe, expect, test } from 'vitest';
import type { TrainEvent } from '../../../engine/train/events.ts';
import { ProgressTeller } from '../../../engine/train/progress.ts';

describe('the images a second', () => {
  test('of a few last steps, told as soon as they are made, are those of the time before', () => {
    const rates: number[] = [];
    let now = 0;
    const emit = (event: TrainEvent): void => {
      if (event.kind === 'batches') rates.push(event.imagesPerSecond);
    };
    const teller = new ProgressTeller(1, { now: () => now, ticks: () => Math.floor(now) }, emit);
    const batch = Float64Array.of(1, 0.5);
    teller.add(0, batch, 32);
    for (let step = 1; step <= 10; step++) {
      now += 20;
      teller.add(step, batch, 32);
    }
    teller.flush();
    now += 0.01;
    teller.add(11, batch, 32);
    teller.flush(); // stopped at once: a thousandth of a millisecond measures nothing
    expect(rates[0]).toBe(0);
    expect(rates.slice(1).every((rate) => Math.round(rate) === 1600)).toBe(true);
    expect(rates.length).toBeGreaterThan(2);
  });
});
