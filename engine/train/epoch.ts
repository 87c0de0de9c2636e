// The order of an epoch: records one behind the other, divided into steps, each of one size. Records keep the order they were shuffled
// into; where sizes vary a step comes when its last image has come, so that sizes alternate as chance has it. The same records in the
// same order give the same steps. Where all images have one size, the order stays as it is.
import type { TrainingSettings } from '../document/document.ts';
import { divideEpoch, type EpochBatches } from './programs.ts';
import type { RunSize, SizeOfRecord } from './run-sizes.ts';

export interface EpochOrder {
  readonly records: Int32Array;
  /** By step: which size it has. */
  readonly sizes: Uint8Array;
  /** By step: its first record's place; behind the last step the number of records. */
  readonly starts: Int32Array;
}

export class EpochDivider {
  readonly steps: number;
  /** Images a step, of the largest. */
  readonly batch: number;
  private readonly batches: readonly EpochBatches[];
  /** By size: records that wait for their step to be full. */
  private readonly waiting: readonly Int32Array[];
  private readonly arranged: Int32Array;

  /** images: those of all sizes together. */
  constructor(
    sizes: readonly RunSize[],
    settings: TrainingSettings,
    images: number,
    private readonly sizeOf: SizeOfRecord,
  ) {
    this.batches = sizes.map(({ network, training }) => divideEpoch(network, settings, training));
    this.steps = this.batches.reduce((sum, { steps }) => sum + steps, 0);
    this.batch = Math.max(...this.batches.map(({ batch }) => batch));
    this.waiting = this.batches.map(({ batch, last }) => new Int32Array(Math.max(batch, last)));
    this.arranged = new Int32Array(images);
  }

  /** Images of a step of this size, unless it is the last of them. */
  batchOf(size: number): number {
    return this.batches[size]?.batch ?? 0;
  }

  /** Room for an order of these records. */
  create(records: Int32Array): EpochOrder {
    return { records: Int32Array.from(records), sizes: new Uint8Array(this.steps), starts: new Int32Array(this.steps + 1) };
  }

  /** Puts the records, shuffled, into the order of the steps. */
  arrange({ records, sizes, starts }: EpochOrder): void {
    const filled = this.batches.map(() => 0);
    const done = this.batches.map(() => 0);
    let step = 0;
    let place = 0;
    for (const record of records) {
      const size = this.sizeOf?.[record] ?? 0;
      const { batch, steps, last } = this.batches[size] as EpochBatches;
      const waiting = this.waiting[size] as Int32Array;
      waiting[filled[size] as number] = record;
      filled[size] = (filled[size] as number) + 1;
      const wanted = done[size] === steps - 1 ? last : batch;
      if (filled[size] !== wanted) continue;
      this.arranged.set(waiting.subarray(0, wanted), place);
      sizes[step] = size;
      starts[step] = place;
      filled[size] = 0;
      done[size] = (done[size] as number) + 1;
      step++;
      place += wanted;
    }
    starts[step] = place;
    if (place !== records.length) throw new Error(`expected ${records.length} records in steps, found ${place}`);
    records.set(this.arranged);
  }
}
