// Previews between runs: the network that was trained last looks at the image that is watched now. Its threads are started
// for the first request and kept until the next run; of requests that come while one is served, only the last counts.
import type { OpenedDataset } from '../../../engine/datasets/image-folder.ts';
import type { PreviewMessage } from './messages.ts';
import { createPredictor, type PreviewingPredictor } from './sized-predictor.ts';
import type { TrainEventListener, TrainedNetwork } from './trainer.ts';

interface Request {
  readonly runId: number;
  readonly trained: TrainedNetwork;
  readonly dataset: OpenedDataset;
  readonly message: PreviewMessage;
}

export class IdlePreview {
  private predictor: PreviewingPredictor | undefined;
  private serving: Promise<void> | undefined;
  private next: Request | undefined;

  constructor(private readonly onEvent: TrainEventListener) {}

  request(request: Request): void {
    this.next = request;
    this.serving ??= this.serve()
      // its workers have ended: the strips stay as they are, and the next request starts new ones
      .catch(() => this.dropPredictor())
      .finally(() => {
        this.serving = undefined;
      });
  }

  private async dropPredictor(): Promise<void> {
    const { predictor } = this;
    this.predictor = undefined;
    await predictor?.dispose();
  }

  private async serve(): Promise<void> {
    for (let request = this.take(); request !== undefined; request = this.take()) {
      const { runId, trained, dataset, message } = request;
      if (this.predictor === undefined) {
        const outcome = await createPredictor(trained, 1);
        if (!outcome.ok) return; // no memory for it: the strips stay as they are
        this.predictor = outcome.value;
      }
      const seen = await this.predictor.preview(dataset, message);
      this.onEvent({ kind: 'preview', runId, step: trained.summary.steps, ...seen });
    }
  }

  private take(): Request | undefined {
    const { next } = this;
    this.next = undefined;
    return next;
  }

  /** Ends the threads; what is being served is still told. */
  async stop(): Promise<void> {
    this.next = undefined;
    await this.serving;
    await this.dropPredictor();
  }
}
