// The sample images written out as one folder of PNG files a class, from the sheets in assets/samples. A new folder
// appears whole or not at all; in one that is there already only missing files are added, each at once. So it can be
// called on every start, by two processes too, and never touches a person's own files.

import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setImmediate as giveWay } from 'node:timers/promises';
import { z } from 'zod';
import { type MessageValue, messagesOf } from '../../../engine/base/messages.ts';
import type { DatasetProblem, ImageSettings, SkippedFile } from '../../../engine/datasets/image-folder.ts';
import { problemAt } from '../../../engine/datasets/problems.ts';
import { words } from '../../../engine/words/host.ts';
import { replaceFile } from '../files/atomic-write.ts';
import { makeFolder } from '../files/folders.ts';
import { assetsFolder } from '../files/paths.ts';
import { describeSystemError, isSystemError } from '../files/system-errors.ts';
import { decodeBytes } from '../images/decode.ts';
import { encodeGreyPng } from '../images/png.ts';

const { problem, fix, phrase } = messagesOf(words);

export interface SampleImagesOptions {
  /** The folder of the sheets and samples.json; the product's own where not given. */
  readonly assets?: string;
  readonly onProgress?: (done: number, total: number) => void;
}

export type WriteSamplesResult =
  | { readonly kind: 'written'; readonly folder: string /** 0 where everything was there. */; readonly files: number }
  | { readonly kind: 'problem'; readonly problems: readonly DatasetProblem[]; readonly skipped: readonly SkippedFile[] };

const fileName = z.string().regex(/^[a-z0-9-]+\.png$/);
const manifestSchema = z.object({
  version: z.literal(1),
  side: z.int().min(1).max(256),
  columns: z.int().min(1).max(100),
  classes: z.array(z.object({ name: z.string().regex(/^[a-z0-9-]+$/), sheet: fileName, files: z.array(fileName).min(1) })).min(2),
});
type Manifest = z.infer<typeof manifestSchema>;

/** Writes what is missing of the sample images into the folder target. */
export async function writeSampleImages(target: string, options: SampleImagesOptions = {}): Promise<WriteSamplesResult> {
  const folder = resolve(target);
  const assets = options.assets ?? join(assetsFolder, 'samples');
  const manifest = readManifest(assets);
  if ('id' in manifest) return { kind: 'problem', problems: [manifest], skipped: [] };
  const temporary = `${folder}.${randomBytes(6).toString('hex')}.temporary`;
  try {
    const isNew = (await countEntries(folder)) === 0;
    const files = await writeMissing(assets, manifest, isNew ? temporary : folder, options.onProgress);
    if (typeof files !== 'number') return { kind: 'problem', problems: [files], skipped: [] };
    if (!isNew || moveFolder(temporary, folder)) return { kind: 'written', folder, files };
    // Another process was quicker, or the folder is no longer empty.
    const added = await writeMissing(assets, manifest, folder, options.onProgress);
    return typeof added === 'number' ? { kind: 'written', folder, files: added } : { kind: 'problem', problems: [added], skipped: [] };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { kind: 'problem', problems: [unwritable(folder, describeSystemError(error))], skipped: [] };
  } finally {
    removeFolder(temporary);
  }
}

/** Where even that can't be done, nothing was written. */
function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

function readManifest(assets: string): Manifest | DatasetProblem {
  const path = join(assets, 'samples.json');
  try {
    const parsed = manifestSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : damagedAssets(path, phrase('another-content'));
  } catch (error) {
    return damagedAssets(path, describeSystemError(error));
  }
}

async function countEntries(folder: string): Promise<number> {
  return existsSync(folder) ? (await readdir(folder)).length : 0;
}

async function writeMissing(
  assets: string,
  manifest: Manifest,
  folder: string,
  onProgress: SampleImagesOptions['onProgress'],
): Promise<number | DatasetProblem> {
  const total = manifest.classes.reduce((sum, { files }) => sum + files.length, 0);
  let done = 0;
  let written = 0;
  for (const { name, sheet, files } of manifest.classes) {
    const place = join(folder, name);
    const missing = files.flatMap((file, index) => (existsSync(join(place, file)) ? [] : [{ file, index }]));
    const tiles = missing.length > 0 ? readTiles(join(assets, sheet), manifest, files.length) : undefined;
    if (tiles && 'id' in tiles) return tiles;
    makeFolder(place);
    for (const { file, index } of missing) {
      const temporary = join(place, `.${file}.${randomBytes(6).toString('hex')}.temporary`);
      const picture = encodeGreyPng(tiles?.cut(index) ?? new Uint8Array(0), manifest.side, manifest.side);
      await replaceFile(join(place, file), temporary, picture, { isFlushed: false }); // what a power cut takes is written again
    }
    done += files.length;
    written += missing.length;
    onProgress?.(done, total);
    await giveWay();
  }
  return written;
}

function readTiles(path: string, { side, columns }: Manifest, count: number): { cut(index: number): Uint8Array } | DatasetProblem {
  const width = columns * side;
  const height = Math.ceil(count / columns) * side;
  const settings: ImageSettings = { width, height, channels: 1, fit: 'stretch', background: [0, 0, 0] };
  const sheet = readSheet(path, settings);
  if (!(sheet instanceof Uint8Array)) return damagedAssets(path, sheet);
  return {
    cut: (index) => {
      const tile = new Uint8Array(side * side);
      const start = Math.floor(index / columns) * side * width + (index % columns) * side;
      for (let row = 0; row < side; row++) tile.set(sheet.subarray(start + row * width, start + row * width + side), row * side);
      return tile;
    },
  };
}

function readSheet(path: string, settings: ImageSettings): Uint8Array | MessageValue {
  try {
    const result = decodeBytes(readFileSync(path), settings);
    return result.kind === 'decoded' ? result.pixels : { ...result.reason, kind: 'message' };
  } catch (error) {
    return describeSystemError(error);
  }
}

/** False where the target is there and not empty. */
function moveFolder(from: string, to: string): boolean {
  try {
    if (existsSync(to)) rmdirSync(to);
    makeFolder(dirname(to));
    renameSync(from, to);
    return true;
  } catch (error) {
    if (existsSync(to)) return false;
    throw error;
  }
}

function damagedAssets(path: string, why: MessageValue): DatasetProblem {
  return problemAt(path, problem('sample-images-damaged', { why }), fix('install-again'));
}

function unwritable(path: string, why: MessageValue): DatasetProblem {
  return problemAt(path, problem('sample-images-unwritable', { why }), fix('other-folder-or-space'));
}
