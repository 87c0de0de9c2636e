// Images outside any dataset are decoded by worker threads, in their order, whatever happens to the threads.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { decodeImages } from '../../../../electron/host/images/decode-image.ts';
import { encodeGreyPng } from '../../../../electron/host/images/png.ts';

const folder = mkdtempSync(join(tmpdir(), 'receptive-decode-image-'));
const settings = { height: 2, width: 3, channels: 1, fit: 'stretch', background: [0, 0, 0] } as const;
const workerUrl = new URL('../../../../dist/decode-worker.js', import.meta.url);
afterAll(() => rmSync(folder, { recursive: true }));

function writeGrey(name: string, value: number): string {
  const path = join(folder, name);
  writeFileSync(path, encodeGreyPng(new Uint8Array(6).fill(value), 3, 2));
  return path;
}

test('images come in the order of their paths, and one that can’t be read is a problem in its place', async () => {
  const paths = Array.from({ length: 40 }, (_, index) => writeGrey(`${index}.png`, index));
  const unreadable = join(folder, 'text.png');
  writeFileSync(unreadable, 'text');
  const images = await decodeImages(
    [...paths, unreadable, paths[3] ?? ''],
    { ...settings, background: [0, 0, 0] },
    { workers: 3, workerUrl },
  );
  const expected = [...paths.keys()].map((value) => ({ kind: 'decoded', height: 2, width: 3, pixels: new Uint8Array(6).fill(value) }));
  expect(images.slice(0, 40)).toEqual(expected);
  expect(images[40]).toMatchObject({ kind: 'problem', problem: { id: 'image-unreadable', path: unreadable } });
  expect(images[41]).toEqual(expected[3]);
});

test('an image that kills its decoder is a problem, and the others are decoded', async () => {
  const paths = [writeGrey('a.png', 1), writeGrey('crash.png', 2), writeGrey('b.png', 3)];
  const crashing = new URL('fixtures/crashing-worker.mjs', import.meta.url);
  const images = await decodeImages(paths, { ...settings, background: [0, 0, 0] }, { workerUrl: crashing });
  expect(images.map(({ kind }) => kind)).toEqual(['decoded', 'problem', 'decoded']);
  expect(images[1]).toMatchObject({ problem: { id: 'image-unreadable', values: { why: { id: 'skipped-crash' } } } });
});
