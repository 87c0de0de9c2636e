// Sums losses and right answers over batches, in the order of the examples.
import { classCountOf, lossSlot, type Network, predictionSlot } from '../network/network.ts';
import type { Execution } from '../program/execution.ts';
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

export class ScoreKeeper {
  private readonly losses: readonly Float32Array[];
  private readonly weights: readonly number[];
  private readonly probabilities: Float32Array;
  private readonly classes: number;
  private readonly labels: Int32Array;
  /** Mean loss and accuracy of the batch added last: f64[2], because a number that crosses a call may become an object. */
  readonly batch = new Float64Array(2);
  private lossSum = 0;
  private count = 0;
  private correct = 0;
  private hasSoundOutputs = true;
  readonly countByClass: Int32Array<ArrayBuffer>;
  readonly correctByClass: Int32Array<ArrayBuffer>;

  constructor(execution: Execution, network: Network) {
    const classes = classCountOf(network);
    this.classes = classes;
    this.losses = network.ends.map(({ id }) => execution.f32(lossSlot(id)));
    this.weights = network.ends.map(({ definition, parameters }) => definition.end?.weight(parameters) ?? 1);
    this.probabilities = execution.f32(predictionSlot(network.output.id));
    this.labels = classes > 0 ? execution.i32('labels') : new Int32Array(0);
    this.countByClass = new Int32Array(classes);
    this.correctByClass = new Int32Array(classes);
  }

  reset(): void {
    this.lossSum = 0;
    this.count = 0;
    this.correct = 0;
    this.hasSoundOutputs = true;
    this.countByClass.fill(0);
    this.correctByClass.fill(0);
  }

  /** Adds the first `count` examples of the batch that has just been computed. */
  addBatch(count: number): void {
    let loss = 0;
    let correct = 0;
    for (let index = 0; index < count; index++) {
      for (let end = 0; end < this.losses.length; end++)
        loss += (this.weights[end] as number) * ((this.losses[end] as Float32Array)[index] as number);
      if (this.classes === 0) continue;
      const label = this.labels[index] as number;
      const right = indexOfLargest(this.probabilities, index * this.classes, this.classes) === label ? 1 : 0;
      correct += right;
      if (label < 0) continue;
      this.countByClass[label] = (this.countByClass[label] as number) + 1;
      this.correctByClass[label] = (this.correctByClass[label] as number) + right;
    }
    this.batch[0] = loss / count;
    this.batch[1] = correct / count;
    this.lossSum += loss;
    this.correct += correct;
    this.count += count;
  }

  /** Looks whether the outputs of the first `count` examples just computed are probabilities: finite, with the sum 1. */
  checkOutputs(count: number): void {
    for (let index = 0; index < count && this.classes > 0; index++) {
      let sum = 0;
      for (let output = 0; output < this.classes; output++) sum += this.probabilities[index * this.classes + output] as number;
      if (!isWholeProbability(sum)) this.hasSoundOutputs = false; // NaN and infinity make such a sum, too
    }
  }

  /** False once an output that was checked since the last reset was none. */
  areOutputsSound(): boolean {
    return this.hasSoundOutputs;
  }

  score(): Score {
    return { loss: this.count === 0 ? 0 : this.lossSum / this.count, accuracy: this.count === 0 ? 0 : this.correct / this.count };
  }
}
