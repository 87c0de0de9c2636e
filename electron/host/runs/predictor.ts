// Runs a trained network on images, in threads of its own: jobs are answered one after the other. What takes no longer than
// drawing a frame is answered at once, by leading those threads from here: a message there and one back would take longer than
// a small network.

import { createLeadingExecution, FollowerLost } from '../../../engine/backends/wasm/execution.ts';
import { encodePrograms } from '../../../engine/backends/wasm/plan/encode.ts';
import { type Outcome, succeed } from '../../../engine/base/diagnostics.ts';
import { assertNever } from '../../../engine/base/fields.ts';
import type { ImageSize } from '../../../engine/base/image-sizes.ts';
import { messagesOf } from '../../../engine/base/messages.ts';
import { sizeOf } from '../../../engine/base/shape.ts';
import type { OpenedDataset, PartName } from '../../../engine/datasets/image-folder.ts';
import { classCountOf, type Network } from '../../../engine/network/network.ts';
import { loadWeights } from '../../../engine/program/execution.ts';
import type { Prediction } from '../../../engine/protocol.ts';
import { setNormalization } from '../../../engine/train/batches.ts';
import type { Preview } from '../../../engine/train/preview.ts';
import { compileInferenceAt } from '../../../engine/train/programs.ts';
import { words } from '../../../engine/words/host.ts';
import { takeArena } from './arena.ts';
import { quote, type ThreadFailure, WorkerFailure } from './failure.ts';
import { ImagePredictor } from './image-predictor.ts';
import { type PredictionJob, type PredictionMessage, type PreviewMessage, predictionMessageSchema } from './messages.ts';
import { checkNetworks } from './networks.ts';
import { createPredictionReader, type PredictionReader } from './predictions.ts';
import { chooseSimdLevel } from './simd.ts';
import { Threads } from './threads.ts';
import type { Evaluation, Predictor, TrainedNetwork } from './trainer.ts';

const { phrase } = messagesOf(words);

interface Waiting {
  readonly resolve: (message: PredictionMessage) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Multiply–adds that are answered at once: one or two milliseconds on one core. */
const atOnce = 60_000_000;
/** Milliseconds after which a follower that has claimed a share of such an answer must have died. */
const patience = 2000;

/** Answers images of one size in the calling thread. */
interface DirectPredictor {
  readonly network: Network;
  readonly predictor: ImagePredictor;
  readonly read: PredictionReader;
  /** Bytes of images that may be answered at once. */
  readonly mostBytes: number;
}

const closed: ThreadFailure = { reason: 'worker-exited', message: phrase('predictor-closed') };

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
    /** By size; one where all images have the same. */
    private readonly direct: readonly DirectPredictor[],
  ) {}

  private directAt(size: number): DirectPredictor {
    const direct = this.direct[size];
    if (direct === undefined) throw new Error(`expected one of ${this.direct.length} sizes, received ${size}`);
    return direct;
  }

  attach(makeThreads: (onMessage: (message: unknown) => void) => Threads): void {
    this.threads = makeThreads((message) => {
      const parsed = predictionMessageSchema.safeParse(message);
      if (parsed.success) return this.receive(parsed.data);
      this.giveUp(phrase('answer-unreadable', { why: parsed.error.message.slice(0, 1000) }));
    });
    void this.threads.ended.then((failure) => this.rejectAll(failure ?? closed));
  }

  private giveUp(message: ThreadFailure['message']): void {
    this.rejectAll({ reason: 'worker-threw', message });
    this.threads?.terminate();
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
        return this.giveUp(quote(message.message));
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

  /** The outputs for a few images, if the followers are free: undefined where that would keep the calling thread too long. */
  private predictAtOnce(images: Uint8Array, size: number): readonly Float32Array[] | undefined {
    const { mostBytes, predictor } = this.directAt(size);
    if (!this.isWarm || this.failure !== undefined || this.waiting.size > 0 || images.length > mostBytes) return undefined;
    try {
      return predictor.predict(images);
    } catch (error) {
      if (!(error instanceof FollowerLost)) throw error;
      const failure: ThreadFailure = { reason: 'worker-exited', message: quote(error.message) };
      this.rejectAll(failure);
      this.threads?.terminate();
      throw new WorkerFailure(failure);
    }
  }

  private async predictInThread(images: Uint8Array, size: number): Promise<readonly Float32Array[]> {
    const message = await this.post((id) => ({ kind: 'predict', id, images, size }));
    if (message.kind !== 'predicted') throw new Error(`expected predictions, received ${message.kind}`);
    this.isWarm = true;
    return message.outputs;
  }

  predict(images: Uint8Array): Promise<readonly Prediction[]> {
    return this.predictAt(images, 0);
  }

  /** Images of the size of this index. */
  async predictAt(images: Uint8Array, size: number): Promise<readonly Prediction[]> {
    const outputs = this.predictAtOnce(images, size) ?? (await this.predictInThread(images, size));
    return this.directAt(size).read(outputs, images);
  }

  /** sizeOf: by record which of the sizes its image has, where there are several. */
  async evaluate(
    dataset: OpenedDataset,
    part: PartName,
    onProgress?: (done: number, total: number) => void,
    signal?: AbortSignal,
    sizeOf?: Uint8Array,
  ): Promise<Evaluation | undefined> {
    const records = dataset.parts[part]?.indices ?? new Int32Array(0);
    const cancel = new SharedArrayBuffer(4);
    const abort = (): void => void Atomics.store(new Int32Array(cancel), 0, 1);
    if (signal?.aborted) return undefined;
    signal?.addEventListener('abort', abort, { once: true });
    try {
      const message = await this.post(
        (id) => ({ kind: 'evaluate', id, pixels: dataset.pixels, records, labels: dataset.labels, cancel, ...(sizeOf ? { sizeOf } : {}) }),
        onProgress,
      );
      if (message.kind !== 'evaluated') throw new Error(`expected an evaluation, received ${message.kind}`);
      if (message.cancelled) return undefined;
      const told = classCountOf(this.directAt(0).network) > 0 ? this.classes : [];
      const perClass = told.map((name, index) => ({
        name,
        count: message.counts[index] ?? 0,
        correct: message.correct[index] ?? 0,
      }));
      return { images: records.length, score: message.score, perClass };
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  /** The maps of one record of a data set, whose image has the size of this index. */
  async preview({ pixels }: Pick<OpenedDataset, 'pixels'>, request: PreviewMessage, size = 0): Promise<Preview> {
    const message = await this.post((id) => ({ kind: 'preview', id, pixels, request, size }));
    if (message.kind !== 'previewed') throw new Error(`expected a preview, received ${message.kind}`);
    const { maps, probabilities, reconstructions } = message;
    return { maps, probabilities, ...(reconstructions === undefined ? {} : { reconstructions }) };
  }

  async dispose(): Promise<void> {
    this.failure ??= closed;
    this.threads?.expectToEnd();
    this.threads?.leader.postMessage({ kind: 'end' } satisfies PredictionJob);
    await this.threads?.ended;
  }
}

/** Pixels of the images that are evaluated together, where sizes vary: large ones come in smaller batches. */
const pixelsTogether = 2 ** 19;

function imagesAtOnce(size: ImageSize | undefined): number {
  return size === undefined ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(pixelsTogether / (size.height * size.width)));
}

/** A predictor for images of the given sizes, or of the network's only one; refused where its memory can't be had. */
export async function createPoolPredictor(
  { document, weights, normalization, classes }: TrainedNetwork,
  workers: number,
  sizes?: readonly ImageSize[],
): Promise<Outcome<PoolPredictor>> {
  const networks = checkNetworks(document, sizes);
  if (!networks.ok) return networks;
  const most = networks.value.map((own) => ({ ...own, evaluated: imagesAtOnce(own.size) }));
  const plan = compileInferenceAt(most, document.training, Math.max(1, Math.min(64, Math.floor(workers))));
  if (!plan.ok) return plan;
  const memory = takeArena(plan.value);
  if (!memory.ok) return memory;
  const simd = chooseSimdLevel();
  encodePrograms(plan.value, memory.value.buffer);
  const execution = createLeadingExecution(plan.value, memory.value, simd, patience);
  loadWeights(execution, weights);
  setNormalization(execution, normalization);
  const direct = networks.value.map(({ network, size }) => ({
    network,
    predictor: new ImagePredictor(execution, network, size),
    read: createPredictionReader(network, classes),
    mostBytes: Math.floor(atOnce / network.multiplyAdds) * sizeOf(network.input.outputShape),
  }));
  const predictor = new PoolPredictor(classes, direct);
  const data = { role: 'prediction', plan: plan.value, memory: memory.value, simd, document, ...(sizes ? { sizes } : {}) } as const;
  predictor.attach((onMessage) => new Threads(data, onMessage));
  return succeed(predictor);
}
