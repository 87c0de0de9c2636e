// Pixels read ahead by another thread, with a real thread and a real file.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPixelRing, type FileSource, type PixelRing, RingReader } from '../../../../electron/host/datasets/pixel-ring.ts';
import { createRandom } from '../../../../engine/base/random.ts';

const imageBytes = 20_000;
const count = 1000;
/** A test can't be interrupted while it waits for another thread: the reader itself gives up, in milliseconds. */
const patience = 60_000;
let folder = '';
let source: FileSource;
let ring: PixelRing;
let feeder: Worker | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'receptive-ring-'));
  const pixels = new Uint8Array(count * imageBytes);
  for (let record = 0; record < count; record++) pixels.fill(record % 251, record * imageBytes, (record + 1) * imageBytes);
  source = { kind: 'file', path: join(folder, 'pixels.bin'), headerBytes: 0, imageBytes };
  writeFileSync(source.path, pixels);
  ring = createPixelRing(source, 32);
});

afterEach(async () => {
  await feeder?.terminate();
  rmSync(folder, { recursive: true });
});

function startFeeder(): Worker {
  feeder = new Worker(new URL('../../../../dist/pool-worker.js', import.meta.url), {
    workerData: { role: 'feeder', pixels: source, ring },
  });
  return feeder;
}

function readValue(reader: RingReader, record: number): number {
  const target = new Uint8Array(imageBytes).fill(255);
  reader.read(record, target);
  expect(target.every((value) => value === target[0])).toBe(true);
  return target[0] ?? -1;
}

describe('a ring of pixels', () => {
  it('gives several lists of records in their order, each longer than the ring, and others in between', () => {
    startFeeder();
    const reader = new RingReader(source, ring, patience);
    const random = createRandom(5);
    const lists = Array.from({ length: 3 }, () => Int32Array.from({ length: count }, (_, index) => index));
    for (const list of lists) random.shuffle(list);
    expect(ring.pixels.byteLength).toBeLessThan((count * imageBytes) / 2);
    reader.expect(lists[0] as Int32Array);
    reader.expect(lists[1] as Int32Array);
    const given: number[] = [];
    const right: number[] = [];
    for (const [number, list] of lists.entries()) {
      if (number === 1) reader.expect(lists[2] as Int32Array);
      for (const [index, record] of list.entries()) {
        for (const wanted of index % 100 === 50 ? [(record + 7) % count, record] : [record]) {
          given.push(readValue(reader, wanted));
          right.push(wanted % 251);
        }
      }
    }
    expect(given).toEqual(right);
    reader.close();
  });

  it('waits for a thread that starts late, and tells how long', async () => {
    const reader = new RingReader(source, ring, patience);
    reader.expect(Int32Array.of(3, 1));
    expect(reader.waited()).toBe(0);
    startFeeder();
    expect([readValue(reader, 3), readValue(reader, 1)]).toEqual([3, 1]);
    expect(reader.waited()).toBeGreaterThan(0);
    reader.close();
  });

  it('says so where its thread never starts, to those that wait no longer than they say', () => {
    const reader = new RingReader(source, ring, 20);
    reader.expect(Int32Array.of(3));
    expect(() => readValue(reader, 3)).toThrow('none came in 20 ms: has the thread been started?');
    reader.close();
  });

  it('lets its thread end when it is closed', async () => {
    const thread = startFeeder();
    const reader = new RingReader(source, ring, patience);
    reader.expect(Int32Array.of(5));
    expect(readValue(reader, 5)).toBe(5);
    reader.close();
    expect(await new Promise((resolve) => thread.once('exit', resolve))).toBe(0);
  });

  it('holds two batches of large images, within 64 MiB', () => {
    const slotsOf = (bytes: number, batch: number) => createPixelRing({ ...source, imageBytes: bytes }, batch).records.byteLength / 4;
    expect(slotsOf(150_528, 128)).toBe(256);
    expect(slotsOf(48 * 1024 * 1024, 64)).toBe(1);
    expect(slotsOf(784, 32)).toBe(4096);
  });
});
