// Records of a pixel file read ahead, by a thread of its own, into a ring of shared memory, so that training never waits for
// a disk. The training thread says which records come next and takes them in that order; the feeding thread reads them as
// room becomes free. Words in shared memory carry all of it: no message, nothing allocated per record.
import type { PixelSource } from '../../../engine/datasets/image-folder.ts';
import { bytesOfRecord, createCopier, openPixelReader, type PixelReader } from './pixel-reader.ts';

export interface PixelRing {
  readonly words: SharedArrayBuffer;
  /** The record that each slot is to hold: i32[slots], slots a power of two. */
  readonly records: SharedArrayBuffer;
  /** u8[slots, imageBytes]: each image from the beginning of its slot. */
  readonly pixels: SharedArrayBuffer;
}

export type FileSource = Extract<PixelSource, { kind: 'file' }>;

// Counters of records run round 2³², slots are their lower bits. A bell is rung for a thread that has said it sleeps.
const words = { expected: 0, filled: 1, feederBell: 2, feederSleeps: 3, takerSleeps: 4, closed: 5 } as const;
const wordsBytes = 64;
const usualBytes = 8 * 1024 * 1024;
const mostBytes = 64 * 1024 * 1024;
const mostSlots = 4096;

/** Room for two batches at least, unless they are huge, and for 8 MiB usually. */
export function createPixelRing({ imageBytes }: FileSource, batch: number): PixelRing {
  const wanted = Math.min(Math.max(2 * batch, usualBytes / imageBytes), mostBytes / imageBytes, mostSlots);
  const slots = 2 ** Math.max(0, Math.floor(Math.log2(wanted)));
  return {
    words: new SharedArrayBuffer(wordsBytes),
    records: new SharedArrayBuffer(slots * 4),
    pixels: new SharedArrayBuffer(slots * imageBytes),
  };
}

function viewSlots(ring: PixelRing, imageBytes: number) {
  const records = new Int32Array(ring.records);
  const slots = Array.from(records, (_, slot) => new Uint8Array(ring.pixels, slot * imageBytes, imageBytes));
  return { cells: new Int32Array(ring.words), records, slots, mask: records.length - 1 };
}

/** A reader of single records that takes those it has been told to expect out of the ring. */
export class RingReader implements PixelReader {
  private readonly cells: Int32Array;
  private readonly records: Int32Array;
  private readonly slots: readonly Uint8Array[];
  /** Copies out of all slots where images are not all as large as a slot. */
  private readonly copy: ReturnType<typeof createCopier> | undefined;
  private readonly mask: number;
  /** For records that nobody expected. */
  private readonly direct: PixelReader;
  /** What is to be expected, and how much of the first is. */
  private readonly lists: Int32Array[] = [];
  private position = 0;
  private expected = 0;
  private taken = 0;
  private waitedMilliseconds = 0;

  /** patience: milliseconds to wait for one record before `read` throws; a run waits as long as it takes, for its end ends this thread. */
  constructor(
    private readonly source: FileSource,
    ring: PixelRing,
    private readonly patience = Number.POSITIVE_INFINITY,
  ) {
    const { cells, records, slots, mask } = viewSlots(ring, source.imageBytes);
    this.cells = cells;
    this.records = records;
    this.slots = slots;
    this.mask = mask;
    this.copy = source.layout && createCopier(new Uint8Array(ring.pixels));
    this.direct = openPixelReader(source);
  }

  /** These records will be read next, in this order, after those expected before. The list may not change until they are read. */
  expect(records: Int32Array): void {
    if (records.length > 0) this.lists.push(records);
    this.askForMore();
  }

  /** Milliseconds spent waiting for pixels since the start. */
  waited(): number {
    return this.waitedMilliseconds;
  }

  read(record: number, target: Uint8Array, place = 0): void {
    const slot = this.taken & this.mask;
    if (this.taken === this.expected || this.records[slot] !== record) return this.readDirectly(record, target, place);
    if (Atomics.load(this.cells, words.filled) === this.taken) this.waitForFeeder();
    if (this.copy === undefined) target.set(this.slots[slot] as Uint8Array, place);
    else this.copy(slot * this.source.imageBytes, target, place, bytesOfRecord(this.source, record));
    this.taken = (this.taken + 1) | 0;
    // not for every record: a feeder that sleeps is woken to a quarter of the ring
    if (((this.expected - this.taken) | 0) * 4 <= this.slots.length * 3) this.askForMore();
  }

  close(): void {
    Atomics.store(this.cells, words.closed, 1);
    Atomics.add(this.cells, words.feederBell, 1);
    Atomics.notify(this.cells, words.feederBell);
    this.direct.close();
  }

  private askForMore(): void {
    const before = this.expected;
    for (let list = this.lists[0]; list !== undefined && ((this.expected - this.taken) | 0) < this.slots.length; list = this.lists[0]) {
      this.records[this.expected & this.mask] = list[this.position++] as number;
      this.expected = (this.expected + 1) | 0;
      if (this.position < list.length) continue;
      this.lists.shift();
      this.position = 0;
    }
    if (this.expected === before) return;
    Atomics.store(this.cells, words.expected, this.expected);
    if (Atomics.load(this.cells, words.feederSleeps) === 0) return;
    Atomics.add(this.cells, words.feederBell, 1);
    Atomics.notify(this.cells, words.feederBell);
  }

  private readDirectly(record: number, target: Uint8Array, place: number): void {
    const started = performance.now();
    this.direct.read(record, target, place);
    this.waitedMilliseconds += performance.now() - started;
  }

  /** A feeder that fails ends the whole run, this thread too. */
  private waitForFeeder(): void {
    const started = performance.now();
    Atomics.store(this.cells, words.takerSleeps, 1);
    while (Atomics.load(this.cells, words.filled) === this.taken) {
      const left = this.patience - (performance.now() - started);
      if (left <= 0)
        throw new Error(
          `expected a record from the thread that reads ahead, and none came in ${this.patience} ms: has the thread been started?`,
        );
      Atomics.wait(this.cells, words.filled, this.taken, left);
    }
    Atomics.store(this.cells, words.takerSleeps, 0);
    this.waitedMilliseconds += performance.now() - started;
  }
}

/** The feeding thread's work: until the ring is closed. Throws where a record can't be read. */
export function feedRing(source: FileSource, ring: PixelRing): void {
  const { cells, records, slots, mask } = viewSlots(ring, source.imageBytes);
  const reader = openPixelReader(source);
  try {
    for (let filled = 0; Atomics.load(cells, words.closed) === 0; ) {
      if (Atomics.load(cells, words.expected) === filled) {
        sleepFeeder(cells, filled);
        continue;
      }
      reader.read(records[filled & mask] as number, slots[filled & mask] as Uint8Array);
      filled = (filled + 1) | 0;
      Atomics.store(cells, words.filled, filled);
      if (Atomics.load(cells, words.takerSleeps) === 1) Atomics.notify(cells, words.filled);
    }
  } finally {
    reader.close();
  }
}

/** The bell is read before the last look, so that one rung in between is not slept through. */
function sleepFeeder(cells: Int32Array, filled: number): void {
  Atomics.store(cells, words.feederSleeps, 1);
  const bell = Atomics.load(cells, words.feederBell);
  if (Atomics.load(cells, words.expected) === filled && Atomics.load(cells, words.closed) === 0)
    Atomics.wait(cells, words.feederBell, bell);
  Atomics.store(cells, words.feederSleeps, 0);
}
