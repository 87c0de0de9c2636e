// One line on the run: what it does, how far it is, how fast, how long it took and will take.

import { useEffect, useReducer } from 'react';
import { useStore } from 'zustand';
import { Callout } from '../design/Callout.tsx';
import { joinClasses } from '../design/classes.ts';
import { Progress } from '../design/Progress.tsx';
import typography from '../design/text.module.css';
import { problemTexts } from '../document/words.ts';
import { formatCount, formatDuration } from '../i18n/numbers.ts';
import { usePhrases, useTexts } from '../i18n/use-texts.ts';
import styles from './RunStatus.module.css';
import { describeKept, elapsedMilliseconds, type RunState, runStore, type RunStatus as Status } from './run.ts';

const words: Readonly<Record<Status, string>> = {
  idle: 'Not trained yet',
  starting: 'Starting',
  running: 'Training',
  pausing: 'Pausing',
  paused: 'Paused',
  stopping: 'Stopping',
  finished: 'Finished',
  stopped: 'Stopped',
  crashed: 'Ended early',
};

/** The parts of the line after the status word. */
export function describeRun(run: RunState, now: number): string[] {
  const { facts, curve, status } = run;
  if (facts === undefined) return [];
  const steps = facts.epochs * facts.stepsPerEpoch;
  const step = Math.max(curve.stepCount, run.epochs.at(-1)?.step ?? 0);
  const epoch = Math.min(
    facts.epochs,
    Math.floor(step / Math.max(1, facts.stepsPerEpoch)) + (status === 'running' || status === 'paused' || status === 'pausing' ? 1 : 0),
  );
  const seconds = run.summary?.seconds ?? elapsedMilliseconds(run, now) / 1000;
  const parts = [`epoch ${epoch} of ${facts.epochs}`, `step ${formatCount(step)} of ${formatCount(steps)}`];
  const rate = run.summary === undefined ? run.imagesPerSecond : run.summary.images / Math.max(0.001, run.summary.seconds);
  parts.push(`${rate > 0 ? formatCount(rate) : '–'} images/s`);
  parts.push(`${formatDuration(seconds)} elapsed`);
  if (status === 'running' && step > 0) parts.push(`${formatDuration((seconds / step) * (steps - step))} remaining`);
  return parts;
}

/** A part of the line with room for the digits that its first number will still gain: they must not push what stands behind. */
function Part({ text }: { readonly text: string }) {
  const [first = '', last = ''] = text.match(/[\d,:]*[\d–]/g) ?? [];
  const most = text.includes(' of ') ? last : text.endsWith('images/s') ? '00,000' : '00:00';
  const paddingRight = `${Math.max(0, countDigitWidths(most) - countDigitWidths(first))}ch`;
  // the only part that goes when a run ends stands last
  return <span style={{ paddingRight, order: text.endsWith('remaining') ? 1 : 0 }}>{text}</span>;
}

/** Commas, colons and a dash are about half as wide as digits. */
const countDigitWidths = (number: string): number => number.length - number.replace(/\d/g, '').length / 2;

export function RunStatus() {
  const run = useStore(runStore);
  const { phrase } = usePhrases();
  const text = useTexts(problemTexts);
  const [, tick] = useReducer((count: number) => count + 1, 0);
  const isRunning = run.status === 'running';
  // the clock goes on where steps take seconds; otherwise every event renders the line anyway
  useEffect(() => {
    if (!isRunning) return;
    const timer = setTimeout(tick, 2500);
    return () => clearTimeout(timer);
  });
  const { facts, crash } = run;
  const share = facts === undefined ? 0 : run.curve.stepCount / Math.max(1, facts.epochs * facts.stepsPerEpoch);
  return (
    <div className={styles.line}>
      <p className={styles.status} data-testid="run-status" data-status={run.status} role="status" aria-live="off">
        <b className={joinClasses(styles.word, styles[run.status])} aria-live="polite">
          {words[run.status]}
        </b>
        {describeRun(run, Date.now()).map((part) => (
          <Part key={part.replace(/[\d,.:]+/g, '')} text={part} />
        ))}
        {run.isElsewhere === true && <span>{`network “${run.network ?? ''}”`}</span>}
        {facts !== undefined && (
          <span className={typography.muted}>{`${facts.workers} ${facts.workers === 1 ? 'worker' : 'workers'}, ${facts.backend}`}</span>
        )}
      </p>
      <Progress share={share} isThin />
      {crash !== undefined && (
        <div className={styles.crash}>
          <Callout tone="error" isAlert>
            <p>
              {text('todo', { text: phrase(crash.message) })} {describeKept(crash)}
            </p>
          </Callout>
        </div>
      )}
    </div>
  );
}
