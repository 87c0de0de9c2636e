// How often the window draws a run: by what drawing costs and by how many cores the workers leave free.
import { describe, expect, test } from 'vitest';
import { createDrawingPace } from '../../../../electron/app/ipc/drawing-pace.ts';

/** A window that spends `cost` milliseconds of processor time on every drawing, for `seconds` of a run. */
function settle({ cost, workers, processors = 2, seconds = 60 }: { cost: number; workers: number; processors?: number; seconds?: number }) {
  let now = 0;
  let spent = 0;
  let readAt = 0;
  const intervals: number[] = [];
  const pace = createDrawingPace({
    processors,
    now: () => now,
    readDrawing: () => {
      const share = spent / Math.max(1, now - readAt);
      spent = 0;
      readAt = now;
      return share;
    },
    changed: (interval) => void intervals.push(interval),
  });
  pace.start(workers);
  while (now < seconds * 1000) {
    now += pace.interval();
    spent += cost;
    pace.told();
  }
  return { interval: pace.interval(), share: cost / pace.interval(), intervals };
}

describe('the pace of drawing', () => {
  test('keeps drawing within its share of a core, the smaller one where the workers leave no core free', () => {
    expect(settle({ cost: 15, workers: 1 }).share).toBeCloseTo(0.02, 3);
    expect(settle({ cost: 15, workers: 2 }).share).toBeCloseTo(0.01, 3);
  });

  test('is never faster than thirty a second, and never slower than every two seconds', () => {
    expect(settle({ cost: 0.1, workers: 1 }).interval).toBeCloseTo(1000 / 30, 0);
    expect(settle({ cost: 100, workers: 2 }).interval).toBeCloseTo(2000, 0);
  });

  test('grows quicker on a machine with many free cores', () => {
    expect(settle({ cost: 8, workers: 2, processors: 16 }).interval).toBeLessThan(
      settle({ cost: 8, workers: 15, processors: 16 }).interval,
    );
  });

  test('is quick again in the first second of a run', () => {
    expect(settle({ cost: 100, workers: 2, seconds: 1 }).interval).toBe(100);
  });

  test('says every change, so that previews are computed no more often than they are drawn', () => {
    const { intervals, interval } = settle({ cost: 15, workers: 1 });
    expect(intervals.length).toBeGreaterThan(5);
    expect(intervals.at(-1)).toBe(interval);
  });
});
