// Placement: what lives at the same time never overlaps, and the region is close to the least possible.
import { describe, expect, it } from 'vitest';
import { alignment, type Lifetime, placeBuffers, slack } from '../../../../engine/backends/wasm/plan/memory.ts';
import { createRandom } from '../../../../engine/base/random.ts';

function randomBuffers(seed: number, count: number): Lifetime[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const firstStep = random.integer(40);
    return { bytes: 1 + random.integer(5000), firstStep, lastStep: firstStep + random.integer(12) };
  });
}

describe('placing buffers', () => {
  it.each([1, 2, 3, 4, 5])('never lets two that live at the same time overlap (seed %i)', (seed) => {
    const buffers = randomBuffers(seed, 80);
    const { offsets, regionBytes } = placeBuffers(buffers);
    const ranges = buffers.map((buffer, index) => ({
      ...buffer,
      start: offsets[index] as number,
      end: (offsets[index] as number) + buffer.bytes + slack,
    }));
    for (const [index, first] of ranges.entries()) {
      expect(first.start % alignment).toBe(0);
      expect(first.end).toBeLessThanOrEqual(regionBytes);
      for (const second of ranges.slice(index + 1)) {
        const together = first.firstStep <= second.lastStep && second.firstStep <= first.lastStep;
        if (together) expect(first.end <= second.start || second.end <= first.start).toBe(true);
      }
    }
  });

  it('reuses the place of what is no longer needed', () => {
    const chain = Array.from({ length: 10 }, (_, step) => ({ bytes: 1000, firstStep: step, lastStep: step + 1 }));
    const { regionBytes, liveBytes } = placeBuffers(chain);
    expect(liveBytes).toBe(2000);
    expect(regionBytes).toBeLessThan(2 * 1200);
  });
});
