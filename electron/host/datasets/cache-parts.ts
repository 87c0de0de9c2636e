// The index of a pixel file that still grows, in parts: a file to which a small index of the records just written is appended,
// each with its length before it and its checksum at its end. So a process that ends without notice loses nothing but what it
// was decoding; a part that is cut off ends the list. What the parts say of pixels is believed only after these were read and
// agree with their own checksums: a part may have reached the disk before its pixels did.
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { holdPixelFile, partsOf, releasePixelFile } from './cache-folder.ts';
import { type CacheIndex, type CacheLayout, decodeCacheIndex, encodeCacheIndex } from './cache-index.ts';
import { findIntactImages } from './pixel-file.ts';

const prefixBytes = 8;

export interface PartsFile {
  /** index: of consecutive records, the first of them numbered first. */
  append(first: number, index: CacheIndex): Promise<void>;
  close(): Promise<void>;
}

export async function createPartsFile(path: string): Promise<PartsFile> {
  const file = await open(path, 'ax');
  let last: Promise<unknown> = Promise.resolve();
  return {
    append: async (first, index) => {
      const part = encodeCacheIndex(index);
      const prefix = Buffer.alloc(prefixBytes);
      prefix.writeUInt32LE(part.length, 0);
      prefix.writeUInt32LE(first, 4);
      // one after the other: a part must not lie inside another
      last = last.then(() => file.appendFile(Buffer.concat([prefix, part])));
      await last;
    },
    close: () => file.close(),
  };
}

/** A pixel file and what is known to be in it. The file stays open: it can be read even if the cache is removed meanwhile. */
export interface CacheSource {
  /** Whether the entry's index names it; otherwise it was left unfinished, or still is being written. */
  readonly isWhole: boolean;
  readonly index: CacheIndex;
  readonly path: string;
  readonly file: FileHandle;
}

/** The pixel file is leased, as far as the cache can be written; undefined where nothing of it can be used. */
export async function openPartedFile(entry: string, pixelFile: string): Promise<CacheSource | undefined> {
  const path = join(entry, pixelFile);
  await holdPixelFile(entry, pixelFile);
  const index = joinParts(await readFile(join(entry, partsOf(pixelFile))).catch(() => Buffer.alloc(0)), pixelFile);
  const file = index && (await open(path, 'r').catch(() => undefined));
  const present = file && (await findIntactImages(file, index).catch(() => undefined));
  if (file && present?.some((isThere) => isThere === 1)) return { isWhole: false, index: { ...index, present }, path, file };
  await file?.close();
  await releasePixelFile(path);
  return undefined;
}

interface Part {
  readonly first: number;
  readonly index: CacheIndex;
}

function joinParts(bytes: Buffer, pixelFile: string): CacheIndex | undefined {
  const parts: Part[] = [];
  for (let at = 0; at + prefixBytes <= bytes.length; ) {
    const end = at + prefixBytes + bytes.readUInt32LE(at);
    const index = end <= bytes.length ? decodeCacheIndex(bytes.subarray(at + prefixBytes, end)) : undefined;
    if (index?.pixelFile !== pixelFile) break;
    parts.push({ first: bytes.readUInt32LE(at + 4), index });
    at = end;
  }
  const [any] = parts;
  if (!any) return undefined;
  const { imageBytes, channels } = any.index;
  const count = parts.reduce((most, { first, index }) => Math.max(most, first + index.paths.length), 0);
  const paths = new Array<string>(count).fill('');
  const joined = {
    ...{ pixelFile, imageBytes, channels, paths },
    present: new Uint8Array(count),
    sizes: new Float64Array(count),
    times: new Float64Array(count),
    sums: new Float64Array(count * channels * 2),
    checks: new Uint32Array(count),
    ...joinLayouts(parts, count),
  };
  for (const { first, index } of parts) {
    index.paths.forEach((path, record) => {
      paths[first + record] = path;
    });
    joined.present.set(index.present, first);
    joined.sizes.set(index.sizes, first);
    joined.times.set(index.times, first);
    joined.sums.set(index.sums, first * channels * 2);
    joined.checks.set(index.checks, first);
  }
  return joined;
}

/** Places are those in the pixel file already. */
function joinLayouts(parts: readonly Part[], count: number): { readonly layout?: CacheLayout } {
  const imageSizes = new Uint16Array(count * 2);
  const offsets = new Float64Array(count);
  let totalBytes = 0;
  for (const { first, index } of parts) {
    if (index.layout === undefined) return {};
    imageSizes.set(index.layout.imageSizes, first * 2);
    offsets.set(index.layout.offsets, first);
    totalBytes = Math.max(totalBytes, index.layout.totalBytes);
  }
  return { layout: { imageSizes, offsets, totalBytes } };
}
