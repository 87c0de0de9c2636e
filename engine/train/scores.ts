// Sums what is measured at the ends of a network over batches, in the order of the examples. Adding a batch allocates nothing.
import { classCountOf, lossSlot, type Network, predictionSlot, squaredErrorSlot } from '../network/network.ts';
import type { Execution } from '../program/execution.ts';
import { makeScore, type ScoredEnd, scoredEnds } from './end-scores.ts';
import type { Score } from './summary.ts';

/** Index of the largest of `count` values from `start`; the first of equals. */
export function indexOfLargest(values: Float32Array, start: number, count: number): number {
  let best = 0;
  for (let index = 1; index < count; index++) if ((values[start + index] as number) > (values[start + best] as number)) best = index;
  return best;
}

/** Whether the sum of an output's probabilities is 1, as near as f32 adds up. */
export function isWholeProbability(sum: number): boolean {
  return Math.abs(sum - 1) < 1e-3;
}

/** Places of `batch`. */
export const batchMeasures = { loss: 0, accuracy: 1, squaredError: 2 } as const;

export class ScoreKeeper {
  private readonly ends: readonly ScoredEnd[];
  private readonly weights: readonly number[];
  private readonly losses: readonly Float32Array[];
  /** Squared errors by end; none where the end is held against labels. */
  private readonly errors: readonly Float32Array[];
  private readonly probabilities: Float32Array;
  private readonly classes: number;
  private readonly labels: Int32Array;
  /**
   * Means of the batch added last: f64[loss, accuracy, squared error], of the first end of either kind, NaN where there is none. Not
   * results of a call, because a number that crosses a call may become an object.
   */
  readonly batch = new Float64Array(3);
  /** Two an end: loss, and right answers or squared error. */
  private readonly sums: Float64Array;
  /** What `sumFirst` has found. */
  private readonly sum = new Float64Array(1);
  private count = 0;
  private hasSoundOutputs = true;
  readonly countByClass: Int32Array<ArrayBuffer>;
  readonly correctByClass: Int32Array<ArrayBuffer>;

  constructor(execution: Execution, network: Network) {
    const classes = classCountOf(network);
    this.classes = classes;
    this.ends = scoredEnds(network);
    this.weights = network.ends.map(({ definition, parameters }) => definition.end?.weight(parameters) ?? 1);
    this.losses = network.ends.map(({ id }) => execution.f32(lossSlot(id)));
    this.errors = this.ends.map(({ id, target }) => (target === 'images' ? execution.f32(squaredErrorSlot(id)) : new Float32Array(0)));
    this.probabilities = execution.f32(predictionSlot(network.output.id));
    this.labels = classes > 0 ? execution.i32('labels') : new Int32Array(0);
    this.sums = new Float64Array(2 * this.ends.length);
    this.countByClass = new Int32Array(classes);
    this.correctByClass = new Int32Array(classes);
  }

  reset(): void {
    this.sums.fill(0);
    this.count = 0;
    this.hasSoundOutputs = true;
    this.countByClass.fill(0);
    this.correctByClass.fill(0);
  }

  /** Adds the first `count` examples of the batch that has just been computed. */
  addBatch(count: number): void {
    const { batch, sums } = this;
    batch[batchMeasures.loss] = 0;
    batch[batchMeasures.accuracy] = Number.NaN;
    batch[batchMeasures.squaredError] = Number.NaN;
    for (let end = 0; end < this.ends.length; end++) {
      const isOfLabels = this.errors[end]?.length === 0;
      const place = isOfLabels ? batchMeasures.accuracy : batchMeasures.squaredError;
      this.sumFirst(this.losses[end] as Float32Array, count);
      batch[batchMeasures.loss] = (batch[batchMeasures.loss] as number) + (this.weights[end] as number) * (this.sum[0] as number);
      sums[2 * end] = (sums[2 * end] as number) + (this.sum[0] as number);
      if (isOfLabels) this.countRight(count);
      else this.sumFirst(this.errors[end] as Float32Array, count);
      sums[2 * end + 1] = (sums[2 * end + 1] as number) + (this.sum[0] as number);
      if (Number.isNaN(batch[place])) batch[place] = (this.sum[0] as number) / count;
    }
    batch[batchMeasures.loss] = (batch[batchMeasures.loss] as number) / count;
    this.count += count;
  }

  private countRight(count: number): void {
    let correct = 0;
    for (let index = 0; index < count; index++) {
      const label = this.labels[index] as number;
      const right = indexOfLargest(this.probabilities, index * this.classes, this.classes) === label ? 1 : 0;
      correct += right;
      if (label < 0) continue;
      this.countByClass[label] = (this.countByClass[label] as number) + 1;
      this.correctByClass[label] = (this.correctByClass[label] as number) + right;
    }
    this.sum[0] = correct;
  }

  private sumFirst(values: Float32Array, count: number): void {
    let sum = 0;
    for (let index = 0; index < count; index++) sum += values[index] as number;
    this.sum[0] = sum;
  }

  /** Looks whether the outputs of the first `count` examples just computed are sound: probabilities with the sum 1, finite errors. */
  checkOutputs(count: number): void {
    for (let index = 0; index < count && this.classes > 0; index++) {
      let sum = 0;
      for (let output = 0; output < this.classes; output++) sum += this.probabilities[index * this.classes + output] as number;
      if (!isWholeProbability(sum)) this.hasSoundOutputs = false; // NaN and infinity make such a sum, too
    }
    for (const errors of this.errors) {
      this.sumFirst(errors, Math.min(count, errors.length));
      if (!Number.isFinite(this.sum[0])) this.hasSoundOutputs = false;
    }
  }

  /** False once an output that was checked since the last reset was none. */
  areOutputsSound(): boolean {
    return this.hasSoundOutputs;
  }

  score(): Score {
    const mean = (sum: number): number => (this.count === 0 ? 0 : sum / this.count);
    const means = this.ends.map((_, end) => ({ loss: mean(this.sums[2 * end] ?? 0), measure: mean(this.sums[2 * end + 1] ?? 0) }));
    const loss = this.weights.reduce((sum, weight, end) => sum + weight * (this.sums[2 * end] ?? 0), 0);
    return makeScore(mean(loss), this.ends, means);
  }
}
