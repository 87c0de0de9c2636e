// How smooth the canvas is beside React Flow with as many plain nodes: frames a second while panning and while dragging a layer, in
// one Electron, windows and canvases of one size, all of the network in sight, in turns. Also how long a field edit and an undo take
// until they are seen. Needs a display; prints medians, ranges and ratios to the better of two bare settings.
// usage: xvfb-run -a npm run bench:canvas -- [--layers 200,1000] [--rounds 5] [--seconds 1.5] [--training] [--no-edits]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { CDPSession, Page } from '@playwright/test';
import { bundleIfStale } from '../../build/bundle.ts';
import { expectRun, getButton, openSamples, openWorkshop, setField, type Workshop } from '../e2e/person.ts';
import { openBare } from './canvas/bare-window.ts';
import { timeEdits } from './canvas/edits.ts';
import { countFrames, type Frames, type Place } from './canvas/frames.ts';
import { makeNetwork } from './canvas/layers.ts';
import { median } from './median.ts';

const { values } = parseArgs({
  options: {
    layers: { type: 'string', default: '200,1000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '1.5' },
    training: { type: 'boolean', default: false },
    'no-edits': { type: 'boolean', default: false },
  },
});
const variants = ['canvas', 'bare', 'bare, only what is visible'] as const;
const gestures = ['pan', 'drag'] as const;
type Variant = (typeof variants)[number];
type Gesture = (typeof gestures)[number];

interface Contestant {
  readonly variant: Variant;
  readonly page: Page;
  readonly session: CDPSession;
  readonly show: () => Promise<void>;
  readonly hide: () => Promise<void>;
}

/** Where to press: on the canvas between the layers, or on the layer nearest to the middle. */
async function findStart(page: Page, gesture: Gesture): Promise<Place> {
  const start = await page.evaluate((wanted) => {
    const box = document.querySelector('.react-flow')?.getBoundingClientRect() ?? new DOMRect();
    const isWanted = (x: number, y: number): boolean => {
      const element = document.elementFromPoint(x, y);
      return wanted === 'drag'
        ? element?.closest('.react-flow__node') != null && element.closest('.react-flow__handle') == null
        : element?.classList.contains('react-flow__pane') === true;
    };
    const [middleX, middleY] = [box.x + box.width / 2, box.y + box.height / 2];
    for (let distance = 0; distance < box.height / 2; distance += 1) {
      for (let angle = 0; angle < 2 * Math.PI; angle += 0.2) {
        const [x, y] = [middleX + distance * Math.cos(angle), middleY + distance * Math.sin(angle)];
        if (isWanted(x, y)) return { x, y };
      }
    }
    return undefined;
  }, gesture);
  if (start === undefined) throw new Error(`Expected a place to ${gesture} from on the canvas, found none.`);
  return start;
}

async function openContestants(workshop: Workshop, layers: number): Promise<Contestant[]> {
  const { window, application } = workshop;
  const document = makeNetwork(layers);
  const ours = await application.browserWindow(window);
  const own: Contestant = {
    variant: 'canvas',
    page: window,
    session: await window.context().newCDPSession(window),
    show: () => ours.evaluate((shown) => shown.show()),
    hide: () => ours.evaluate((shown) => shown.hide()),
  };
  const bare = [];
  for (const [variant, onlyVisible] of [
    ['bare', false],
    ['bare, only what is visible', true],
  ] as const) {
    const opened = await openBare(workshop, document, onlyVisible);
    bare.push({ variant, ...opened, session: await opened.page.context().newCDPSession(opened.page) });
  }
  const contestants = [own, ...bare];
  // tsx names the functions it compiles by calling this, also those that are sent to a page
  for (const { page } of contestants) await page.evaluate('globalThis.__name = (named) => named');
  return contestants;
}

async function measure(contestants: readonly Contestant[], layers: number): Promise<void> {
  const results = new Map<string, Frames[]>();
  for (let turn = 0; turn < Number(values.rounds); turn++) {
    const order = contestants.map((_, index) => contestants[(index + turn) % contestants.length] as Contestant);
    for (const { variant, page, session, show, hide } of order) {
      await show();
      await page.waitForFunction(() => document.visibilityState === 'visible');
      await sleep(400);
      for (const gesture of gestures) {
        const frames = await countFrames(page, session, await findStart(page, gesture), Number(values.seconds) * 1000);
        const key = `${variant} ${gesture}`;
        results.set(key, [...(results.get(key) ?? []), frames]);
        await sleep(200);
      }
      await hide();
    }
  }
  for (const gesture of gestures) {
    for (const kind of ['asked', 'drawn'] as const) {
      const rates = (variant: Variant): number[] => (results.get(`${variant} ${gesture}`) ?? []).map((frames) => frames[kind]);
      const best = Math.max(...variants.slice(1).map((variant) => median(rates(variant))));
      const told = variants.map((variant) => {
        const all = rates(variant);
        return `${variant} ${median(all).toFixed(1)} (${Math.min(...all).toFixed(1)}–${Math.max(...all).toFixed(1)})`;
      });
      const ratio = median(rates('canvas')) / best;
      console.log(
        `${layers} layers, ${gesture}${values.training ? ' while training' : ''}, frames ${kind} a second: ${told.join(', ')}; ratio ${ratio.toFixed(2)}`,
      );
    }
  }
}

async function compare(layers: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'receptive-canvas-'));
  const file = join(folder, 'measured.receptive.json');
  writeFileSync(file, JSON.stringify(makeNetwork(layers)));
  try {
    await using workshop = await openWorkshop({ applicationArguments: [file] });
    const { window } = workshop;
    await window.getByTestId('node-input').waitFor();
    if (values.training) {
      await openSamples(window);
      await setField(window, 'Workers', `${Math.max(1, availableParallelism() - 1)}`);
    }
    const contestants = await openContestants(workshop, layers);
    if (values.training) {
      await getButton(window, 'Train').click();
      await expectRun(window, 'running', 120_000);
    }
    if (!values['no-edits']) console.log(`${layers} layers, milliseconds until seen: ${await timeEdits(window, Number(values.rounds))}`);
    await contestants[0]?.hide();
    await measure(contestants, layers);
    if (values.training) {
      await contestants[0]?.show();
      await getButton(window, 'Stop').click();
      await expectRun(window, 'stopped', 120_000);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await bundleIfStale((line) => console.error(line));
for (const layers of values.layers.split(',').map(Number)) await compare(layers);
