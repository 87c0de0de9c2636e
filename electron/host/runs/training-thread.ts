// Worker 0 of a training run: drives the engine, looks at the control block between steps, serves previews, and copies the
// weights into a snapshot that the host can read at any time, also after this thread has died.
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { createLeadingExecution } from '../../../engine/backends/wasm/execution.ts';
import { encodePrograms } from '../../../engine/backends/wasm/plan/encode.ts';
import { analyzeDocument } from '../../../engine/network/analyze.ts';
import type { Network } from '../../../engine/network/network.ts';
import type { Execution } from '../../../engine/program/execution.ts';
import { scoredEnds } from '../../../engine/train/end-scores.ts';
import type { TrainEvent } from '../../../engine/train/events.ts';
import {
  type PreviewMoment,
  type ResolvedPreview,
  runTraining,
  type TrainingHooks,
  type TrainingInput,
} from '../../../engine/train/run.ts';
import type { RunSummary } from '../../../engine/train/summary.ts';
import { openPixelReader } from '../datasets/pixel-reader.ts';
import { RingReader } from '../datasets/pixel-ring.ts';
import { Control } from './control.ts';
import type { PreviewMessage, TrainingData, TrainingMessage } from './messages.ts';
import { findRunSizes } from './networks.ts';
import { Snapshots } from './snapshots.ts';

class PreviewClock {
  private wanted: PreviewMessage | undefined;
  private last = Number.NEGATIVE_INFINITY;
  /** The request has changed since it was last served. */
  private fresh = false;

  request(message: PreviewMessage): void {
    this.wanted = message.nodes.length > 0 ? message : undefined;
    this.fresh = this.wanted !== undefined;
  }

  /** The request, when its time has come; while paused only when it is new. `now` in whole milliseconds. */
  due(now: number, moment: PreviewMoment | 'paused'): ResolvedPreview | undefined {
    if (this.wanted === undefined) return undefined;
    if (!this.fresh && moment !== 'end' && (moment === 'paused' || now - this.last < 1000 / this.wanted.rate)) return undefined;
    this.fresh = false;
    this.last = now;
    return this.wanted;
  }
}

class TrainingThread {
  private readonly control: Control;
  private readonly clock = new PreviewClock();
  private readonly snapshots: Snapshots;
  private seen = -1;

  constructor(
    private readonly data: TrainingData,
    private readonly port: MessagePort,
    private readonly network: Network,
  ) {
    this.control = new Control(data.control);
    this.snapshots = new Snapshots(data.snapshots, data.plan.weights, scoredEnds(network));
  }

  run(): void {
    const { data } = this;
    this.snapshots.touch();
    encodePrograms(data.plan, data.memory.buffer);
    const execution = createLeadingExecution(data.plan, data.memory, data.simd);
    const { pixels, ring } = data;
    const ahead = pixels.kind === 'file' && ring !== undefined ? new RingReader(pixels, ring) : undefined;
    const reader = ahead ?? openPixelReader(pixels);
    const hooks: TrainingHooks = {
      now: () => performance.now(),
      ticks: () => this.control.ticks(),
      readImage: (record, target, place) => reader.read(record, target, place),
      expectImages: (records) => ahead?.expect(records),
      waited: () => ahead?.waited() ?? 0,
      emit: (event) => this.emit(event),
      goOn: (step, preview) => this.goOn(step, preview),
      duePreview: (moment) => this.clock.due(this.control.ticks(), moment),
      keepWeights: (summary, isBest) => this.keepWeights(execution, summary, isBest),
    };
    try {
      const { workers, arenaBytes } = data.plan;
      const sizes = describeSizes(data);
      const input = { ...data, ...sizes, network: this.network, backendName: `wasm, ${data.simd} SIMD`, workers, arenaBytes };
      this.send({ kind: 'ended', ...runTraining(input, execution, hooks) });
    } finally {
      reader.close();
      execution.dismiss();
    }
  }

  private send(message: TrainingMessage): void {
    const transfer =
      message.kind === 'event' && message.event.kind === 'preview' ? message.event.maps.map((map) => map.values.buffer as ArrayBuffer) : [];
    this.port.postMessage(message, transfer);
  }

  private emit(event: TrainEvent): void {
    this.send({ kind: 'event', event });
  }

  private readMessages(): void {
    const changes = this.control.changes();
    if (changes === this.seen) return;
    this.seen = changes;
    for (let received = receiveMessageOnPort(this.port); received !== undefined; received = receiveMessageOnPort(this.port)) {
      this.clock.request(received.message as PreviewMessage);
    }
  }

  private goOn(step: number, preview: (request: ResolvedPreview) => void): boolean {
    this.readMessages();
    if (this.control.current() === 'pause') this.pause(step, preview);
    return this.control.current() !== 'stop';
  }

  private pause(step: number, preview: (request: ResolvedPreview) => void): void {
    const { runId } = this.data;
    this.emit({ kind: 'paused', runId, step });
    while (this.control.current() === 'pause') {
      this.readMessages();
      const due = this.clock.due(this.control.ticks(), 'paused');
      if (due !== undefined) preview(due);
      if (this.control.current() === 'pause') this.control.sleep(this.seen);
    }
    if (this.control.current() === 'run') this.emit({ kind: 'resumed', runId, step });
  }

  private keepWeights(execution: Execution, summary: RunSummary, isBest: boolean): void {
    this.snapshots.write(execution, summary, isBest);
    this.send({ kind: 'kept' });
  }
}

/** Where images keep their own sizes: which there are. */
function describeSizes({ document, pixels: { layout }, training, validation }: TrainingData): Pick<TrainingInput, 'sizes' | 'sizeOf'> {
  if (layout === undefined) return {};
  const sizes = findRunSizes(document, { layout, training, validation });
  if (!sizes.ok) throw new Error(`the host sent images that do not fit: ${JSON.stringify(sizes.diagnostics[0])}`);
  return { sizes: sizes.value, sizeOf: layout.sizeOf };
}

/** Trains from start to end. What goes wrong is told to the host before the thread ends. */
export function trainInThread(data: TrainingData, port: MessagePort): void {
  try {
    const { network } = analyzeDocument(data.document);
    if (network === undefined) throw new Error('the host sent a document with errors');
    new TrainingThread(data, port, network).run();
  } catch (error) {
    port.postMessage({ kind: 'threw', message: error instanceof Error ? error.message : String(error) } satisfies TrainingMessage);
  }
}
