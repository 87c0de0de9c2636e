// Tells of training steps about six times a second: steps in between are collected and told together. More would be
// smoother than anybody reads, and every telling makes the window draw, which takes time from the workers.
import type { TrainEvent } from '../protocol.ts';

const interval = 1000 / 6;

export class ProgressTeller {
  private losses: number[] = [];
  private accuracies: number[] = [];
  private images = 0;
  private firstStep = 0;
  /** The first step is told at once. */
  private told = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly runId: number,
    private readonly now: () => number,
    private readonly emit: (event: TrainEvent) => void,
  ) {}

  /** One step, numbered from 0, with its mean loss and accuracy over `images` images. */
  add(step: number, loss: number, accuracy: number, images: number): void {
    if (this.losses.length === 0) this.firstStep = step;
    this.losses.push(loss);
    this.accuracies.push(accuracy);
    this.images += images;
    if (this.now() - this.told >= interval) this.flush();
  }

  /** Time that passed until now was not training: a pause, a validation. */
  restart(): void {
    this.told = this.now();
  }

  /** Tells what is left, if anything. */
  flush(): void {
    const now = this.now();
    const { runId, firstStep, losses, accuracies, images } = this;
    const imagesPerSecond = Number.isFinite(this.told) ? (images * 1000) / Math.max(1, now - this.told) : 0;
    if (losses.length > 0) this.emit({ kind: 'batches', runId, firstStep, losses, accuracies, imagesPerSecond });
    this.losses = [];
    this.accuracies = [];
    this.images = 0;
    this.told = now;
  }
}
