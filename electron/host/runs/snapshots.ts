// The weights that a run has kept, with what they were made of, in shared memory that is taken when the run begins: worker 0
// writes, the host reads at any time, also after that thread has died. What is kept is never written over: a new snapshot goes
// into a slot that holds neither the latest nor the best, and counts only when it is whole.
import { countWeightValues, type WeightDescription } from '../../../engine/network/weights.ts';
import { type Execution, packWeights } from '../../../engine/program/execution.ts';
import { packScore, type ScoredEnd, scoreLength, unpackScore } from '../../../engine/train/end-scores.ts';
import type { RunSummary } from '../../../engine/train/summary.ts';

export type KeptKind = 'latest' | 'best';

/** i32 words: which slot + 1 is the latest and which the best, the number of snapshots so far, and each slot's own number. */
const words = { latest: 0, best: 1, count: 2, numbers: 3 } as const;
const wordsBytes = 32;
/** f64: epochs, steps, images, seconds, then the scores in training and validation (train/end-scores.ts). */
const summaryValues = (ends: readonly ScoredEnd[]): number => 4 + 2 * scoreLength(ends);
const mostSlots = 3;

export interface Snapshot {
  /** From 1: another number, another snapshot. */
  readonly number: number;
  readonly summary: RunSummary;
}

export class Snapshots {
  private readonly cells: Int32Array;
  private readonly summaries: readonly Float64Array[];
  private readonly weights: readonly Float32Array[];

  /** buffer: as `takeSnapshots` made it for the same weights. */
  constructor(
    readonly buffer: SharedArrayBuffer,
    weights: readonly WeightDescription[],
    private readonly ends: readonly ScoredEnd[],
  ) {
    const values = countWeightValues(weights);
    const numbers = summaryValues(ends);
    const headerBytes = wordsBytes + mostSlots * numbers * 8;
    const slots = Math.floor((buffer.byteLength - headerBytes) / Math.max(4, values * 4));
    this.cells = new Int32Array(buffer, 0, wordsBytes / 4);
    this.summaries = Array.from({ length: mostSlots }, (_, slot) => new Float64Array(buffer, wordsBytes + slot * numbers * 8, numbers));
    this.weights = Array.from(
      { length: Math.min(mostSlots, slots) },
      (_, slot) => new Float32Array(buffer, headerBytes + slot * values * 4, values),
    );
  }

  /** Worker 0, before the first step: memory that the system would otherwise find only when it is first written. */
  touch(): void {
    for (const weights of this.weights) weights.fill(0);
  }

  /** Worker 0: keeps the weights of `execution` as the latest, and as the best where they are. */
  write(execution: Pick<Execution, 'weights'>, summary: RunSummary, isBest: boolean): void {
    const slot = this.weights.findIndex((_, index) => index !== this.slotOf('latest') && index !== this.slotOf('best'));
    const [weights, numbers] = [this.weights[slot], this.summaries[slot]];
    if (weights === undefined || numbers === undefined)
      throw new Error(`expected a free slot for a snapshot, found ${this.weights.length} in use`);
    Atomics.store(this.cells, words.numbers + slot, 0);
    packWeights(execution, weights);
    const { epochs, steps, images, seconds, training, validation } = summary;
    numbers.set([epochs, steps, images, seconds, ...packScore(this.ends, training), ...packScore(this.ends, validation)]);
    Atomics.store(this.cells, words.numbers + slot, Atomics.add(this.cells, words.count, 1) + 1);
    Atomics.store(this.cells, words.latest, slot + 1);
    if (isBest) Atomics.store(this.cells, words.best, slot + 1);
  }

  /** What is kept: of the best, where none was ever marked, the latest. Undefined where there is nothing. */
  find(kind: KeptKind): Snapshot | undefined {
    return this.readWhole(kind, (slot) => {
      const [epochs = 0, steps = 0, images = 0, seconds = 0, ...scores] = this.summaries[slot] ?? [];
      const length = scoreLength(this.ends);
      const training = unpackScore(this.ends, scores.slice(0, length)) ?? { loss: 0 };
      return { epochs, steps, images, seconds, training, validation: unpackScore(this.ends, scores.slice(length)) };
    });
  }

  /** The weights of the same snapshot as `find` tells, copied one behind the other, with its number. */
  copy(kind: KeptKind): { readonly snapshot: Snapshot; readonly packed: Float32Array } | undefined {
    for (;;) {
      const snapshot = this.find(kind);
      if (snapshot === undefined) return undefined;
      const slot = this.slotOf(kind);
      const weights = this.weights[slot];
      if (weights === undefined) continue;
      const packed = new Float32Array(weights);
      if (Atomics.load(this.cells, words.numbers + slot) === snapshot.number) return { snapshot, packed };
    }
  }

  /** Worker 0 may come round while we read; then we read again. */
  private readWhole(kind: KeptKind, read: (slot: number) => RunSummary): Snapshot | undefined {
    for (;;) {
      const slot = this.slotOf(kind);
      if (slot < 0) return undefined;
      const number = Atomics.load(this.cells, words.numbers + slot);
      const summary = read(slot);
      if (number !== 0 && Atomics.load(this.cells, words.numbers + slot) === number) return { number, summary };
    }
  }

  private slotOf(kind: KeptKind): number {
    const best = Atomics.load(this.cells, words.best);
    return (kind === 'best' && best > 0 ? best : Atomics.load(this.cells, words.latest)) - 1;
  }
}

/** Room for the latest weights and for the next; with validation for the best ones as well. */
export function takeSnapshots(weights: readonly WeightDescription[], ends: readonly ScoredEnd[], hasValidation: boolean): Snapshots {
  const slotBytes = Math.max(4, 4 * countWeightValues(weights));
  const headerBytes = wordsBytes + mostSlots * summaryValues(ends) * 8;
  return new Snapshots(new SharedArrayBuffer(headerBytes + (hasValidation ? 3 : 2) * slotBytes), weights, ends);
}
