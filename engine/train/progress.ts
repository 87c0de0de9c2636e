// Tells of training steps about six times a second: steps in between are collected and told together. More would be
// smoother than anybody reads, and every telling makes the window draw, which takes time from the workers. Collecting a step
// allocates nothing: numbers wait in typed arrays, and whether it is time is asked of a clock of whole numbers.
import { signalToNoise } from './end-scores.ts';
import type { TrainEvent } from './events.ts';
import { batchMeasures } from './scores.ts';

const interval = 1000 / 6;
/** Milliseconds below which a rate would be made of the clock's own inexactness. */
const shortestMeasure = 20;
/** Steps told together at most. */
const mostSteps = 4096;

export interface Clock {
  /** Milliseconds from any start. */
  now(): number;
  /** Whole milliseconds from any start, a few dozen late at times. Asked at every step: allocates nothing, as `now` does. */
  ticks(): number;
}

export class ProgressTeller {
  private readonly losses = new Float64Array(mostSteps);
  private readonly accuracies = new Float64Array(mostSteps);
  private readonly squaredErrors = new Float64Array(mostSteps);
  private count = 0;
  private images = 0;
  private firstStep = 0;
  private toldTicks = 0;
  private isFirst = true;
  private told = 0;
  private imagesPerSecond = 0;

  constructor(
    private readonly runId: number,
    private readonly clock: Clock,
    private readonly emit: (event: TrainEvent) => void,
  ) {}

  /** One step, numbered from 0, over `images` images; `batch` holds its means (scores.ts). The first is told at once. */
  add(step: number, batch: Float64Array, images: number): void {
    if (this.count === 0) this.firstStep = step;
    this.losses[this.count] = batch[batchMeasures.loss] as number;
    this.accuracies[this.count] = batch[batchMeasures.accuracy] as number;
    this.squaredErrors[this.count] = batch[batchMeasures.squaredError] as number;
    this.count++;
    this.images += images;
    if (this.isFirst || this.count === mostSteps || this.clock.ticks() - this.toldTicks >= interval) this.flush();
  }

  /** Time that passed until now was not training: a pause, a validation. */
  restart(): void {
    this.isFirst = false;
    this.told = this.clock.now();
    this.toldTicks = this.clock.ticks();
  }

  /** Tells what is left, if anything. */
  flush(): void {
    const { runId, firstStep, count, images } = this;
    if (count > 0) {
      const passed = this.clock.now() - this.told;
      // the last steps before a pause or the end may have had no time that could be measured: the rate is as before, then
      if (!this.isFirst && passed >= shortestMeasure) this.imagesPerSecond = (images * 1000) / passed;
      const { imagesPerSecond } = this;
      const [losses, accuracies, errors] = [this.losses, this.accuracies, this.squaredErrors].map((all) =>
        Array.from(all.subarray(0, count)),
      );
      const measured = {
        ...(accuracies?.every(Number.isFinite) ? { accuracies } : {}),
        ...(errors?.every(Number.isFinite) ? { psnrs: errors.map(signalToNoise) } : {}),
      };
      this.emit({ kind: 'batches', runId, firstStep, losses: losses ?? [], ...measured, imagesPerSecond });
    }
    this.count = 0;
    this.images = 0;
    this.restart();
  }
}
