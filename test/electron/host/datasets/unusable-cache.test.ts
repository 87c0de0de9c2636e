// A cache that can't be used stops nothing: there is a warning, the pixels are the same, and what was written is not lost.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import type { OpenedDataset } from '../../../../engine/datasets/image-folder.ts';
import { inEnglish } from '../../../helpers/in-english.ts';
import { writeTinyImages, writeTinyNetwork } from '../../cli/tiny-images.ts';
import { createFolder, essence, open, openDataset, writeClasses, writeImage } from './image-folders.ts';

vi.mock('../../../../electron/host/datasets/progress.ts', () => import('./every-report.ts'));

const commandLine = fileURLToPath(new URL('../../../../dist/cli.js', import.meta.url));

/** All but the warnings, which are to differ. */
function pixelsAndParts(dataset: OpenedDataset) {
  return { ...essence(dataset), warnings: [] };
}

function createImages(perClass: number): string {
  const folder = createFolder();
  writeClasses(folder, ['cat', 'dog'], perClass);
  return folder;
}

function createFile(): string {
  const file = join(createFolder(), 'file');
  writeFileSync(file, '');
  return file;
}

describe('a cache that cannot be made', () => {
  it.each([
    ['is a file', createFile],
    ['lies below a file', () => join(createFile(), 'cache')],
    ['lies where nothing can be made', () => '/proc/receptive/images'],
  ])('because it %s, is a warning, and the pixels are in memory', async (_, createCache) => {
    const folder = createImages(30);
    writeFileSync(join(folder, 'cat', '007.png'), 'text');
    const cache = createCache();
    const dataset = await openDataset(folder, cache, { workers: 2, memoryBudget: 0 });
    expect(dataset).toMatchObject({ decoded: 59, pixels: { kind: 'memory' }, warnings: [{ id: 'cache-left', path: cache }] });
    const [warning] = dataset.warnings.map(inEnglish);
    for (const text of [warning?.expected, warning?.received, warning?.fix?.label]) expect(text?.length).toBeGreaterThan(20);
    expect(pixelsAndParts(dataset)).toEqual(pixelsAndParts(await openDataset(folder, createFolder())));
  });

  it('is a refusal in bytes where memory has no room either', async () => {
    const result = await open(createImages(30), createFile(), { memoryLimit: 1799 });
    if (result.kind !== 'problem') throw new Error(result.kind);
    expect(result.problems).toMatchObject([{ id: 'no-room-for-pixels', values: { limit: 1799, bytes: 1800 } }]);
    expect(await open(createImages(30), createFile(), { memoryLimit: 1800 })).toMatchObject({ kind: 'opened' });
  });
});

describe('a cache that fails while images are decoded', () => {
  const perClass = 200;

  it('because it was removed, is a warning; nothing is decoded twice', async () => {
    const folder = createImages(perClass);
    const cache = createFolder();
    const seen: number[] = [];
    const dataset = await openDataset(folder, cache, {
      onProgress: ({ phase, done }) => {
        if (phase !== 'decode') return;
        seen.push(done);
        if (done > 0) rmSync(cache, { recursive: true, force: true });
      },
    });
    expect(dataset).toMatchObject({ decoded: 2 * perClass, warnings: [{ id: 'cache-left' }] });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(pixelsAndParts(dataset)).toEqual(pixelsAndParts(await openDataset(folder, createFolder())));
  });

  it('is read to the end where only some files are new', async () => {
    const folder = createImages(perClass);
    const cache = createFolder();
    await openDataset(folder, cache);
    for (let index = 0; index < 300; index++) writeImage(join(folder, 'fox', `${index}.png`), index);
    const dataset = await openDataset(folder, cache, {
      onProgress: ({ phase }) => {
        if (phase === 'decode') rmSync(cache, { recursive: true, force: true });
      },
    });
    expect(dataset.fromCache + dataset.decoded).toBe(2 * perClass + 300);
    expect(pixelsAndParts(dataset)).toEqual(pixelsAndParts(await openDataset(folder, createFolder())));
  });

  it.skipIf(process.platform === 'win32')('because nothing more may be written, is a warning of the command line, which trains', () => {
    const folder = createFolder();
    writeTinyImages(join(folder, 'images'), 400);
    writeTinyNetwork(join(folder, 'network.json'), 3, 1);
    const train = `"$0" "$1" train network.json --data images --out model.json --json`;
    const run = (script: string) =>
      spawnSync('bash', ['-c', script, process.execPath, commandLine], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') },
      });
    // 64 KiB a file: 170 KiB of pixels don't fit, the model does
    const finished = run(`ulimit -f 64; ${train}`);
    expect(finished.stderr.match(/cache-left/g)).toHaveLength(1);
    expect(finished.stderr).toMatch(/warning cache-left .*no more bytes allowed.*decoded into memory.*XDG_CACHE_HOME/);
    expect(finished.status).toBe(0);
    expect(existsSync(join(folder, 'model.json'))).toBe(true);
    const [entry = ''] = readdirSync(join(folder, 'cache', 'receptive', 'images'));
    expect(readdirSync(join(folder, 'cache', 'receptive', 'images', entry))).toEqual([]);
    const weightsOf = () => JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')).weights;
    const weights = weightsOf();
    expect(run(train)).toMatchObject({ status: 0, stderr: expect.not.stringContaining('cache-left') });
    expect(weightsOf()).toEqual(weights);
  });
});
