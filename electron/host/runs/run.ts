// One training run as the host sees it: memory, threads, control block, and the weights that it has kept so far.

import { z } from 'zod';
import type { Plan } from '../../../engine/backends/wasm/plan/plan.ts';
import { assertNever } from '../../../engine/base/fields.ts';
import type { ImageSize } from '../../../engine/base/image-sizes.ts';
import { messagesOf } from '../../../engine/base/messages.ts';
import { type OpenedDataset, sizeOfRecord } from '../../../engine/datasets/image-folder.ts';
import type { Network } from '../../../engine/network/network.ts';
import { unpackWeights } from '../../../engine/network/weights.ts';
import { scoredEnds } from '../../../engine/train/end-scores.ts';
import type { Divergence } from '../../../engine/train/run.ts';
import type { RunSummary } from '../../../engine/train/summary.ts';
import { chooseTestRecords } from '../../../engine/train/test-records.ts';
import { words } from '../../../engine/words/host.ts';
import { createPixelRing } from '../datasets/pixel-ring.ts';
import { Control, controlBlockBytes } from './control.ts';
import { quote, type ThreadFailure } from './failure.ts';
import { type PreviewMessage, type TrainingData, type TrainingMessage, trainingMessageSchema } from './messages.ts';
import { chooseSimdLevel } from './simd.ts';
import { type KeptKind, type Snapshots, takeSnapshots } from './snapshots.ts';
import { Threads } from './threads.ts';
import type { KeptNetwork, TrainEventListener, TrainRequest } from './trainer.ts';

const { phrase } = messagesOf(words);

/** How exactly worker 0 knows the time between two steps: enough for what is told six times a second, and few wake-ups. */
const tickMilliseconds = 40;

export class PoolRun {
  private readonly control = new Control(new SharedArrayBuffer(controlBlockBytes));
  private readonly snapshots: Snapshots;
  private readonly threads: Threads;
  /** The same object as long as the same weights are kept. */
  private kept: { readonly number: number; readonly summary: RunSummary } | undefined;
  private ending: Extract<TrainingMessage, { kind: 'ended' }> | undefined;
  private threw: ThreadFailure | undefined;
  /** Resolves when the threads have ended and the last event has been told. */
  readonly ended: Promise<void>;

  constructor(
    private readonly runId: number,
    private readonly request: TrainRequest,
    network: Network,
    private readonly plan: Plan,
    memory: WebAssembly.Memory,
    private readonly testImages: readonly Uint8Array[],
    private readonly onEvent: TrainEventListener,
    private readonly onKept: (run: PoolRun) => void,
  ) {
    const { document, dataset, weights } = request;
    const { pixels } = dataset;
    this.snapshots = takeSnapshots(plan.weights, scoredEnds(network), dataset.parts.validation.count > 0);
    const data: TrainingData = {
      role: 'training',
      plan,
      memory,
      simd: chooseSimdLevel(),
      runId,
      document,
      pixels,
      training: dataset.parts.training.indices,
      validation: dataset.parts.validation.indices,
      labels: dataset.labels,
      normalization: dataset.normalization,
      control: this.control.buffer,
      snapshots: this.snapshots.buffer,
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
    const parsed = trainingMessageSchema.safeParse(data);
    if (!parsed.success) return this.receiveUnreadable(data, z.prettifyError(parsed.error));
    const message = parsed.data;
    switch (message.kind) {
      case 'event':
        return this.onEvent(message.event);
      case 'kept':
        return this.onKept(this);
      case 'ended':
        this.ending = message;
        return this.threads.expectToEnd();
      case 'threw':
        this.threw = { reason: 'worker-threw', message: quote(message.message) };
        return this.threads.terminate();
      default:
        return assertNever(message);
    }
  }

  /** What only tells how it goes costs no run what it has learnt; without its other messages a run can't be led. */
  private receiveUnreadable(data: unknown, reason: string): void {
    if (typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'event') return;
    this.threw = { reason: 'worker-threw', message: phrase('message-unreadable', { why: reason.slice(0, 1000) }) };
    this.threads.terminate();
  }

  private conclude(failure: ThreadFailure | undefined): void {
    const { runId, ending } = this;
    if (ending !== undefined && ending.end !== 'diverged') return this.onEvent({ kind: ending.end, runId, summary: ending.summary });
    const lost = failure ?? { reason: 'worker-exited' as const, message: phrase('workers-ended-early') };
    const { reason, message } =
      ending === undefined ? lost : { reason: 'diverged' as const, message: describeDivergence(ending.divergence) };
    const keptEpoch = this.snapshots.find(this.keptKind())?.summary.epochs ?? 0;
    const keptBest = keptEpoch > 0 && ending !== undefined && this.request.dataset.parts.validation.count > 0;
    this.onEvent({ kind: 'crashed', runId, reason, message, keptEpoch, keptBest });
  }

  /** Where a run diverges, its last epochs are the way there: the best one is taken. */
  private keptKind(): KeptKind {
    return this.ending?.end === 'diverged' ? 'best' : 'latest';
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

  /** A copy of the weights that are kept; undefined before the first epoch's end. */
  trained(): KeptNetwork | undefined {
    const { document, dataset } = this.request;
    const copy = this.snapshots.copy(this.keptKind());
    if (copy === undefined) return undefined;
    if (this.kept?.number !== copy.snapshot.number) this.kept = copy.snapshot;
    return {
      document,
      classes: dataset.classes,
      normalization: dataset.normalization,
      weights: unpackWeights(copy.packed, this.plan.weights),
      summary: this.kept.summary,
      testImages: this.testImages,
      ...(dataset.pixels.layout ? { testSizes: findTestSizes(dataset) } : {}),
    };
  }
}

/** The sizes of the test images (client.ts reads them). */
function findTestSizes(dataset: OpenedDataset): ImageSize[] {
  const { validation, training } = dataset.parts;
  return Array.from(chooseTestRecords(validation.indices, training.indices), (record) => sizeOfRecord(dataset, record));
}

function describeDivergence(divergence: Divergence | undefined): ThreadFailure['message'] {
  const what = phrase(`diverged-${divergence?.what ?? 'training-loss'}`);
  return phrase('divergence', { epoch: divergence?.epoch ?? 0, what });
}
