// One training run as the host sees it: memory, threads, control block, and the weights that it has kept so far.

import type { Plan } from '../../engine/backends/wasm/plan/plan.ts';
import { assertNever } from '../../engine/base/fields.ts';
import { countWeightValues, unpackWeights } from '../../engine/network/weights.ts';
import type { RunSummary, TrainEvent } from '../../engine/protocol.ts';
import { createPixelRing } from '../data/pixel-ring.ts';
import { Control, controlBlockBytes } from './control.ts';
import type { ThreadFailure } from './failure.ts';
import { type PreviewMessage, type TrainingData, type TrainingMessage, trainingMessageSchema } from './messages.ts';
import { Threads } from './threads.ts';
import type { TrainEventListener, TrainedNetwork, TrainRequest } from './trainer.ts';

/** How exactly worker 0 knows the time between two steps: enough for what is told six times a second, and few wake-ups. */
const tickMilliseconds = 40;

export class PoolRun {
  private readonly control = new Control(new SharedArrayBuffer(controlBlockBytes));
  private readonly snapshots: SharedArrayBuffer;
  private readonly threads: Threads;
  private kept: RunSummary | undefined;
  private ending: Extract<TrainingMessage, { kind: 'ended' }> | undefined;
  private threw: ThreadFailure | undefined;
  /** Resolves when the threads have ended and the last event has been told. */
  readonly ended: Promise<void>;

  constructor(
    private readonly runId: number,
    private readonly request: TrainRequest,
    private readonly plan: Plan,
    memory: WebAssembly.Memory,
    simd: TrainingData['simd'],
    private readonly onEvent: TrainEventListener,
    private readonly onKept: (run: PoolRun) => void,
  ) {
    const { document, dataset, weights } = request;
    const { pixels } = dataset;
    this.snapshots = new SharedArrayBuffer(2 * 4 * countWeightValues(plan.weights));
    const data: TrainingData = {
      role: 'training',
      plan,
      memory,
      simd,
      runId,
      document,
      pixels,
      training: dataset.parts.training.indices,
      validation: dataset.parts.validation.indices,
      labels: dataset.labels,
      normalization: dataset.normalization,
      control: this.control.buffer,
      snapshots: this.snapshots,
      ...(weights === undefined ? {} : { weights }),
    };
    const feeder =
      pixels.kind === 'file'
        ? ({ role: 'feeder', pixels, ring: createPixelRing(pixels, document.training.batchSize) } as const)
        : undefined;
    const started = performance.now();
    const ticking = setInterval(() => this.control.tick(Math.round(performance.now() - started)), tickMilliseconds);
    ticking.unref();
    this.threads = new Threads(feeder ? { ...data, ring: feeder.ring } : data, (message) => this.receive(message), feeder);
    this.ended = this.threads.ended.then((failure) => {
      clearInterval(ticking);
      this.conclude(this.threw ?? failure);
    });
  }

  private receive(data: unknown): void {
    const message = trainingMessageSchema.parse(data);
    switch (message.kind) {
      case 'event':
        return this.onEvent(message.event);
      case 'kept':
        this.kept = message.summary;
        return this.onKept(this);
      case 'ended':
        this.ending = message;
        return this.threads.expectToEnd();
      case 'threw':
        this.threw = { reason: 'worker-threw', message: message.message };
        return this.threads.terminate();
      default:
        return assertNever(message);
    }
  }

  private conclude(failure: ThreadFailure | undefined): void {
    const { runId, ending } = this;
    if (ending === undefined || ending.end === 'diverged') {
      const { reason, message } =
        ending === undefined ? (failure ?? { reason: 'worker-exited' as const, message: 'the workers ended early' }) : divergence;
      this.onEvent({ kind: 'crashed', runId, reason, message, keptEpoch: this.kept?.epochs ?? 0 });
      return;
    }
    this.onEvent({ kind: ending.end, runId, summary: ending.summary });
  }

  pause(): void {
    this.control.command('pause');
  }
  resume(): void {
    this.control.command('run');
  }
  stop(): void {
    this.control.command('stop');
  }

  requestPreview(message: PreviewMessage): void {
    this.threads.leader.postMessage(message);
    this.control.wake();
  }

  terminate(): void {
    this.threads.terminate();
  }

  /** A copy of the weights that were kept last; undefined before the first epoch's end. */
  trained(): TrainedNetwork | undefined {
    const { document, dataset } = this.request;
    if (this.kept === undefined) return undefined;
    return {
      document,
      classes: dataset.classes,
      normalization: dataset.normalization,
      weights: unpackWeights(this.copySnapshot(), this.plan.weights),
      summary: this.kept,
    };
  }

  /** Worker 0 writes into the other slot; if it has come round while we copied, we copy again. */
  private copySnapshot(): Float32Array {
    const count = countWeightValues(this.plan.weights);
    for (;;) {
      const slot = this.control.published()?.slot ?? 0;
      const copy = new Float32Array(new Float32Array(this.snapshots, slot * count * 4, count));
      if ((this.control.published()?.slot ?? 0) === slot) return copy;
    }
  }
}

const divergence: { readonly reason: Extract<TrainEvent, { kind: 'crashed' }>['reason']; readonly message: string } = {
  reason: 'diverged',
  message: 'The loss is no longer a number: the steps were too large. Expected a finite loss; lower the learning rate, or use a warm-up.',
};
