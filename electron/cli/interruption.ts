// What a request to end (Ctrl+C, SIGTERM, SIGHUP) does. The first asks the command to end and to keep what it has. npx and
// terminals send it twice, people press it twice: another within a second counts as the same. One that comes later ends at once,
// and says what is lost by that. Nothing is lost in silence.

import { type Sentence, sentence } from '../../engine/words/texts.ts';
import { runTexts } from './words/results.ts';

/** What is to be said of a request to end, as long as it holds. */
export interface Stake {
  /** Said at the first: what is being done now. */
  readonly saving: Sentence;
  /** Said when it is given up: what is lost, or what is kept all the same. */
  readonly lost: Sentence;
}

export interface Interruption {
  /** Aborted by the first request. */
  readonly signal: AbortSignal;
  setStake(stake: Stake | undefined): void;
  /** A request to end has come. */
  request(): void;
}

/** Milliseconds in which requests are one. */
const sameRequest = 1000;
/** Milliseconds between two looks at the clock after the first request. */
const beat = 50;

/**
 * `giveUp` ends the process. A request may have waited while this thread was busy (encoding a large model takes seconds): it is
 * taken to have come when the thread was last seen idle, so that none counts as later than it was.
 */
export function createInterruption(tell: (said: Sentence) => void, giveUp: () => void, now = () => performance.now()): Interruption {
  const controller = new AbortController();
  let stake: Stake | undefined;
  let first = 0;
  let beats: readonly [before: number, last: number] = [0, 0];
  return {
    signal: controller.signal,
    setStake(next) {
      stake = next;
    },
    request() {
      if (!controller.signal.aborted) {
        first = now();
        beats = [first, first];
        setInterval(() => {
          beats = [beats[1], now()];
        }, beat).unref();
        if (stake !== undefined) tell(stake.saving);
        controller.abort();
        return;
      }
      if (beats[0] - first < sameRequest) return;
      tell(stake?.lost ?? sentence(runTexts, 'endedAtOnce'));
      giveUp();
    },
  };
}
