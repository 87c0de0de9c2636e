// What the benchmark compares kernels with: loops that compute and do nothing else, and a word where a kernel passes its ceiling.
import { describe, expect, it } from 'vitest';
import { translate } from '../bench/ceilings.ts';
import { describeShare } from '../bench/share.ts';

/** The text of a function's loops: from each line `loop` to the `end` that stands below it. */
function loopsOf(text: string, name: string): string[] {
  const start = text.indexOf(`(func $ceilings.as/${name} (param`);
  const own = text.slice(start, text.indexOf('\n )', start));
  return [...own.matchAll(/^( +)loop\b[\s\S]*?^\1end$/gm)].map(([loop]) => loop);
}

describe('the ceiling of products', () => {
  it.each([
    ['multiplyAdd', 12],
    ['accumulate', 10],
  ])('is a loop of multiply–adds that builds no constant, which V8 would do at every use: %s', async (name, operations) => {
    const loops = loopsOf((await translate('ceilings.as.ts')).text, name);
    expect(loops.length).toBe(1);
    expect(loops[0]?.match(/f32x4\.relaxed_madd/g)?.length).toBe(operations);
    expect(loops[0]).not.toMatch(/(v128|f32)\.const|splat/);
  });

  it.each([
    ['conv2dForward', true, 57, 14.7, true],
    ['conv2dForward', true, 44, 45, false],
    ['conv2dForward', true, 47, 45, false],
    ['conv2dWinogradForward', true, 150, 45, false],
    ['pool2dForward', false, 90, 45, false],
  ])('is called wrong where %s (a product: %s) reaches %d of %d: %s', (kernel, isProduct, rate, ceiling, isWrong) => {
    expect(describeShare(kernel, isProduct, rate, ceiling).includes('measured too low')).toBe(isWrong);
  });
});
