// The size that an image of any size gets.
import { describe, expect, it } from 'vitest';
import { chooseSize, largestSize, mostSizes, type SizeRange, wideEnoughStep } from '../../../engine/base/image-sizes.ts';

const range: SizeRange = { height: 10, width: 14, step: 4, largest: 25 };

describe('a range of sizes', () => {
  it('ends at the last step that the longest side allows', () => {
    expect(largestSize(range)).toEqual({ height: 22, width: 22 });
    expect(largestSize({ ...range, largest: 26 })).toEqual({ height: 26, width: 26 });
    expect(largestSize({ ...range, largest: 14 })).toEqual({ height: 14, width: 14 });
  });

  it('rounds each side up to a step, from the smallest on', () => {
    expect(chooseSize({ height: 3, width: 15 }, range)).toEqual({ height: 10, width: 18 });
    expect(chooseSize({ height: 14, width: 14 }, range)).toEqual({ height: 14, width: 14 });
    expect(chooseSize({ height: 15, width: 19 }, range)).toEqual({ height: 18, width: 22 });
  });

  it('shrinks a larger image as a whole', () => {
    expect(chooseSize({ height: 44, width: 88 }, range)).toEqual({ height: 14, width: 22 });
    expect(chooseSize({ height: 4000, width: 10 }, range)).toEqual({ height: 22, width: 14 });
  });

  it('gives a size of its own grid back', () => {
    for (const height of [10, 14, 18, 22]) {
      for (const width of [14, 18, 22]) expect(chooseSize({ height, width }, range)).toEqual({ height, width });
    }
  });

  it('names a step at which few enough sizes are left, and half of it leaves too many', () => {
    const fine = { height: 8, width: 8, step: 1, largest: 40 };
    const sizes = Array.from({ length: 900 }, (_, index) => ({ height: 8 + (index % 30), width: 8 + Math.floor(index / 30) }));
    const step = wideEnoughStep(sizes, fine);
    const left = (wide: number) => new Set(sizes.map((size) => JSON.stringify(chooseSize(size, { ...fine, step: wide })))).size;
    expect(left(step)).toBeLessThanOrEqual(mostSizes);
    expect(left(step / 2)).toBeGreaterThan(mostSizes);
  });
});
