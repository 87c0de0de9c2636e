// Runs a trained network on images, in threads of its own: jobs are answered one after the other. What takes no longer than
// drawing a frame is answered at once, by leading those threads from here: a message there and one back would take longer than
// a small network.

import { createLeadingExecution, FollowerLost } from '../../engine/backends/wasm/execution.ts';
import { encodePrograms } from '../../engine/backends/wasm/plan/encode.ts';
import { fail, type Outcome, succeed } from '../../engine/base/diagnostics.ts';
import { assertNever } from '../../engine/base/fields.ts';
import { sizeOf } from '../../engine/base/shape.ts';
import type { OpenedDataset, PartName, PixelSource } from '../../engine/datasets/image-folder.ts';
import { analyzeDocument } from '../../engine/network/analyze.ts';
import { loadWeights } from '../../engine/program/execution.ts';
import type { Prediction } from '../../engine/protocol.ts';
import { setNormalization } from '../../engine/train/batches.ts';
import type { FeatureMap } from '../../engine/train/maps.ts';
import { compileInference } from '../../engine/train/programs.ts';
import { takeArena } from './arena.ts';
import { type ThreadFailure, WorkerFailure } from './failure.ts';
import { ImagePredictor } from './image-predictor.ts';
import { type PredictionJob, type PredictionMessage, type PreviewMessage, predictionMessageSchema } from './messages.ts';
import { chooseSimdLevel } from './simd.ts';
import { Threads } from './threads.ts';
import type { Evaluation, Predictor, TrainedNetwork } from './trainer.ts';

interface Waiting {
  readonly resolve: (message: PredictionMessage) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Multiply–adds that are answered at once: one or two milliseconds on one core. */
const atOnce = 60_000_000;
/** Milliseconds after which a follower that has claimed a share of such an answer must have died. */
const patience = 2000;

/** Answers in the calling thread. */
interface DirectPredictor {
  readonly predictor: ImagePredictor;
  /** Bytes of images that may be answered at once. */
  readonly mostBytes: number;
}

const closed: ThreadFailure = { reason: 'worker-exited', message: 'the predictor was closed' };

export class PoolPredictor implements Predictor {
  private readonly waiting = new Map<number, Waiting>();
  private jobs = 0;
  /** Why it answers no more. */
  private failure: ThreadFailure | undefined;
  private threads: Threads | undefined;

  /** The thread has answered once: the kernels are compiled, so that answering from here takes no longer than computing. */
  private isWarm = false;

  constructor(
    private readonly classes: readonly string[],
    private readonly direct: DirectPredictor,
  ) {}

  attach(makeThreads: (onMessage: (message: unknown) => void) => Threads): void {
    this.threads = makeThreads((message) => {
      const parsed = predictionMessageSchema.safeParse(message);
      this.receive(parsed.success ? parsed.data : { kind: 'threw', message: `an answer can't be read: ${parsed.error.message}` });
    });
    void this.threads.ended.then((failure) => this.rejectAll(failure ?? closed));
  }

  private rejectAll(failure: ThreadFailure): void {
    this.failure ??= failure;
    for (const { reject } of this.waiting.values()) reject(new WorkerFailure(this.failure));
    this.waiting.clear();
  }

  isOpen(): boolean {
    return this.failure === undefined;
  }

  private receive(message: PredictionMessage): void {
    switch (message.kind) {
      case 'progress':
        return this.waiting.get(message.id)?.onProgress?.(message.done, message.total);
      case 'predicted':
      case 'previewed':
      case 'evaluated': {
        this.waiting.get(message.id)?.resolve(message);
        this.waiting.delete(message.id);
        return;
      }
      case 'threw':
        this.rejectAll({ reason: 'worker-threw', message: message.message });
        return this.threads?.terminate();
      default:
        return assertNever(message);
    }
  }

  private post(makeJob: (id: number) => PredictionJob, onProgress?: (done: number, total: number) => void): Promise<PredictionMessage> {
    const id = ++this.jobs;
    return new Promise((resolve, reject) => {
      if (this.failure !== undefined) return reject(new WorkerFailure(this.failure));
      this.waiting.set(id, { resolve, reject, ...(onProgress === undefined ? {} : { onProgress }) });
      this.threads?.leader.postMessage(makeJob(id));
    });
  }

  /** The probabilities of a few images, if the followers are free: undefined where that would keep the calling thread too long. */
  private predictAtOnce(images: Uint8Array): Float32Array | undefined {
    if (!this.isWarm || this.failure !== undefined || this.waiting.size > 0 || images.length > this.direct.mostBytes) return undefined;
    try {
      return this.direct.predictor.predict(images);
    } catch (error) {
      if (!(error instanceof FollowerLost)) throw error;
      const failure: ThreadFailure = { reason: 'worker-exited', message: error.message };
      this.rejectAll(failure);
      this.threads?.terminate();
      throw new WorkerFailure(failure);
    }
  }

  private async predictInThread(images: Uint8Array): Promise<Float32Array> {
    const message = await this.post((id) => ({ kind: 'predict', id, images }));
    if (message.kind !== 'predicted') throw new Error(`expected predictions, received ${message.kind}`);
    this.isWarm = true;
    return message.probabilities;
  }

  async predict(images: Uint8Array): Promise<readonly Prediction[]> {
    const probabilities = this.predictAtOnce(images) ?? (await this.predictInThread(images));
    const classes = [...this.classes];
    const count = probabilities.length / classes.length;
    return Array.from({ length: count }, (_, index) => ({
      classes,
      probabilities: Array.from(probabilities.subarray(index * classes.length, (index + 1) * classes.length)),
    }));
  }

  async evaluate(
    dataset: OpenedDataset,
    part: PartName,
    onProgress?: (done: number, total: number) => void,
    signal?: AbortSignal,
  ): Promise<Evaluation | undefined> {
    const records = dataset.parts[part]?.indices ?? new Int32Array(0);
    const cancel = new SharedArrayBuffer(4);
    const abort = (): void => void Atomics.store(new Int32Array(cancel), 0, 1);
    if (signal?.aborted) return undefined;
    signal?.addEventListener('abort', abort, { once: true });
    try {
      const message = await this.post(
        (id) => ({ kind: 'evaluate', id, pixels: dataset.pixels, records, labels: dataset.labels, cancel }),
        onProgress,
      );
      if (message.kind !== 'evaluated') throw new Error(`expected an evaluation, received ${message.kind}`);
      if (message.cancelled) return undefined;
      const perClass = this.classes.map((name, index) => ({
        name,
        count: message.counts[index] ?? 0,
        correct: message.correct[index] ?? 0,
      }));
      return { score: message.score, perClass };
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  /** The maps of one record of a data set. */
  async preview(pixels: PixelSource, request: PreviewMessage): Promise<{ readonly maps: FeatureMap[]; readonly probabilities: number[] }> {
    const message = await this.post((id) => ({ kind: 'preview', id, pixels, request }));
    if (message.kind !== 'previewed') throw new Error(`expected a preview, received ${message.kind}`);
    return { maps: message.maps, probabilities: message.probabilities };
  }

  async dispose(): Promise<void> {
    this.failure ??= closed;
    this.threads?.expectToEnd();
    this.threads?.leader.postMessage({ kind: 'end' } satisfies PredictionJob);
    await this.threads?.ended;
  }
}

/** A predictor for `trained` on up to `workers` threads; refused where its memory can't be had. */
export async function createPredictor(trained: TrainedNetwork, workers: number): Promise<Outcome<PoolPredictor>> {
  const { document, weights, normalization, classes } = trained;
  const { network, diagnostics } = analyzeDocument(document);
  if (network === undefined) return fail(...diagnostics);
  const plan = compileInference(network, document.training, Math.max(1, Math.min(64, Math.floor(workers))));
  if (!plan.ok) return plan;
  const memory = takeArena(plan.value);
  if (!memory.ok) return memory;
  const simd = chooseSimdLevel();
  encodePrograms(plan.value, memory.value.buffer);
  const execution = createLeadingExecution(plan.value, memory.value, simd, patience);
  loadWeights(execution, weights);
  setNormalization(execution, normalization);
  const predictor = new PoolPredictor(classes, {
    predictor: new ImagePredictor(execution, network),
    mostBytes: Math.floor(atOnce / network.multiplyAdds) * sizeOf(network.input.outputShape),
  });
  const data = { role: 'prediction', plan: plan.value, memory: memory.value, simd, document } as const;
  predictor.attach((onMessage) => new Threads(data, onMessage));
  return succeed(predictor);
}
