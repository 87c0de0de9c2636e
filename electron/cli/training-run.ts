// One training run as the command line sees it: events become progress and lines, Ctrl+C becomes a stop that keeps what was
// learnt, a crash keeps the last epoch.

import type { Diagnostic } from '../../engine/base/diagnostics.ts';
import { assertNever } from '../../engine/base/fields.ts';
import { type Language, type MessageValue, messagesOf } from '../../engine/base/messages.ts';
import { formatLoss } from '../../engine/base/numbers.ts';
import type { TrainEvent } from '../../engine/train/events.ts';
import type { Score } from '../../engine/train/summary.ts';
import { words } from '../../engine/words/host.ts';
import { sayMessage } from '../../engine/words/say.ts';
import { textsIn } from '../../engine/words/texts.ts';
import { crashFixes } from '../host/runs/failure.ts';
import type { KeptNetwork, StartListener, TrainRequest } from '../host/runs/trainer.ts';
import { describeEnds, describeMeasures } from './evaluation.ts';
import type { Output } from './output.ts';
import { evaluationTexts } from './words/results.ts';
import { runningTexts } from './words/training.ts';

const { problem, phrase } = messagesOf(words);

/** Which weights were kept: of the end, of the moment of a stop, of the last sound epoch, or of the best on validation. */
export type KeptOf = 'end' | 'stop' | 'last' | 'best';

export interface RunResult {
  readonly ending: 'finished' | 'stopped' | 'crashed' | 'refused';
  readonly trained: KeptNetwork | undefined;
  readonly kept: KeptOf;
  readonly diagnostics: readonly Diagnostic[];
}

export async function runTraining(request: TrainRequest, output: Output, signal: AbortSignal): Promise<RunResult> {
  const [{ createTrainer }, { startStopped }] = await Promise.all([import('../host/runs/client.ts'), import('../host/runs/prepare.ts')]);
  const ended = createEnding();
  const reporter = createReporter(output);
  const trainer = createTrainer((event) => {
    reporter(event);
    if (event.kind === 'finished' || event.kind === 'stopped' || event.kind === 'crashed') ended.resolve(event);
  });
  const stop = () => void trainer.stop();
  try {
    signal.addEventListener('abort', stop, { once: true });
    const starting = trainer.start(request, reportStart(output));
    if (signal.aborted) stop();
    const started = await starting;
    if (!started.ok) {
      const isStopped = started.diagnostics.some(({ id }) => id === startStopped.id);
      return { ending: isStopped ? 'stopped' : 'refused', trained: undefined, kept: 'end', diagnostics: started.diagnostics };
    }
    const event = await ended.promise;
    await trainer.idle();
    const diagnostics = event.kind === 'crashed' ? [describeCrash(event)] : [];
    return { ending: event.kind, trained: trainer.trained(), kept: keptOf(event), diagnostics };
  } finally {
    signal.removeEventListener('abort', stop);
    await trainer.dispose();
  }
}

/** Of many sizes the programs take a while. */
function reportStart({ progress, language }: Output): StartListener {
  const label = textsIn(runningTexts, language)('preparing');
  return (size, sizes) => progress.show(label, size, sizes);
}

type Ending = Extract<TrainEvent, { kind: 'finished' | 'stopped' | 'crashed' }>;

function keptOf(event: Ending): KeptOf {
  if (event.kind === 'crashed') return event.keptBest === true ? 'best' : 'last';
  return event.kind === 'stopped' ? 'stop' : 'end';
}

/** `the weights of epoch 3, the one with the lowest validation loss` */
export function describeKept(epoch: number, kept: KeptOf): MessageValue {
  return phrase('kept-epoch', { epoch, kept });
}

function createEnding() {
  let resolve: (event: Ending) => void = () => undefined;
  const promise = new Promise<Ending>((onResolve) => {
    resolve = onResolve;
  });
  return { promise, resolve: (event: Ending) => resolve(event) };
}

/** Tells a person, or a program, what becomes of the run. */
export function createReporter(output: Output): (event: TrainEvent) => void {
  let run = { epochs: 0, stepsPerEpoch: 0 };
  const text = textsIn(runningTexts, output.language);
  return (event) => {
    switch (event.kind) {
      case 'run-started': {
        const { epochs, stepsPerEpoch, batchSize, workers, arenaBytes, parameterCount, backend } = event;
        run = { epochs, stepsPerEpoch };
        output.say(
          { kind: 'run', epochs, stepsPerEpoch, batchSize, workers, arenaBytes, parameters: parameterCount, backend },
          text('started', {
            parameters: parameterCount,
            epochs,
            steps: stepsPerEpoch,
            workers,
            memory: { kind: 'bytes', bytes: arenaBytes },
          }),
        );
        return;
      }
      case 'batches': {
        const done = event.firstStep + event.losses.length;
        const epoch = Math.min(run.epochs, Math.floor(Math.max(0, done - 1) / Math.max(1, run.stepsPerEpoch)) + 1);
        const loss = textsIn(evaluationTexts, output.language)('loss', { loss: formatLoss(event.losses.at(-1) ?? 0) });
        const details = text('details', { loss, speed: Math.round(event.imagesPerSecond) });
        const label = text('epochProgress', { epoch: String(epoch), epochs: String(run.epochs) });
        output.progress.show(label, done, run.epochs * run.stepsPerEpoch, details);
        return;
      }
      case 'epoch': {
        const { epoch, step, training, validation, learningRate, seconds, waited } = event;
        output.say(
          { kind: 'epoch', epoch, step, training, validation, learningRate, seconds, waited },
          [
            text('epoch', { epoch: String(epoch).padStart(String(run.epochs).length), epochs: String(run.epochs) }),
            text('training', { score: describeScore(training, output.language) }),
            ...(validation ? [text('validation', { score: describeScore(validation, output.language) })] : []),
            `${seconds.toFixed(1)} s`,
          ].join('   '),
        );
        return;
      }
      case 'preview':
      case 'paused':
      case 'resumed':
      case 'finished':
      case 'stopped':
        return;
      case 'crashed': {
        const { reason, message, keptEpoch } = event;
        const kept = keptEpoch === 0 ? null : keptOf(event);
        const what = kept === null ? text('nothingKept') : text('kept', { weights: describeKept(keptEpoch, kept) });
        const said = sayMessage(message, output.language);
        output.say({ kind: 'ended', reason, message: said, keptEpoch, kept }, text('endedEarly', { kept: what }));
        return;
      }
      default:
        return assertNever(event);
    }
  };
}

export function describeScore(score: Score, language: Language): string {
  const [own, each] = [describeMeasures(score, language), describeEnds(score)];
  const losses = { kind: 'list', items: each, joined: 'comma' } as const;
  const ofEnds = each.length > 0 ? [textsIn(runningTexts, language)('ofEnds', { losses })] : [];
  return [...own.slice(-1), ...own.slice(0, -1), ...ofEnds].join(' ');
}

type Reason = Extract<TrainEvent, { kind: 'crashed' }>['reason'];

const crashes = {
  'worker-threw': 'training-worker-threw',
  'worker-exited': 'training-worker-exited',
  'out-of-memory': 'training-out-of-memory',
  diverged: 'diverged',
} as const satisfies Readonly<Record<Reason, string>>;

function describeCrash(event: Extract<TrainEvent, { kind: 'crashed' }>): Diagnostic {
  const { reason, message, keptEpoch } = event;
  const weights = describeKept(keptEpoch, keptOf(event));
  const kept = keptEpoch === 0 ? phrase('nothing-kept', { isDiverged: reason === 'diverged' }) : phrase('kept-are', { weights });
  return { ...problem(crashes[reason], { why: { ...message, kind: 'message' }, kept }), fix: { ...crashFixes[reason], changes: [] } };
}
