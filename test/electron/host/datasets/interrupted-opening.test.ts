// What an opening that did not come to its end has left: it is gone on with, as far as it is whole. The openings here are interrupted
// in the middle, however fast the machine is: every answer of the decoding threads is told, and one holds a third of what is left
// at most.
import { cpSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createFolder, essence, open, openDataset, pixelsOf, readAll, writeClasses, writeImage } from './image-folders.ts';

vi.mock('../../../../electron/host/datasets/progress.ts', () => import('./every-report.ts'));

const perClass = 300;

function createImages(each = perClass): string {
  const folder = createFolder();
  writeClasses(folder, ['cat', 'dog'], each);
  return folder;
}

describe('an opening that is cancelled', () => {
  it('ends as cancelled at any time, keeps what was decoded, and leaves no temporary file', async () => {
    const folder = createImages();
    const cache = createFolder();
    const early = new AbortController();
    early.abort();
    expect(await open(folder, cache, { signal: early.signal })).toEqual({ kind: 'cancelled' });
    const during = new AbortController();
    const result = await open(folder, cache, {
      workers: 2,
      signal: during.signal,
      onProgress: ({ phase, done }) => {
        if (phase === 'decode' && done > 0) during.abort();
      },
    });
    expect(result).toEqual({ kind: 'cancelled' });
    const files = readdirSync(join(cache, readdirSync(cache)[0] ?? '')).sort();
    expect(files).toEqual([expect.stringMatching(/^parts-\w+\.bin$/), expect.stringMatching(/^pixels-\w+\.bin$/)]);
    const dataset = await openDataset(folder, cache);
    expect(dataset.fromCache).toBeGreaterThan(0);
    expect(dataset.fromCache + dataset.decoded).toBe(2 * perClass);
    expect(readAll(dataset)['dog/299.png']).toEqual(pixelsOf(399));
  });
});

describe('what an opening without an end has left', () => {
  /** The cache as it was when a part of the images was decoded, as a kill leaves it. */
  async function interrupt(folder: string): Promise<{ readonly cache: string; readonly done: number }> {
    const [running, cache] = [createFolder(), createFolder()];
    let known = 0;
    await openDataset(folder, running, {
      onProgress: ({ phase, done }) => {
        if (phase !== 'decode' || done < 100 || known > 0) return;
        known = done;
        cpSync(running, cache, { recursive: true });
      },
    });
    expect(known).toBeGreaterThan(0);
    expect(known).toBeLessThan(2 * perClass);
    return { cache, done: known };
  }
  const entryOf = (cache: string) => join(cache, readdirSync(cache)[0] ?? '');
  const find = (cache: string, kind: string) =>
    join(entryOf(cache), readdirSync(entryOf(cache)).find((name) => name.startsWith(kind) && name.endsWith('.bin')) ?? '');

  it('is gone on with: only what is missing is decoded', async () => {
    const folder = createImages();
    const whole = essence(await openDataset(folder, createFolder()));
    const { cache, done } = await interrupt(folder);
    const dataset = await openDataset(folder, cache);
    expect(dataset.fromCache).toBeGreaterThanOrEqual(done);
    expect(dataset.fromCache + dataset.decoded).toBe(2 * perClass);
    expect(essence(dataset)).toEqual(whole);
    expect(readdirSync(entryOf(cache)).filter((name) => !name.endsWith('.lease'))).toHaveLength(2);
    expect((await openDataset(folder, cache)).fromCache).toBe(2 * perClass);
  });

  const damages: Record<string, (cache: string) => void> = {
    'cut off in its last part': (cache) => truncateSync(find(cache, 'parts-'), readFileSync(find(cache, 'parts-')).length - 3),
    'changed in its last part': (cache) => {
      const bytes = readFileSync(find(cache, 'parts-'));
      bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
      writeFileSync(find(cache, 'parts-'), bytes);
    },
    'without its last pixels': (cache) => truncateSync(find(cache, 'pixels-'), readFileSync(find(cache, 'pixels-')).length - 31),
  };
  it.each(Object.entries(damages))('is used as far as it is whole where it is %s', async (_, damage) => {
    const folder = createImages();
    const whole = essence(await openDataset(folder, createFolder()));
    const { cache } = await interrupt(folder);
    damage(cache);
    const dataset = await openDataset(folder, cache);
    expect(dataset.decoded).toBeGreaterThan(0);
    expect(dataset.fromCache).toBeGreaterThan(0);
    expect(essence(dataset)).toEqual(whole);
  });

  it('adds to a cache that was whole before', async () => {
    const folder = createImages(20);
    const [running, cache] = [createFolder(), createFolder()];
    await openDataset(folder, running);
    for (let index = 0; index < 500; index++) writeImage(join(folder, 'fox', `${index}.png`), index);
    const during = new AbortController();
    const kept: number[] = [];
    const cancelled = await open(folder, running, {
      signal: during.signal,
      onProgress: ({ phase, done }) => {
        if (phase !== 'decode' || done <= 100) return;
        kept.push(done);
        during.abort();
      },
    });
    expect(cancelled).toEqual({ kind: 'cancelled' });
    expect(kept[0]).toBeLessThan(540);
    const dataset = await openDataset(folder, running);
    expect(dataset.fromCache).toBeGreaterThanOrEqual(kept[0] ?? 540);
    expect(dataset.fromCache + dataset.decoded).toBe(540);
    expect(essence(dataset)).toEqual(essence(await openDataset(folder, cache)));
  });
});
