// How many frames a page makes while a hand moves: the mouse is pressed, led round a circle for a while and let go, and what is
// counted is what the page was asked for (requestAnimationFrame) and what Chromium drew (its own trace).
import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from '@playwright/test';

export interface Frames {
  /** A second, as the page was called for. */
  readonly asked: number;
  /** A second, as the compositor drew them. */
  readonly drawn: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Milliseconds between two movements of the mouse: more often than any frame. */
const movePause = 8;
/** Movements that the page has not answered yet: a page that is slow gets fewer, as with a real mouse. */
const mostWaiting = 3;
const radius = 60;
const round = 1200;
const category = 'disabled-by-default-devtools.timeline.frame';

interface TraceEvent {
  readonly name: string;
}

/** Frames a second while the mouse, pressed at this place, goes round for so many milliseconds. */
export async function countFrames(page: Page, session: CDPSession, start: Place, milliseconds: number): Promise<Frames> {
  const mouse = (type: string, { x, y }: Place, buttons: number): Promise<unknown> =>
    session.send('Input.dispatchMouseEvent', {
      type: type as 'mouseMoved',
      x,
      y,
      button: type === 'mouseMoved' && buttons === 0 ? 'none' : 'left',
      buttons,
      clickCount: type === 'mouseMoved' ? 0 : 1,
    });
  const onCircle = (time: number): Place => {
    const angle = (2 * Math.PI * time) / round;
    return { x: start.x + radius * Math.sin(angle), y: start.y + radius * (1 - Math.cos(angle)) };
  };
  await mouse('mouseMoved', start, 0);
  await mouse('mousePressed', start, 1);
  for (const time of [30, 60, 90]) await mouse('mouseMoved', onCircle(time), 1); // what begins with the first movement is not counted
  const trace = await startTrace(session);
  await page.evaluate(() => {
    const state = { count: 0, started: performance.now(), running: true };
    const tick = (): void => {
      state.count++;
      if (state.running) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    Object.assign(globalThis, { counting: state });
  });
  const began = performance.now();
  let waiting = 0;
  while (performance.now() - began < milliseconds) {
    if (waiting < mostWaiting) {
      waiting++;
      void mouse('mouseMoved', onCircle(90 + performance.now() - began), 1).finally(() => waiting--);
    }
    await sleep(movePause);
  }
  const { count, seconds } = await page.evaluate(() => {
    const state = (globalThis as unknown as { counting: { count: number; started: number; running: boolean } }).counting;
    state.running = false;
    return { count: state.count, seconds: (performance.now() - state.started) / 1000 };
  });
  const drawn = await trace();
  await mouse('mouseMoved', start, 1);
  await mouse('mouseReleased', start, 0);
  return { asked: count / seconds, drawn: drawn / seconds };
}

/** Gives the function that ends the trace and tells how many frames were drawn since. */
async function startTrace(session: CDPSession): Promise<() => Promise<number>> {
  let drawn = 0;
  const collect = ({ value }: { value: object[] }): void => {
    for (const { name } of value as TraceEvent[]) if (name === 'DrawFrame') drawn++;
  };
  session.on('Tracing.dataCollected', collect);
  await session.send('Tracing.start', { traceConfig: { includedCategories: [category] }, transferMode: 'ReportEvents' });
  return async () => {
    const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
    await session.send('Tracing.end');
    await complete;
    session.off('Tracing.dataCollected', collect);
    return drawn;
  };
}
