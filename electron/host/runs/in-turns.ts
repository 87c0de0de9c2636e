// Long work in parts, in turns with everything else that a thread has to do: the window's main process compiles the programs of a run
// with images of many sizes for a second, and answers its window meanwhile.
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds at a stretch: less than a frame. Work that takes no longer is done at once. */
const stretch = 10;

/** The work's result; other work has its turn between two parts whenever a stretch is over. */
export async function inTurns<Result>(parts: Generator<unknown, Result, undefined>): Promise<Result> {
  for (let started = performance.now(); ; ) {
    const { done, value } = parts.next();
    if (done) return value;
    if (performance.now() - started < stretch) continue;
    await nextTurn();
    started = performance.now();
  }
}
