// Opening folders: layouts, broken files, folders that can't be used, cancelling, crashes.

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, renameSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { scanImageFolder } from '../../../../electron/host/datasets/scan-image-folder.ts';
import { datasetSummarySchema, summarizeDataset } from '../../../../engine/datasets/image-folder.ts';
import { inEnglish } from '../../../helpers/in-english.ts';
import { createFolder, essence, open, openDataset, pixelsOf, readAll, writeClasses, writeImage } from './image-folders.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../images/fixtures/images/${name}`, import.meta.url));

describe('opening an image folder', () => {
  it('gives every image its pixels, label and part', async () => {
    const folder = createFolder();
    writeClasses(folder, ['cat', 'dog', 'fox'], 8);
    const dataset = await openDataset(folder, createFolder());
    expect(dataset.classes).toEqual(['cat', 'dog', 'fox']);
    expect(dataset.parts.training).toMatchObject({ count: 18, perClass: [6, 6, 6] });
    expect(dataset.parts.validation).toMatchObject({ count: 6, perClass: [2, 2, 2] });
    expect(dataset).toMatchObject({ decoded: 24, fromCache: 0, skipped: [], warnings: [], pixels: { kind: 'memory', imageBytes: 30 } });
    const pixels = readAll(dataset);
    expect(pixels['cat/000.png']).toEqual(pixelsOf(0));
    expect(pixels['dog/007.png']).toEqual(pixelsOf(107));
    expect(pixels['fox/003.png']).toEqual(pixelsOf(203));
    const summary = summarizeDataset(dataset);
    expect(datasetSummarySchema.parse(structuredClone(summary))).toEqual(summary);
  });

  it('gives the same whatever the number of workers and however the pixels are kept', async () => {
    const folder = createFolder();
    writeClasses(folder, ['cat', 'dog'], 60);
    writeFileSync(join(folder, 'cat', '010.png'), 'text');
    const one = await openDataset(folder, createFolder(), { workers: 1 });
    const three = await openDataset(folder, createFolder(), { workers: 3 });
    const streamed = await openDataset(folder, createFolder(), { workers: 2, memoryBudget: 100 });
    expect(streamed.pixels.kind).toBe('file');
    expect(essence(three)).toEqual(essence(one));
    expect(essence(streamed)).toEqual(essence(one));
  });

  it('uses train, validation and test folders, and a separate test folder in place of the last', async () => {
    const folder = createFolder();
    const other = createFolder();
    writeClasses(join(folder, 'train'), ['cat', 'dog'], 5);
    writeClasses(join(folder, 'validation'), ['cat', 'dog'], 2);
    writeClasses(join(folder, 'test'), ['cat', 'dog'], 3);
    writeClasses(other, ['cat', 'dog'], 1);
    const cache = createFolder();
    const dataset = await openDataset(folder, cache);
    expect(dataset.parts).toMatchObject({ training: { count: 10 }, validation: { count: 4 }, test: { count: 6, perClass: [3, 3] } });
    const separate = await openDataset(folder, cache, { testFolder: other });
    expect(separate.parts).toMatchObject({ training: { count: 10 }, validation: { count: 4 }, test: { count: 2 } });
    expect(Object.keys(readAll(separate)).filter((path) => path.startsWith('../'))).toHaveLength(2);
  });
});

describe('files that are not images', () => {
  it('are listed with their reasons and stop nothing', async () => {
    const folder = createFolder();
    writeClasses(folder, ['cat', 'dog'], 6);
    const place = (name: string) => join(folder, 'cat', name);
    writeFileSync(place('zero.png'), '');
    writeFileSync(place('text.png'), 'this is not a picture at all');
    copyFileSync(fixture('rgb.jpg'), place('cut.jpg'));
    truncateSync(place('cut.jpg'), 300);
    copyFileSync(fixture('noise.png'), place('cut.png'));
    truncateSync(place('cut.png'), 9000);
    copyFileSync(fixture('bomb.png'), place('bomb.png'));
    mkdirSync(place('folder.png'));
    symlinkSync(place('nothing'), place('dangling.png'));
    symlinkSync(place('self.png'), place('self.png'));
    execFileSync('mkfifo', [place('pipe.png')]);
    writeFileSync(place('new.heic'), 'x');
    writeFileSync(place('large.png'), '');
    truncateSync(place('large.png'), 300e6);
    writeFileSync(place('README.txt'), 'x');
    writeFileSync(join(folder, '.DS_Store'), 'x');
    copyFileSync(fixture('rgb.jpg'), place('jpeg-called.png'));
    const dataset = await openDataset(folder, createFolder());
    expect(Object.fromEntries(dataset.skipped.map(({ path, id }) => [path.slice(4), id]))).toEqual({
      'bomb.png': 'too-many-pixels',
      'cut.jpg': 'damaged',
      'cut.png': 'damaged',
      'dangling.png': 'missing',
      'folder.png': 'not-a-file',
      'large.png': 'file-too-large',
      'new.heic': 'unsupported-format',
      'pipe.png': 'not-a-file',
      'self.png': 'missing',
      'text.png': 'not-an-image',
      'zero.png': 'empty',
    });
    expect(dataset.ignored).toBe(2);
    expect(dataset.parts.training.count + dataset.parts.validation.count).toBe(13);
    expect(dataset.skipped.map((file) => file.path)).toEqual(dataset.skipped.map((file) => file.path).sort());
  });

  it('are found and named where they kill the worker, and the others are still decoded', async () => {
    const folder = createFolder();
    writeClasses(folder, ['cat', 'dog'], 50);
    writeImage(join(folder, 'cat', '020-crash.png'), 1);
    writeImage(join(folder, 'dog', '030-crash.png'), 1);
    writeImage(join(folder, 'dog', '010-throw.png'), 1);
    const dataset = await openDataset(folder, createFolder(), {
      workers: 2,
      workerUrl: new URL('../images/fixtures/crashing-worker.mjs', import.meta.url),
    });
    expect(dataset.skipped.map(({ path, id }) => [path, id])).toEqual([
      ['cat/020-crash.png', 'decoder-crashed'],
      ['dog/010-throw.png', 'decoder-crashed'],
      ['dog/030-crash.png', 'decoder-crashed'],
    ]);
    expect(dataset.skipped[1]?.reason.values['why']).toContain('out of its mind');
    expect(dataset.decoded).toBe(100);
  });

  it('leave out a class that has nothing else, with a warning, or everything, with their reasons', async () => {
    const folder = createFolder();
    writeClasses(folder, ['cat', 'dog'], 4);
    mkdirSync(join(folder, 'ant'));
    writeFileSync(join(folder, 'ant', '1.png'), 'text');
    const dataset = await openDataset(folder, createFolder());
    expect(dataset).toMatchObject({ classes: ['cat', 'dog'], warnings: [{ id: 'class-without-readable-images' }] });
    const broken = createFolder();
    for (const name of ['a', 'b']) {
      mkdirSync(join(broken, name));
      writeFileSync(join(broken, name, '1.png'), 'text');
    }
    expect(await open(broken, createFolder())).toMatchObject({
      kind: 'problem',
      problems: [{ id: 'no-readable-images' }],
      skipped: [{}, {}],
    });
  });
});

describe('a folder that cannot be used', () => {
  it('is a problem that says what was expected, found and to be done', async () => {
    const folder = createFolder();
    const cache = createFolder();
    const idOf = async (path: string) => {
      const result = await open(path, cache);
      if (result.kind !== 'problem') throw new Error(result.kind);
      for (const { expected = '', received = '', fix } of result.problems.map(inEnglish))
        expect(Math.min(expected.length, received.length, fix?.label.length ?? 0)).toBeGreaterThan(4);
      return result.problems[0]?.id;
    };
    expect(await idOf(join(folder, 'gone'))).toBe('folder-missing');
    writeFileSync(join(folder, 'file'), '');
    expect(await idOf(join(folder, 'file'))).toBe('not-a-folder');
    expect(await idOf(folder)).toBe('no-images');
    writeFileSync(join(folder, 'notes.txt'), 'text');
    mkdirSync(join(folder, 'empty'));
    expect(await idOf(folder)).toBe('no-images');
    writeImage(join(folder, '1.png'), 1);
    expect(
      await open(folder, cache, { settings: { height: 0, width: 5, channels: 1, fit: 'cover', background: [0, 0, 0] } }),
    ).toMatchObject({ problems: [{ id: 'settings-invalid' }] });
    expect(readdirSync(cache)).toEqual([]);
  });
});

describe('a folder without classes', () => {
  const writeImages = (folder: string, count: number, first = 0): void => {
    for (let index = first; index < first + count; index++) writeImage(join(folder, `${String(index).padStart(3, '0')}.png`), index);
  };

  it('gives every image its pixels and part, and no label; what can’t be read is left out', async () => {
    const folder = createFolder();
    writeImages(folder, 40);
    writeFileSync(join(folder, '010.png'), 'text');
    writeFileSync(join(folder, 'notes.txt'), 'text');
    const dataset = await openDataset(folder, createFolder());
    expect(dataset).toMatchObject({ classes: [], decoded: 39, ignored: 1, skipped: [{ path: '010.png' }], warnings: [] });
    expect(dataset.parts).toMatchObject({ training: { count: 29, perClass: [] }, validation: { count: 10, perClass: [] } });
    expect(new Set(dataset.labels)).toEqual(new Set([-1]));
    expect(dataset.originals).toMatchObject({ sizes: [{ height: 6, width: 5, images: 39 }] });
    const pixels = readAll(dataset);
    expect(Object.keys(pixels)).toHaveLength(39);
    expect(pixels['039.png']).toEqual(pixelsOf(39));
    const summary = summarizeDataset(dataset);
    expect(summary).toMatchObject(datasetSummarySchema.parse(structuredClone(summary)));
    const other = await openDataset(folder, createFolder(), { split: { validationShare: 0.25, seed: 4 }, workers: 2, memoryBudget: 100 });
    expect(other.parts.validation.indices).not.toEqual(dataset.parts.validation.indices);
    expect(readAll(other)).toEqual(pixels);
  });

  it('is divided by parts that hold images directly, and tested on a separate folder however that is arranged', async () => {
    const folder = createFolder();
    const other = createFolder();
    for (const [part, count] of Object.entries({ train: 6, validation: 3, test: 2 })) writeImages(join(folder, part), count);
    writeClasses(other, ['cat', 'dog'], 2);
    const cache = createFolder();
    const counts = ({ parts }: Awaited<ReturnType<typeof openDataset>>) => [
      parts.training.count,
      parts.validation.count,
      parts.test?.count,
    ];
    expect(counts(await openDataset(folder, cache))).toEqual([6, 3, 2]);
    expect(counts(await openDataset(folder, cache, { testFolder: other }))).toEqual([6, 3, 4]);
  });

  it('opens with one class where only one is left that can be read, and is a problem where nothing can', async () => {
    const folder = createFolder();
    writeClasses(folder, ['cat'], 4);
    mkdirSync(join(folder, 'dog'));
    writeFileSync(join(folder, 'dog', '1.png'), 'text');
    expect(await openDataset(folder, createFolder())).toMatchObject({
      classes: ['cat'],
      warnings: [{ id: 'class-without-readable-images' }],
    });
    const broken = createFolder();
    writeFileSync(join(broken, '1.png'), 'text');
    expect(await open(broken, createFolder())).toMatchObject({ kind: 'problem', problems: [{ id: 'no-readable-images' }], skipped: [{}] });
  });

  it('shares its cache with the time when it had classes: labels come from the folders, pixels from what lies where it lay', async () => {
    const folder = createFolder();
    const cache = createFolder();
    writeClasses(folder, ['cat', 'dog'], 6);
    writeImage(join(folder, 'loose.png'), 77);
    expect(await openDataset(folder, cache)).toMatchObject({ classes: ['cat', 'dog'], decoded: 12 });
    renameSync(join(folder, 'dog'), join(createFolder(), 'dog'));
    expect(await openDataset(folder, cache)).toMatchObject({ classes: ['cat'], decoded: 0, fromCache: 6 });
    for (const name of readdirSync(join(folder, 'cat'))) renameSync(join(folder, 'cat', name), join(folder, name));
    const flat = await openDataset(folder, cache);
    expect(flat).toMatchObject({ classes: [], decoded: 7, fromCache: 0 });
    expect(readAll(flat)).toMatchObject({ '003.png': pixelsOf(3), 'loose.png': pixelsOf(77) });
    const again = await openDataset(folder, cache);
    expect(again).toMatchObject({ decoded: 0, fromCache: 7 });
    expect(essence(again)).toEqual(essence(flat));
    mkdirSync(join(folder, 'dog'));
    renameSync(join(folder, '000.png'), join(folder, 'cat', '000.png'));
    renameSync(join(folder, '001.png'), join(folder, 'dog', '000.png'));
    const named = await openDataset(folder, cache);
    expect(named).toMatchObject({ classes: ['cat', 'dog'], decoded: 2, warnings: [{ id: 'images-outside-classes' }] });
    expect([...named.labels]).toEqual([0, 1]);
  });
});

describe('symbolic links', () => {
  it('are followed to files and folders, and loops end', async () => {
    const folder = createFolder();
    const elsewhere = createFolder();
    writeClasses(folder, ['cat'], 4);
    writeClasses(elsewhere, ['dog'], 4);
    symlinkSync(join(elsewhere, 'dog'), join(folder, 'dog'));
    symlinkSync(join(folder, 'cat', '000.png'), join(folder, 'cat', 'link.png'));
    symlinkSync(folder, join(folder, 'cat', 'loop'));
    symlinkSync(join(folder, 'cat'), join(folder, 'cat', 'again'));
    symlinkSync(join(folder, 'loop-b'), join(folder, 'loop-a'));
    symlinkSync(join(folder, 'loop-a'), join(folder, 'loop-b'));
    const dataset = await openDataset(folder, createFolder());
    expect(dataset.classes).toEqual(['cat', 'dog']);
    expect(dataset.parts.training.count + dataset.parts.validation.count).toBe(9);
  });

  it('that lead above the opened folder bring nothing of what lies beside it', async () => {
    const above = createFolder();
    const folder = join(above, 'opened');
    writeClasses(folder, ['cat', 'dog'], 4);
    writeClasses(above, ['beside'], 3);
    symlinkSync('../..', join(folder, 'cat', 'up'));
    const dataset = await openDataset(folder, createFolder());
    expect(dataset.parts.training.count + dataset.parts.validation.count).toBe(8);
  });
});

describe.skipIf(process.platform !== 'linux')('names that are no UTF-8', () => {
  it('are said, files and folders, and stop nothing', async () => {
    const folder = createFolder();
    writeClasses(folder, ['cat', 'dog'], 4);
    const latin = (text: string) => Buffer.from(text, 'latin1');
    copyFileSync(join(folder, 'cat', '000.png'), latin(join(folder, 'cat', 'caf\u00e9.png')));
    mkdirSync(latin(join(folder, 'pur\u00e9e')));
    const dataset = await openDataset(folder, createFolder());
    expect(dataset.skipped).toMatchObject([{ path: 'cat/caf\ufffd.png', id: 'unreadable', reason: { id: 'skipped-name' } }]);
    expect(dataset.warnings).toMatchObject([{ id: 'folder-unreadable', severity: 'warning', values: { why: { id: 'name-not-utf8' } } }]);
    expect(dataset.parts.training.count + dataset.parts.validation.count).toBe(8);
  });
});

describe('progress and cancelling', () => {
  it('reports the scan, then rising counts to the end, at most 30 a second', async () => {
    const folder = createFolder();
    writeClasses(folder, ['cat', 'dog'], 400);
    const seen: { phase: string; done: number; total: number }[] = [];
    const start = performance.now();
    await openDataset(folder, createFolder(), { onProgress: (progress) => seen.push(progress) });
    const seconds = (performance.now() - start) / 1000;
    expect(seen.length).toBeLessThanOrEqual(30 * seconds + 5);
    expect(seen[0]?.phase).toBe('scan');
    expect(seen.at(-1)).toMatchObject({ phase: 'decode', done: 800, total: 800 });
    const done = seen.filter((progress) => progress.phase === 'decode').map((progress) => progress.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
  });

  it('cancels a scan', async () => {
    const folder = createFolder();
    writeClasses(folder, ['cat', 'dog'], 1);
    const controller = new AbortController();
    controller.abort();
    expect(await scanImageFolder(folder, controller.signal)).toEqual({ kind: 'cancelled' });
    expect(await scanImageFolder(folder)).toMatchObject({
      kind: 'scanned',
      scan: { classes: ['cat', 'dog'], paths: ['cat/000.png', 'dog/000.png'] },
    });
  });
});
