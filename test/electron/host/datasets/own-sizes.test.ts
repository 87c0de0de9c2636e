// An image folder whose images keep their own sizes: pixels, cache and file, statistics, too many sizes, and a cache that fails.
// With real files and threads.
import { cpSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { getCacheEntry } from '../../../../electron/host/datasets/cache-folder.ts';
import { decodeCached } from '../../../../electron/host/datasets/decode-cached.ts';
import { releasePixelSource } from '../../../../electron/host/datasets/open-image-folder.ts';
import { readRecords } from '../../../../electron/host/datasets/pixel-reader.ts';
import { decodeBytes } from '../../../../electron/host/images/decode.ts';
import { encodeGreyPng } from '../../../../electron/host/images/png.ts';
import { type ImageSettings, type OpenedDataset, recordPath, sizeOfRecord } from '../../../../engine/datasets/image-folder.ts';
import { createFolder, open, openDataset } from './image-folders.ts';

const settings: ImageSettings = {
  height: 6,
  width: 5,
  channels: 1,
  fit: 'contain',
  background: [0, 0, 0],
  sizes: { step: 4, largest: 18 },
};

function writeImage(path: string, height: number, width: number, seed: number): void {
  mkdirSync(dirname(path), { recursive: true });
  const pixels = Uint8Array.from({ length: height * width }, (_, index) => (seed * 37 + index * 11) % 256);
  writeFileSync(path, encodeGreyPng(pixels, width, height));
}

/** Two classes; image i is 6 + 4·(i mod 3) high and 5 + 4·(i mod 2) wide: sizes that stay as they are. */
function writeFolder(count = 12): string {
  const folder = createFolder();
  for (let image = 0; image < count; image++) {
    for (const [label, name] of ['a', 'b'].entries())
      writeImage(
        join(folder, name, `${String(image).padStart(2, '0')}.png`),
        6 + 4 * (image % 3),
        5 + 4 * (image % 2),
        image + 100 * label,
      );
  }
  return folder;
}

/** By path: height, width and pixels. */
function readAll(dataset: OpenedDataset): Record<string, { height: number; width: number; pixels: Uint8Array }> {
  const records = Int32Array.from(dataset.labels.keys()).filter((record) => (dataset.labels[record] ?? -1) >= 0);
  const images = readRecords(dataset.pixels, records);
  return Object.fromEntries(
    Array.from(records, (record, index) => [
      recordPath(dataset.paths, record),
      { ...sizeOfRecord(dataset, record), pixels: images[index] as Uint8Array },
    ]),
  );
}

/** What each file gives by itself. */
function decodeAll(folder: string, own = settings) {
  return Object.fromEntries(
    ['a', 'b'].flatMap((name) =>
      readdirSync(join(folder, name)).map((file) => {
        const decoded = decodeBytes(readFileSync(join(folder, name, file)), own);
        if (decoded.kind !== 'decoded') throw new Error(JSON.stringify(decoded.reason));
        return [`${name}/${file}`, { height: decoded.height, width: decoded.width, pixels: Uint8Array.from(decoded.pixels) }];
      }),
    ),
  );
}

it('gives every image in its own size, from memory and from the file, now and from the cache', async () => {
  const [folder, cache] = [writeFolder(), createFolder()];
  const first = await openDataset(folder, cache, { settings });
  expect(first.pixels.layout?.sizes).toEqual([6, 10, 14].flatMap((height) => [5, 9].map((width) => ({ height, width }))));
  const expected = decodeAll(folder);
  expect(readAll(first)).toEqual(expected);
  expect(expected['a/05.png']?.pixels).toHaveLength(14 * 9);
  const again = await openDataset(folder, cache, { settings });
  expect([again.fromCache, again.decoded]).toEqual([24, 0]);
  expect(readAll(again)).toEqual(expected);
  const onDisk = await openDataset(folder, cache, { settings, memoryBudget: 0 });
  expect(onDisk.pixels.kind).toBe('file');
  expect(readAll(onDisk)).toEqual(expected);
  await releasePixelSource(onDisk.pixels);
});

it('rounds up and shrinks what lies between, as one image alone', async () => {
  const [folder, cache] = [writeFolder(4), createFolder()];
  writeImage(join(folder, 'a', 'between.png'), 7, 8, 3);
  writeImage(join(folder, 'b', 'huge.png'), 90, 45, 4);
  writeImage(join(folder, 'b', 'tiny.png'), 2, 2, 5);
  const images = readAll(await openDataset(folder, cache, { settings }));
  expect(images).toEqual(decodeAll(folder));
  expect(images['a/between.png']).toMatchObject({ height: 10, width: 9 });
  expect(images['b/huge.png']).toMatchObject({ height: 18, width: 9 });
  expect(images['b/tiny.png']).toMatchObject({ height: 6, width: 5 });
});

it('keeps what it has when images come, change and go', async () => {
  const [folder, cache] = [writeFolder(), createFolder()];
  await openDataset(folder, cache, { settings });
  writeImage(join(folder, 'a', '03.png'), 14, 9, 77);
  writeImage(join(folder, 'a', '99.png'), 10, 5, 78);
  writeFileSync(join(folder, 'b', '01.png'), 'not an image');
  const changed = await openDataset(folder, cache, { settings });
  expect([changed.fromCache, changed.decoded, changed.skipped.length]).toEqual([22, 2, 1]);
  writeFileSync(join(folder, 'b', '01.png'), readFileSync(join(folder, 'b', '03.png')));
  expect(readAll(await openDataset(folder, cache, { settings }))).toEqual(decodeAll(folder));
});

it('decodes everything again where the file of pixels is damaged', async () => {
  const [folder, cache] = [writeFolder(), createFolder()];
  await openDataset(folder, cache, { settings });
  const entry = join(cache, readdirSync(cache)[0] ?? '');
  const file = join(entry, readdirSync(entry).find((name) => name.startsWith('pixels-')) ?? '');
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  const dataset = await openDataset(folder, cache, { settings });
  expect(dataset.decoded).toBe(24);
  expect(readAll(dataset)).toEqual(decodeAll(folder));
});

it('normalises by all pixels of the training images, however many each has', async () => {
  const dataset = await openDataset(writeFolder(), createFolder(), { settings });
  const images = readAll(dataset);
  const values = Array.from(dataset.parts.training.indices).flatMap((record) => [
    ...(images[recordPath(dataset.paths, record)]?.pixels ?? []),
  ]);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  expect(dataset.normalization.mean[0]).toBeCloseTo(mean / 255, 12);
  expect(dataset.normalization.standardDeviation[0]).toBeCloseTo(deviation / 255, 12);
});

it('shares no cache with the same folder at one size, nor with another step', async () => {
  const [folder, cache] = [writeFolder(), createFolder()];
  const { sizes: _, ...fixed } = settings;
  await openDataset(folder, cache, { settings });
  expect((await openDataset(folder, cache, { settings: fixed })).decoded).toBe(24);
  expect((await openDataset(folder, cache, { settings: { ...settings, sizes: { step: 2, largest: 18 } } })).decoded).toBe(24);
});

it('refuses more sizes than programs are made for, with a step that leaves few enough', async () => {
  const folder = createFolder();
  for (let image = 0; image < 66; image++)
    for (const name of ['a', 'b']) writeImage(join(folder, name, `${image}.png`), 6 + Math.floor(image / 9), 5 + (image % 9), image);
  const fine = { ...settings, sizes: { step: 1, largest: 30 } };
  const result = await open(folder, createFolder(), { settings: fine });
  expect(result).toMatchObject({
    kind: 'problem',
    problems: [{ id: 'too-many-sizes', values: { found: 66 }, fix: { id: 'set-input-step', values: { step: 2 } } }],
  });
  const wider = await openDataset(folder, createFolder(), { settings: { ...settings, sizes: { step: 2, largest: 30 } } });
  expect(wider.pixels.layout?.sizes.length).toBeLessThanOrEqual(64);
});

describe('a cache that fails or was left unfinished', () => {
  const perClass = 500;
  /** As above, but of any sizes that the grid has, in no order: a wrong place gives wrong pixels. */
  const createImages = () => {
    const folder = createFolder();
    for (let image = 0; image < perClass; image++) {
      for (const [label, name] of ['a', 'b'].entries()) {
        const seed = image * 7 + label * 3;
        writeImage(join(folder, name, `${String(image).padStart(3, '0')}.png`), 6 + 4 * (seed % 4), 5 + 4 * ((seed >> 2) % 4), seed);
      }
    }
    return folder;
  };
  const find = (cache: string, kind: string) => {
    const entry = join(cache, readdirSync(cache)[0] ?? '');
    return join(entry, readdirSync(entry).find((name) => name.startsWith(kind) && name.endsWith('.bin')) ?? '');
  };

  /** The cache as a kill leaves it when a part of the images was decoded. */
  async function interrupt(folder: string): Promise<{ readonly cache: string; readonly done: number }> {
    const [running, cache] = [createFolder(), createFolder()];
    let known = 0;
    await decodeCached({
      entry: getCacheEntry(running, realpathSync(folder), undefined, settings),
      ...{ folder, paths: Object.keys(decodeAll(folder)), settings, workers: 2, signal: undefined, memoryLimit: 0 },
      workerUrl: new URL('../../../../dist/decode-worker.js', import.meta.url),
      onProgress: (done) => {
        if (done < 100 || known > 0) return;
        known = done;
        cpSync(running, cache, { recursive: true });
      },
    });
    return { cache, done: known };
  }

  it('decodes into memory from the beginning, as far as that has room, and says so', async () => {
    const folder = createImages();
    const cache = join(folder, 'a', '000.png');
    const dataset = await openDataset(folder, cache, { settings, workers: 2, memoryBudget: 0 });
    expect(dataset).toMatchObject({ decoded: 2 * perClass, pixels: { kind: 'memory' }, warnings: [{ id: 'cache-left' }] });
    const expected = decodeAll(folder);
    expect(readAll(dataset)).toEqual(expected);
    const bytes = Object.values(expected).reduce((sum, { pixels }) => sum + pixels.length, 0);
    expect(await open(folder, cache, { settings, memoryLimit: bytes })).toMatchObject({ kind: 'opened' });
    expect(await open(folder, cache, { settings, memoryLimit: bytes - 1 })).toMatchObject({
      kind: 'problem',
      problems: [{ id: 'no-room-for-pixels', values: { limit: bytes - 1 } }],
    });
  });

  it('moves to memory where the cache is removed meanwhile; nothing is decoded twice', async () => {
    const [folder, cache] = [createImages(), createFolder()];
    const dataset = await openDataset(folder, cache, {
      settings,
      workers: 2,
      onProgress: ({ phase, done }) => {
        if (phase === 'decode' && done > 0) rmSync(cache, { recursive: true, force: true });
      },
    });
    expect(dataset).toMatchObject({ decoded: 2 * perClass, warnings: [{ id: 'cache-left' }] });
    expect(readAll(dataset)).toEqual(decodeAll(folder));
  });

  it('reads what is kept into memory too where only some images are new', async () => {
    const [folder, cache] = [createImages(), createFolder()];
    await openDataset(folder, cache, { settings });
    for (let image = 0; image < 300; image++) writeImage(join(folder, 'a', `new-${image}.png`), 18, 5 + 4 * (image % 3), image);
    const dataset = await openDataset(folder, cache, {
      settings,
      workers: 2,
      onProgress: ({ phase }) => {
        if (phase === 'decode') rmSync(cache, { recursive: true, force: true });
      },
    });
    expect(dataset.fromCache + dataset.decoded).toBe(2 * perClass + 300);
    expect(readAll(dataset)).toEqual(decodeAll(folder));
  });

  it('goes on with what is there', async () => {
    const folder = createImages();
    const { cache, done } = await interrupt(folder);
    const dataset = await openDataset(folder, cache, { settings });
    expect(dataset.fromCache).toBeGreaterThanOrEqual(done);
    expect(dataset.decoded).toBeGreaterThan(0);
    expect(dataset.fromCache + dataset.decoded).toBe(2 * perClass);
    expect(dataset.normalization).toEqual((await openDataset(folder, createFolder(), { settings })).normalization);
    const expected = decodeAll(folder);
    expect(readAll(dataset)).toEqual(expected);
    const again = await openDataset(folder, cache, { settings });
    expect([again.fromCache, readAll(again)]).toEqual([2 * perClass, expected]);
  });

  it.each(['parts-', 'pixels-'])('goes on with what is whole where %s is cut off', async (kind) => {
    const folder = createImages();
    const { cache } = await interrupt(folder);
    truncateSync(find(cache, kind), readFileSync(find(cache, kind)).length - 31);
    const dataset = await openDataset(folder, cache, { settings });
    expect(dataset.decoded).toBeGreaterThan(0);
    expect(dataset.fromCache).toBeGreaterThan(0);
    expect(readAll(dataset)).toEqual(decodeAll(folder));
  });
});
