// What axe finds wrong with the window as it is now, in both themes: nothing serious or critical may be left. axe knows the rules
// of WCAG; it sees roles, names and contrasts, not whether the words make sense.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';

/** The part of axe-core that runs in the page, as far as it is used. */
interface AxeViolation {
  readonly id: string;
  readonly impact?: string | null;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}
declare const axe: {
  run(context: Document, options: object): Promise<{ readonly violations: readonly AxeViolation[]; readonly passes: readonly unknown[] }>;
};

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails with every element that breaks a rule. `state` says what the window shows. */
export async function expectAccessible(window: Page, state: string): Promise<void> {
  if (await window.evaluate(() => typeof axe === 'undefined')) await window.evaluate(axeSource);
  const problems: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await window.emulateMedia({ colorScheme });
    await expect(window.locator('html')).toHaveAttribute('data-theme', colorScheme);
    // fading colours have no contrast yet
    await window.evaluate(async () => {
      const finite = document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
      await Promise.allSettled(finite.map((animation) => animation.finished));
    });
    const { violations, passes } = await window.evaluate(async () => {
      const results = await axe.run(document, { resultTypes: ['violations'] });
      return { violations: results.violations, passes: results.passes.length };
    });
    expect(passes, `${state}: rules that axe could check`).toBeGreaterThan(5);
    for (const { id, impact, help, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue;
      for (const { target, failureSummary = '' } of nodes)
        problems.push(`${state}, ${colorScheme}: ${id} (${impact}) ${help}: ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`);
    }
  }
  await window.emulateMedia({ colorScheme: null });
  expect(problems).toEqual([]);
}
