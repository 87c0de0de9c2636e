// One line on the run: what it does, how far it is, how fast, how long it took and will take.

import { useEffect, useReducer } from 'react';
import { useStore } from 'zustand';
import type { Language } from '../../engine/base/messages.ts';
import { textsIn } from '../../engine/words/texts.ts';
import { Callout } from '../design/Callout.tsx';
import { joinClasses } from '../design/classes.ts';
import { Progress } from '../design/Progress.tsx';
import typography from '../design/text.module.css';
import { problemTexts } from '../document/words.ts';
import { useLanguage } from '../i18n/language.ts';
import { formatCount, formatDuration } from '../i18n/numbers.ts';
import { usePhrases, useSentence, useTexts } from '../i18n/use-texts.ts';
import styles from './RunStatus.module.css';
import { describeKept, elapsedMilliseconds, type RunState, runStore } from './run.ts';
import { runTexts, statusTexts } from './words.ts';

interface LinePart {
  readonly id: 'preparing' | 'epoch' | 'step' | 'rate' | 'elapsed' | 'remaining';
  readonly text: string;
  /** The number in it that grows, and the widest that it will be. */
  readonly number: string;
  readonly widest: string;
}

/** The parts of the line after the status word. */
export function describeRun(run: RunState, now: number, language: Language): LinePart[] {
  const text = textsIn(runTexts, language);
  const { facts, curve, status, preparing } = run;
  if (status === 'starting' && preparing !== undefined) {
    const { size, sizes } = preparing;
    return [{ id: 'preparing', text: text('preparing', { size, sizes }), number: formatCount(size), widest: formatCount(sizes) }];
  }
  if (facts === undefined) return [];
  const steps = facts.epochs * facts.stepsPerEpoch;
  const step = Math.max(curve.stepCount, run.epochs.at(-1)?.step ?? 0);
  const epoch = Math.min(
    facts.epochs,
    Math.floor(step / Math.max(1, facts.stepsPerEpoch)) + (status === 'running' || status === 'paused' || status === 'pausing' ? 1 : 0),
  );
  const seconds = run.summary?.seconds ?? elapsedMilliseconds(run, now) / 1000;
  const perSecond = run.summary === undefined ? run.imagesPerSecond : run.summary.images / Math.max(0.001, run.summary.seconds);
  const rate = perSecond > 0 ? formatCount(perSecond) : '–';
  const elapsed = formatDuration(seconds, language);
  const remaining = status === 'running' && step > 0 ? formatDuration((seconds / step) * (steps - step), language) : undefined;
  return [
    {
      id: 'epoch',
      text: text('epoch', { epoch, epochs: facts.epochs }),
      number: formatCount(epoch),
      widest: formatCount(facts.epochs),
    },
    { id: 'step', text: text('step', { step, steps }), number: formatCount(step), widest: formatCount(steps) },
    { id: 'rate', text: text('rate', { rate }), number: rate, widest: '00,000' },
    { id: 'elapsed', text: text('elapsed', { time: elapsed }), number: elapsed, widest: '00:00' },
    ...(remaining === undefined
      ? []
      : [{ id: 'remaining', text: text('remaining', { time: remaining }), number: remaining, widest: '00:00' } as const]),
  ];
}

/** How much is done, of preparing or of training: from 0 to 1. */
function shareOf({ status, preparing, facts, curve }: RunState): number {
  if (status === 'starting') return preparing === undefined ? 0 : preparing.size / preparing.sizes;
  return facts === undefined ? 0 : curve.stepCount / Math.max(1, facts.epochs * facts.stepsPerEpoch);
}

/** A part of the line with room for the digits that its number will still gain: they must not push what stands behind. */
function Part({ part: { id, text, number, widest } }: { readonly part: LinePart }) {
  const paddingRight = `${Math.max(0, countDigitWidths(widest) - countDigitWidths(number))}ch`;
  // the only part that goes when a run ends stands last
  return <span style={{ paddingRight, order: id === 'remaining' ? 1 : 0 }}>{text}</span>;
}

/** Commas, colons and a dash are about half as wide as digits. */
const countDigitWidths = (number: string): number => number.length - number.replace(/\d/g, '').length / 2;

export function RunStatus() {
  const run = useStore(runStore);
  const { phrase } = usePhrases();
  const language = useLanguage();
  const sayKept = useSentence();
  const text = useTexts(runTexts);
  const sayStatus = useTexts(statusTexts);
  const problemText = useTexts(problemTexts);
  const [, tick] = useReducer((count: number) => count + 1, 0);
  const isRunning = run.status === 'running';
  // the clock goes on where steps take seconds; otherwise every event renders the line anyway
  useEffect(() => {
    if (!isRunning) return;
    const timer = setTimeout(tick, 2500);
    return () => clearTimeout(timer);
  });
  const { facts, crash } = run;
  return (
    <div className={styles.line}>
      <p className={styles.status} data-testid="run-status" data-status={run.status} role="status" aria-live="off">
        <b className={joinClasses(styles.word, styles[run.status])} aria-live="polite">
          {sayStatus(run.status)}
        </b>
        {describeRun(run, Date.now(), language).map((part) => (
          <Part key={part.id} part={part} />
        ))}
        {run.isElsewhere === true && <span>{text('elsewhere', { name: run.network ?? '' })}</span>}
        {facts !== undefined && (
          <span className={typography.muted}>{text('workers', { count: facts.workers, backend: facts.backend })}</span>
        )}
      </p>
      <Progress share={shareOf(run)} isThin />
      {crash !== undefined && (
        <div className={styles.crash}>
          <Callout tone="error" isAlert>
            <p>
              {problemText('todo', { text: phrase(crash.message) })} {sayKept(describeKept(crash))}
            </p>
          </Callout>
        </div>
      )}
    </div>
  );
}
