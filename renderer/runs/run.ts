// The training run as the window knows it: a pure function from events to state. Events of another run than the one that
// is shown are ignored, so that a late message of a stopped run cannot disturb the next.
import { createStore } from 'zustand/vanilla';
import type { Diagnostic } from '../../engine/base/diagnostics.ts';
import { assertNever } from '../../engine/base/fields.ts';
import type { Message } from '../../engine/base/messages.ts';
import type { TrainEvent } from '../../engine/train/events.ts';
import type { RunSummary, Score } from '../../engine/train/summary.ts';
import { type Sentence, sentence } from '../../engine/words/texts.ts';
import { appendSteps, type Curve, startCurve } from './curves.ts';
import { runTexts } from './words.ts';

export type RunStatus = 'idle' | 'starting' | 'running' | 'pausing' | 'paused' | 'stopping' | 'finished' | 'stopped' | 'crashed';

export interface EpochPoint {
  readonly epoch: number;
  readonly step: number;
  readonly training: Score;
  readonly validation: Score | null;
  readonly learningRate: number;
  readonly seconds: number;
}

export interface RunFacts {
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  readonly batchSize: number;
  readonly workers: number;
  readonly arenaBytes: number;
  readonly parameterCount: number;
  readonly backend: string;
}

export interface RunState {
  readonly status: RunStatus;
  /** The name of the network that is trained. */
  readonly network?: string | undefined;
  /** Since its start another document has come on the screen: its maps belong to no layer that is shown. */
  readonly isElsewhere?: boolean | undefined;
  readonly runId?: number | undefined;
  /** Before it begins, where its images have many sizes: which of them it is being prepared for, from 1. */
  readonly preparing?: { readonly size: number; readonly sizes: number } | undefined;
  readonly facts?: RunFacts | undefined;
  readonly curve: Curve;
  readonly epochs: readonly EpochPoint[];
  readonly imagesPerSecond: number;
  /** Milliseconds of training so far, without pauses, up to `runningSince`. */
  readonly elapsed: number;
  readonly runningSince?: number | undefined;
  readonly summary?: RunSummary | undefined;
  readonly crash?:
    | { readonly reason: string; readonly message: Message; readonly keptEpoch: number; readonly keptBest: boolean }
    | undefined;
  /** Why the last start was refused. */
  readonly refusals: readonly Diagnostic[];
}

export const idleRun: RunState = { status: 'idle', curve: startCurve(), epochs: [], imagesPerSecond: 0, elapsed: 0, refusals: [] };

export const runStore = createStore<RunState>()(() => idleRun);

/** True while a run occupies the workers. */
export function isActive(status: RunStatus): boolean {
  return status === 'starting' || status === 'running' || status === 'pausing' || status === 'paused' || status === 'stopping';
}

/** Asked for, but no run yet. */
const isBeginning = ({ status, runId }: RunState): boolean => isActive(status) && runId === undefined;

/** True when weights exist that can be evaluated, exported and asked for predictions. */
export function hasWeights(state: RunState): boolean {
  if (state.status === 'finished' || state.status === 'stopped') return true;
  return state.status === 'crashed' ? (state.crash?.keptEpoch ?? 0) > 0 : state.epochs.length > 0;
}

interface Kept {
  readonly keptEpoch: number;
  readonly keptBest?: boolean | undefined;
}

/** Which weights are left of a run that ended early. */
export function describeKept({ keptEpoch, keptBest = false }: Kept): Sentence {
  if (keptEpoch === 0) return sentence(runTexts, 'keptNone');
  return sentence(runTexts, keptBest ? 'keptBest' : 'kept', { epoch: keptEpoch });
}

export function elapsedMilliseconds(state: RunState, now: number): number {
  return state.elapsed + (state.runningSince === undefined ? 0 : now - state.runningSince);
}

export function reduceRun(state: RunState, event: TrainEvent, now: number): RunState {
  if (event.kind === 'run-started') {
    const { kind: _kind, runId, ...facts } = event;
    const { network, isElsewhere } = isBeginning(state) ? state : idleRun;
    // where it was stopped in the last moment before, its end is on the way
    const status = isBeginning(state) && state.status === 'stopping' ? 'stopping' : 'running';
    return { ...idleRun, status, network, isElsewhere, runId, facts, runningSince: now };
  }
  if (event.runId !== state.runId) return state;
  const halted = { elapsed: elapsedMilliseconds(state, now), runningSince: undefined };
  switch (event.kind) {
    case 'batches':
      return {
        ...state,
        curve: appendSteps(state.curve, event.firstStep, { loss: event.losses, accuracy: event.accuracies ?? [], psnr: event.psnrs ?? [] }),
        imagesPerSecond: event.imagesPerSecond,
      };
    case 'epoch': {
      const { kind: _kind, runId: _runId, ...point } = event;
      return { ...state, epochs: [...state.epochs, point] };
    }
    case 'preview':
      return state;
    case 'paused':
      return { ...state, ...halted, status: 'paused' };
    case 'resumed':
      return { ...state, status: 'running', runningSince: state.runningSince ?? now };
    case 'finished':
    case 'stopped':
      return { ...state, ...halted, status: event.kind, summary: event.summary };
    case 'crashed': {
      const { reason, message, keptEpoch, keptBest = false } = event;
      return { ...state, ...halted, status: 'crashed', crash: { reason, message, keptEpoch, keptBest } };
    }
    default:
      return assertNever(event);
  }
}

export function receiveStartProgress(size: number, sizes: number): void {
  runStore.setState(({ status }) => (status === 'starting' ? { preparing: { size, sizes } } : {}));
}

export function receiveTrainEvent(event: TrainEvent, now = Date.now()): void {
  runStore.setState((state) => reduceRun(state, event, now), true);
}
