// A progress bar on a terminal, redrawn in place at most ten times a second; plain lines now and then where the stream is no
// terminal, such as a file. Nothing of it ever goes to standard output.
import type { Language } from '../../engine/base/messages.ts';
import { textsIn } from '../../engine/words/texts.ts';
import { cutToWidth } from './width.ts';
import { runTexts } from './words/results.ts';

const redrawMilliseconds = 100;
const lineMilliseconds = 10_000;
const barWidth = 24;

export interface Progress {
  /** done of total (0 while unknown), and a few words behind the bar. */
  show(label: string, done: number, total: number, details?: string): void;
  /** Removes the bar, so that something else can be written. */
  clear(): void;
}

export interface ProgressStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export function createProgress(stream: ProgressStream, language: Language, now: () => number = () => performance.now()): Progress {
  const isTerminal = stream.isTTY === true;
  const interval = isTerminal ? redrawMilliseconds : lineMilliseconds;
  let last = isTerminal ? Number.NEGATIVE_INFINITY : now();
  let lastLabel = '';
  let isShown = false;
  return {
    show(label, done, total, details = '') {
      const time = now();
      const isNew = isTerminal && label !== lastLabel;
      if (time - last < interval && !isNew) return;
      last = time;
      lastLabel = label;
      const text = isTerminal ? drawBar(label, done, total, details) : describeProgress(label, done, total, details, language);
      if (!isTerminal) stream.write(`${text}\n`);
      else stream.write(`\r\u001b[K${cutToWidth(text, (stream.columns ?? 80) - 1)}`);
      isShown = isTerminal;
    },
    clear() {
      if (isShown) stream.write('\r\u001b[K');
      isShown = false;
    },
  };
}

function drawBar(label: string, done: number, total: number, details: string): string {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const filled = Math.round(share * barWidth);
  const bar = `${'━'.repeat(filled)}${'─'.repeat(barWidth - filled)}`;
  const amount = total > 0 ? `${Math.floor(share * 100)} %`.padStart(5) : String(done);
  return `${label} ${bar} ${amount}${details === '' ? '' : `  ${details}`}`;
}

function describeProgress(label: string, done: number, total: number, details: string, language: Language): string {
  const text = textsIn(runTexts, language);
  const progress =
    total > 0
      ? text('progress', { label, done, total, share: Math.floor((done / total) * 100) })
      : text('progressUncounted', { label, done });
  return details === '' ? progress : text('withDetails', { progress, details });
}
