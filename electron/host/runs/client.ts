// The worker pool as the application and the command line use it: one trainer that runs one job at a time, and predictors
// for what was trained. Nothing here blocks; everything that computes does so in worker threads.

import { type Diagnostic, fail, type Outcome, succeed } from '../../../engine/base/diagnostics.ts';
import { messagesOf } from '../../../engine/base/messages.ts';
import type { OpenedDataset } from '../../../engine/datasets/image-folder.ts';
import { analyzeDocument } from '../../../engine/network/analyze.ts';
import type { PreviewRequest } from '../../../engine/protocol.ts';
import { chooseTestRecords } from '../../../engine/train/test-records.ts';
import { words } from '../../../engine/words/host.ts';
import { readRecords } from '../datasets/pixel-reader.ts';
import { describeSystemError } from '../files/system-errors.ts';
import { takeArena } from './arena.ts';
import { checkDataset } from './check.ts';
import { IdlePreview } from './idle-preview.ts';
import { inTurns } from './in-turns.ts';
import type { PreviewMessage } from './messages.ts';
import { prepareInParts, startStopped } from './prepare.ts';
import { PoolRun } from './run.ts';
import type { KeptNetwork, StartListener, TrainEventListener, Trainer, TrainRequest } from './trainer.ts';

export { createPredictor } from './sized-predictor.ts';

const { problem, fix } = messagesOf(words);

const busy: Diagnostic = {
  ...problem('busy'),
  fix: { ...fix('stop-first'), changes: [] },
};

class PoolTrainer implements Trainer {
  /** A run that is being prepared, and how it is given up. */
  private starting: { readonly stopping: AbortController; readonly ended: Promise<unknown> } | undefined;
  private run: PoolRun | undefined;
  private request: TrainRequest | undefined;
  private lastKept: PoolRun | undefined;
  private preview: PreviewRequest | undefined;
  private runs = 0;
  private disposed = false;

  private readonly idlePreview: IdlePreview;

  constructor(private readonly onEvent: TrainEventListener) {
    this.idlePreview = new IdlePreview(onEvent);
  }

  start(request: TrainRequest, onProgress: StartListener = () => undefined): Promise<Outcome<{ readonly runId: number }>> {
    if (this.starting !== undefined || this.run !== undefined || this.disposed) return Promise.resolve(fail(busy));
    const stopping = new AbortController();
    // in a turn of its own: who hears how far it has come can stop it
    const started = Promise.resolve()
      .then(() => this.prepare(request, onProgress, stopping.signal))
      .finally(() => {
        this.starting = undefined;
      });
    this.starting = { stopping, ended: started.catch(() => undefined) };
    return started;
  }

  private async prepare(
    request: TrainRequest,
    onProgress: StartListener,
    signal: AbortSignal,
  ): Promise<Outcome<{ readonly runId: number }>> {
    const { document, dataset } = request;
    const { network, diagnostics } = analyzeDocument(document);
    if (network === undefined) return fail(...diagnostics);
    const problems = checkDataset(document, network, dataset);
    if (problems.length > 0) return fail(...problems);
    const workers = Math.max(1, Math.min(64, Math.floor(request.workers)));
    const plan = await inTurns(prepareInParts({ request, workers, signal, onProgress }));
    if (!plan.ok) return plan;
    const testImages = readTestImages(dataset);
    if (!testImages.ok) return testImages;
    const memory = takeArena(plan.value);
    if (!memory.ok) return memory;
    await this.idlePreview.stop();
    if (signal.aborted) return fail(startStopped);
    const runId = ++this.runs;
    const run = new PoolRun(runId, request, network, plan.value, memory.value, testImages.value, this.onEvent, (kept) => {
      this.lastKept = kept;
    });
    this.run = run;
    this.request = request;
    if (this.preview !== undefined) this.sendPreview(this.preview);
    void run.ended.then(() => {
      if (this.run === run) this.run = undefined;
    });
    return succeed({ runId }, diagnostics);
  }

  pause(): void {
    this.run?.pause();
  }

  resume(): void {
    this.run?.resume();
  }

  async stop(): Promise<void> {
    this.starting?.stopping.abort();
    this.run?.stop();
    await this.idle();
  }

  async idle(): Promise<void> {
    await this.starting?.ended;
    await this.run?.ended;
  }

  requestPreview(request: PreviewRequest): void {
    this.preview = request;
    this.sendPreview(request);
  }

  private sendPreview(wanted: PreviewRequest): void {
    const message = this.resolvePreview(wanted);
    if (this.run !== undefined) return this.run.requestPreview(message);
    const trained = this.trained();
    if (this.request === undefined || trained === undefined || message.nodes.length === 0) return;
    this.idlePreview.request({ runId: this.runs, trained, dataset: this.request.dataset, message });
  }

  private resolvePreview({ nodes, image, rate, maximumChannels }: PreviewRequest): PreviewMessage {
    const record = this.request?.dataset.parts[image.part]?.indices[image.index];
    // an image that is not there (another folder was opened) switches the previews off
    return { nodes: record === undefined ? [] : nodes, record: record ?? 0, rate, maximumChannels };
  }

  trained(): KeptNetwork | undefined {
    return this.lastKept?.trained();
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    this.starting?.stopping.abort();
    this.run?.terminate();
    await Promise.all([this.idle(), this.idlePreview.stop()]);
  }
}

/** Held from the beginning: at the end, hours later, the cache that they lie in may be gone. */
function readTestImages({ pixels, parts, folder }: OpenedDataset): Outcome<readonly Uint8Array[]> {
  try {
    return succeed(readRecords(pixels, chooseTestRecords(parts.validation.indices, parts.training.indices)));
  } catch (error) {
    return fail({
      ...problem('pixels-gone', { received: describeSystemError(error) }),
      path: folder,
      fix: { ...fix('open-folder-again'), changes: [] },
    });
  }
}

/** A trainer that tells what happens through `onEvent`. */
export function createTrainer(onEvent: TrainEventListener): Trainer {
  return new PoolTrainer(onEvent);
}
