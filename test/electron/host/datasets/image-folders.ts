// Small image folders for tests: grey PNG files whose pixels follow from their number, and one way to open them.
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { type OpenImageFolderOptions, openImageFolder } from '../../../../electron/host/datasets/open-image-folder.ts';
import { openPixelReader } from '../../../../electron/host/datasets/pixel-reader.ts';
import { encodeGreyPng } from '../../../../electron/host/images/png.ts';
import { type ImageSettings, type OpenedDataset, recordPath } from '../../../../engine/datasets/image-folder.ts';

export const settings: ImageSettings = { height: 6, width: 5, channels: 1, fit: 'stretch', background: [0, 0, 0] };

const created: string[] = [];
afterAll(() => {
  for (const folder of created) rmSync(folder, { recursive: true, force: true });
});

export function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'receptive-test-'));
  created.push(folder);
  return folder;
}

export function pixelsOf(seed: number): Uint8Array {
  return Uint8Array.from({ length: 30 }, (_, index) => (seed * 37 + index * 11) % 256);
}

/** A PNG of 5 × 6 pixels; time: its modification time in seconds. */
export function writeImage(path: string, seed: number, time?: number): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, encodeGreyPng(pixelsOf(seed), 5, 6));
  if (time !== undefined) utimesSync(path, time, time);
}

/** perClass images of each class; image i of class c has seed 100 c + i. */
export function writeClasses(folder: string, classes: readonly string[], perClass: number): void {
  classes.forEach((name, label) => {
    for (let index = 0; index < perClass; index++)
      writeImage(join(folder, name, `${String(index).padStart(3, '0')}.png`), label * 100 + index);
  });
}

export function open(folder: string, cacheFolder: string, options: Partial<OpenImageFolderOptions> = {}) {
  return openImageFolder({ folder, cacheFolder, settings, split: { validationShare: 0.25, seed: 3 }, workers: 1, ...options });
}

export async function openDataset(
  folder: string,
  cacheFolder: string,
  options: Partial<OpenImageFolderOptions> = {},
): Promise<OpenedDataset> {
  const result = await open(folder, cacheFolder, options);
  if (result.kind !== 'opened') throw new Error(JSON.stringify(result));
  return result.dataset;
}

/** The pixels of every image by path. */
export function readAll(dataset: OpenedDataset): Record<string, Uint8Array> {
  const reader = openPixelReader(dataset.pixels);
  const all: Record<string, Uint8Array> = {};
  try {
    const { training, validation, test } = dataset.parts;
    [training, validation, test]
      .flatMap((part) => [...(part?.indices ?? [])])
      .forEach((record) => {
        const target = new Uint8Array(dataset.pixels.imageBytes);
        reader.read(record, target);
        all[recordPath(dataset.paths, record)] = target;
      });
  } finally {
    reader.close();
  }
  return all;
}

/** What training depends on: everything but where the pixels came from and how long it took. */
export function essence(dataset: OpenedDataset) {
  const { classes, parts, labels, paths, skipped, ignored, normalization, warnings } = dataset;
  return { classes, parts, labels, paths, skipped, ignored, normalization, warnings, pixels: readAll(dataset) };
}
