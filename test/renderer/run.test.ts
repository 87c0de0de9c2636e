import { describe, expect, it } from 'vitest';
import type { Language } from '../../engine/base/messages.ts';
import type { TrainEvent } from '../../engine/train/events.ts';
import { saySentence } from '../../engine/words/texts.ts';
import { toPlotData } from '../../renderer/runs/plot.ts';
import { describeRun } from '../../renderer/runs/RunStatus.tsx';
import { describeKept, elapsedMilliseconds, hasWeights, idleRun, type RunState, reduceRun } from '../../renderer/runs/run.ts';

const started: TrainEvent = {
  kind: 'run-started',
  runId: 3,
  epochs: 2,
  stepsPerEpoch: 4,
  batchSize: 32,
  workers: 2,
  arenaBytes: 1000,
  parameterCount: 10,
  backend: 'wasm',
};
const score = { loss: 0.5, accuracy: 0.8 };
const epoch = (number: number): TrainEvent => ({
  kind: 'epoch',
  runId: 3,
  epoch: number,
  step: number * 4,
  training: score,
  validation: { loss: 0.7, accuracy: 0.75 },
  learningRate: 0.01,
  seconds: 1,
  waited: 0,
});
const batches = (firstStep: number, losses: number[]): TrainEvent => ({
  kind: 'batches',
  runId: 3,
  firstStep,
  losses,
  accuracies: losses.map(() => 0.5),
  imagesPerSecond: 900,
});

function play(events: readonly (readonly [TrainEvent, number])[]): RunState {
  return events.reduce<RunState>((state, [event, now]) => reduceRun(state, event, now), idleRun);
}

describe('a run, told in events', () => {
  it('of a network that gives images back has a curve of its ratio, and none of accuracy', () => {
    const score = { loss: 0.01, squaredError: 0.01, psnr: 20 };
    const { accuracies: _, ...measured } = batches(0, [2, 1.5]) as Extract<TrainEvent, { kind: 'batches' }>;
    const run = play([
      [started, 0],
      [{ ...measured, psnrs: [10, 15] }, 10],
      [{ ...(epoch(1) as Extract<TrainEvent, { kind: 'epoch' }>), training: score, validation: null }, 30],
    ]);
    expect(run.curve.points).toEqual({ loss: [2, 1.5], accuracy: [], psnr: [10, 15] });
    expect(toPlotData(run, 'psnr')[1]?.slice(0, 2)).toEqual([10, 15]);
    expect(toPlotData(run, 'psnr')[2]?.at(-1)).toBe(20);
  });

  it('becomes curves: one point a step, and points at the ends of epochs', () => {
    const run = play([
      [started, 0],
      [batches(0, [2, 1.5]), 10],
      [batches(2, [1.2, 1]), 20],
      [epoch(1), 30],
    ]);
    expect(run.status).toBe('running');
    expect(run.curve.steps).toEqual([1, 2, 3, 4]);
    expect(run.curve.points.loss).toEqual([2, 1.5, 1.2, 1]);
    const [x, lines, training, validation] = toPlotData(run, 'loss');
    expect(x).toEqual([0.25, 0.5, 0.75, 1]);
    expect(lines).toEqual([2, 1.5, 1.2, 1]);
    expect(training?.at(-1)).toBe(0.5);
    expect(validation?.at(-1)).toBe(0.7);
    expect(toPlotData(run, 'accuracy')[3]?.at(-1)).toBe(0.75);
  });

  it('ignores events of another run', () => {
    const run = play([
      [started, 0],
      [{ ...batches(0, [9]), runId: 2 } as TrainEvent, 5],
    ]);
    expect(run.curve.steps).toEqual([]);
    expect(reduceRun(run, { kind: 'paused', runId: 2, step: 0 }, 5)).toBe(run);
  });

  it('does not count pauses as time', () => {
    const run = play([
      [started, 1000],
      [{ kind: 'paused', runId: 3, step: 1 }, 3000],
    ]);
    expect(run.status).toBe('paused');
    expect(elapsedMilliseconds(run, 60_000)).toBe(2000);
    const resumed = reduceRun(run, { kind: 'resumed', runId: 3, step: 1 }, 60_000);
    expect(elapsedMilliseconds(resumed, 61_000)).toBe(3000);
  });

  it('keeps what a crash left', () => {
    const crash = (keptEpoch: number): TrainEvent => ({
      kind: 'crashed',
      runId: 3,
      reason: 'worker-exited',
      message: { id: 'worker-ended', values: {} },
      keptEpoch,
    });
    const early = play([
      [started, 0],
      [crash(0), 5],
    ]);
    expect([early.status, hasWeights(early)]).toEqual(['crashed', false]);
    const late = play([
      [started, 0],
      [epoch(1), 5],
      [crash(1), 9],
    ]);
    expect(saySentence(describeKept({ keptEpoch: 3, keptBest: true }), 'en')).toContain(
      'weights of epoch 3, the one with the lowest validation loss, are kept',
    );
    expect([late.crash?.keptEpoch, hasWeights(late), elapsedMilliseconds(late, 99)]).toEqual([1, true, 9]);
  });

  it('that is stopped in the last moment before it begins goes on ending, and keeps its network’s name', () => {
    const stopping: RunState = { ...idleRun, status: 'stopping', network: 'LeNet' };
    expect(reduceRun(stopping, started, 5)).toMatchObject({ status: 'stopping', network: 'LeNet', runId: 3 });
    expect(reduceRun({ ...stopping, status: 'starting' }, started, 5)).toMatchObject({ status: 'running', network: 'LeNet' });
  });

  it('says which of its sizes it is prepared for, until it begins', () => {
    const starting: RunState = { ...idleRun, status: 'starting', preparing: { size: 12, sizes: 64 } };
    const line = (run: RunState, language: Language): string[] => describeRun(run, 0, language).map(({ text }) => text);
    expect(line(starting, 'en')).toEqual(['preparing size 12 of 64']);
    expect(line(starting, 'zh')).toEqual(['准备尺寸 12 / 64']);
    expect(line({ ...starting, status: 'stopping' }, 'en')).toEqual([]);
    expect(line(reduceRun(starting, started, 0), 'en')[0]).toBe('epoch 1 of 2');
  });

  it('starts anew with the next run', () => {
    const run = play([
      [started, 0],
      [batches(0, [1]), 1],
      [{ ...started, runId: 4 } as TrainEvent, 5],
    ]);
    expect([run.runId, run.curve.steps.length, run.epochs.length]).toEqual([4, 0, 0]);
  });

  it('says in a line how far it is and how long it will take', () => {
    const run = play([
      [started, 0],
      [batches(0, [2, 1]), 10],
    ]);
    const line = (language: Language): string[] => describeRun(run, 2000, language).map(({ text }) => text);
    expect(line('en')).toEqual(['epoch 1 of 2', 'step 2 of 8', '900 images/s', '0:02 elapsed', '0:06 remaining']);
    expect(line('zh')).toEqual(['轮次 1 / 2', '步 2 / 8', '900 张/秒', '已用 0:02', '剩余 0:06']);
    expect(describeRun(idleRun, 0, 'en')).toEqual([]);
  });
});
