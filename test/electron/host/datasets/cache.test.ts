// The cache between runs: what is used again, what is decoded again, and what damage or another process may do to it.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeCacheIndex } from '../../../../electron/host/datasets/cache-index.ts';
import { releasePixelSource } from '../../../../electron/host/datasets/open-image-folder.ts';
import { createFolder, essence, openDataset, pixelsOf, readAll, settings, writeClasses, writeImage } from './image-folders.ts';

function prepare(perClass = 20) {
  const folder = createFolder();
  const cache = createFolder();
  writeClasses(folder, ['cat', 'dog'], perClass);
  return { folder, cache };
}

const entryOf = (cache: string) => join(cache, readdirSync(cache)[0] ?? '');
const pixelFileOf = (cache: string) =>
  join(entryOf(cache), readdirSync(entryOf(cache)).find((name) => name.endsWith('.bin') && name !== 'index.bin') ?? '');

describe('the cache', () => {
  it('spares all decoding where nothing changed, and gives the same', async () => {
    const { folder, cache } = prepare();
    const first = await openDataset(folder, cache);
    const index = statSync(join(entryOf(cache), 'index.bin')).ino;
    const second = await openDataset(folder, cache);
    expect([first.decoded, second.decoded, second.fromCache]).toEqual([40, 0, 40]);
    expect(essence(second)).toEqual(essence(first));
    expect(statSync(join(entryOf(cache), 'index.bin')).ino).toBe(index);
    expect(readdirSync(entryOf(cache)).length).toBe(2);
  });

  it('decodes only what changed, was added or was broken, and forgets what is gone', async () => {
    const { folder, cache } = prepare();
    writeFileSync(join(folder, 'dog', 'broken.png'), 'text');
    const first = await openDataset(folder, cache);
    writeImage(join(folder, 'cat', '005.png'), 77, 1_000_000);
    writeImage(join(folder, 'ant', '0.png'), 55);
    writeImage(join(folder, 'dog', 'broken.png'), 66);
    rmSync(join(folder, 'cat', '010.png'));
    const second = await openDataset(folder, cache);
    expect([first.decoded, second.decoded, second.fromCache]).toEqual([40, 3, 38]);
    const pixels = readAll(second);
    expect(Object.keys(pixels)).toHaveLength(41);
    expect(pixels['cat/005.png']).toEqual(pixelsOf(77));
    expect(pixels['ant/0.png']).toEqual(pixelsOf(55));
    expect(pixels['dog/broken.png']).toEqual(pixelsOf(66));
    expect(pixels['cat/011.png']).toEqual(pixelsOf(11));
    expect(pixels['dog/019.png']).toEqual(pixelsOf(119));
    expect(essence(second)).toEqual(essence(await openDataset(folder, createFolder())));
    expect(readdirSync(entryOf(cache)).length).toBe(2);
  });

  it('notices a change of size or of time alone', async () => {
    const { folder, cache } = prepare();
    await openDataset(folder, cache);
    const path = join(folder, 'cat', '003.png');
    const { atime, mtime } = statSync(path);
    appendFileSync(path, 'x');
    utimesSync(path, atime, mtime);
    utimesSync(join(folder, 'cat', '004.png'), 1_000_000, 1_000_000);
    expect((await openDataset(folder, cache)).decoded).toBe(2);
  });

  it('keeps other settings apart', async () => {
    const { folder, cache } = prepare();
    await openDataset(folder, cache);
    for (const change of [
      { height: 7 },
      { channels: 3 as const },
      { fit: 'cover' as const },
      { background: [1, 2, 3] as [number, number, number] },
    ]) {
      expect((await openDataset(folder, cache, { settings: { ...settings, ...change } })).decoded).toBe(40);
    }
    expect((await openDataset(folder, cache, { split: { seed: 9, validationShare: 0.5 } })).decoded).toBe(0);
  });

  const damages: Record<string, (cache: string) => void> = {
    'the index is cut off': (cache) => truncateSync(join(entryOf(cache), 'index.bin'), 300),
    'the index is empty': (cache) => writeFileSync(join(entryOf(cache), 'index.bin'), ''),
    'one byte of the index changed': (cache) => flip(join(entryOf(cache), 'index.bin'), 500),
    'the pixel file is gone': (cache) => rmSync(pixelFileOf(cache)),
    'the pixel file is cut off': (cache) => truncateSync(pixelFileOf(cache), 100),
    'one byte of the pixel file changed': (cache) => flip(pixelFileOf(cache), 45),
    'both files are gone': (cache) => {
      rmSync(join(entryOf(cache), 'index.bin'));
      rmSync(pixelFileOf(cache));
    },
  };
  it.each(Object.entries(damages))('is rebuilt silently where %s', async (_, damage) => {
    const { folder, cache } = prepare();
    const first = await openDataset(folder, cache);
    damage(cache);
    const second = await openDataset(folder, cache);
    expect(second.decoded).toBe(40);
    expect(essence(second)).toEqual(essence(first));
    expect((await openDataset(folder, cache)).fromCache).toBe(40);
    expect(readdirSync(entryOf(cache)).length).toBe(2);
  });

  it('survives two openings of the same folder at once', async () => {
    const { folder, cache } = prepare(60);
    const datasets = await Promise.all([
      openDataset(folder, cache),
      openDataset(folder, cache, { memoryBudget: 0 }),
      openDataset(folder, cache),
    ]);
    const [first] = datasets.map(essence);
    for (const dataset of datasets) expect(essence(dataset)).toEqual(first);
    expect(essence(await openDataset(folder, cache))).toEqual(first);
  });

  it('leaves the pixel file of an open dataset alone until it is released', async () => {
    const { folder, cache } = prepare();
    const streamed = await openDataset(folder, cache, { memoryBudget: 0 });
    const before = essence(streamed);
    writeImage(join(folder, 'cat', 'new.png'), 9);
    await openDataset(folder, cache);
    expect(essence(streamed)).toEqual(before);
    await releasePixelSource(streamed.pixels);
    rmSync(join(folder, 'cat', 'new.png'));
    await openDataset(folder, cache);
    if (streamed.pixels.kind === 'file') expect(existsSync(streamed.pixels.path)).toBe(false);
    expect(readdirSync(entryOf(cache)).length).toBe(2);
  });

  it('sweeps what a killed process left', async () => {
    const { folder, cache } = prepare();
    await openDataset(folder, cache);
    const entry = entryOf(cache);
    for (const name of [
      'pixels-0123456789abcdef.bin',
      'pixels-0123456789abcdef.bin.999999999.lease',
      'index.bin.999999999.0123abcd.temporary',
    ])
      writeFileSync(join(entry, name), '');
    expect((await openDataset(folder, cache)).fromCache).toBe(40);
    expect(readdirSync(entry).length).toBe(2);
  });

  it('drops the entries used longest ago beyond its limit, never the one in use', async () => {
    const folders = [prepare(5).folder, prepare(5).folder, prepare(5).folder];
    const cache = createFolder();
    mkdirSync(join(cache, 'not-ours'));
    const [oldest = '', middle = '', newest = ''] = folders;
    const index = (entry: string) => decodeCacheIndex(readFileSync(join(cache, entry, 'index.bin')));
    await openDataset(oldest, cache);
    const [first = ''] = readdirSync(cache).filter((name) => name !== 'not-ours');
    utimesSync(join(cache, first, 'index.bin'), 1, 1);
    await openDataset(middle, cache);
    const size = statSync(join(cache, first, 'index.bin')).size + 300;
    await openDataset(newest, cache, { cacheLimit: size * 2 + 50 });
    expect(existsSync(join(cache, first))).toBe(false);
    expect(readdirSync(cache)).toHaveLength(3);
    await openDataset(oldest, cache, { cacheLimit: 1 });
    const left = readdirSync(cache).filter((name) => name !== 'not-ours');
    expect(left).toEqual([first]);
    expect(index(first)?.paths.length).toBe(10);
  });
});

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  writeFileSync(path, bytes);
}
