// How long it takes from a key until what it does is on the screen (Chromium's event timing, in steps of 8 ms): one more filter in one
// layer, which its block alone sees; one more row of pixels, which every layer sees; and undoing each.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { coalesceMilliseconds } from '../../../renderer/document/history.ts';
import { median } from '../median.ts';

const edits = [
  { name: 'a field of one layer', layer: 'n1', label: 'Filters' },
  { name: 'a field that every layer follows', layer: 'input', label: 'Height' },
] as const;
const shortestTold = 16;

/** Presses a key and gives the milliseconds until the frame that shows it. */
async function timeKey(window: Page, key: string): Promise<number> {
  await window.evaluate((threshold) => {
    const seen: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') seen.push(entry.duration);
    });
    observer.observe({ type: 'event', durationThreshold: threshold } as PerformanceObserverInit);
    Object.assign(globalThis, { timed: { seen, observer } });
  }, shortestTold);
  await window.keyboard.press(key);
  await sleep(coalesceMilliseconds + 200); // the next edit is a step of its own
  return window.evaluate((threshold) => {
    const { seen, observer } = (globalThis as unknown as { timed: { seen: number[]; observer: PerformanceObserver } }).timed;
    observer.disconnect();
    return Math.max(threshold, ...seen);
  }, shortestTold);
}

/** In words, with medians and ranges of so many edits and undos. */
export async function timeEdits(window: Page, rounds: number): Promise<string> {
  const told: string[] = [];
  for (const { name, layer, label } of edits) {
    const field = window.getByRole('complementary', { name: 'Inspector' }).getByLabel(label, { exact: true });
    await window.keyboard.press('Control+1');
    await window.locator(`.react-flow__node[data-id="${layer}"]`).click();
    await field.focus();
    const before = await field.inputValue();
    const times = { edit: [] as number[], undo: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      times.edit.push(await timeKey(window, 'ArrowUp'));
      if ((await field.inputValue()) === before) throw new Error(`Expected ${label} to grow with a key, but it is still ${before}.`);
      await window.keyboard.down('Control'); // a key of its own, some time before
      await sleep(300);
      times.undo.push(await timeKey(window, 'z'));
      await window.keyboard.up('Control');
      await sleep(300);
      if ((await field.inputValue()) !== before)
        throw new Error(`Expected ${label} to be ${before} again, found ${await field.inputValue()}.`);
    }
    for (const kind of ['edit', 'undo'] as const) {
      told.push(`${name}, ${kind} ${median(times[kind])} (${Math.min(...times[kind])}–${Math.max(...times[kind])})`);
    }
  }
  return told.join('; ');
}
