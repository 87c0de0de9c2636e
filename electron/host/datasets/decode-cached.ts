// Brings an entry of the cache up to date with a list of files: what the cache already holds is only looked at (its size
// and time), what is new or changed is decoded and written as it comes, what is gone is left out. The result is an index
// and the pixel file it names, or the pixels in memory where the cache fails; an entry that was already right is not written.
// What the cache holds is its index's and that of openings which did not come to their end, in parts.
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageSettings, SkippedFile } from '../../../engine/datasets/image-folder.ts';
import { type DecodeAnswer, imageStates } from '../images/decode-job.ts';
import { decodeAll } from '../images/decode-pool.ts';
import { holdPixelFile, listPartedFiles, readCacheIndex, releasePixelFile, sweepCacheEntry, touchCacheEntry } from './cache-folder.ts';
import { type CacheIndex, pixelBytesOf, placeOf } from './cache-index.ts';
import { type CacheSource, openPartedFile } from './cache-parts.ts';
import { ImagePlaces } from './image-places.ts';
import type { Move } from './pixel-file.ts';
import { type ImagesToCopy, PixelStore, type StoredPixels } from './pixel-store.ts';

export interface CachedDecoding {
  readonly entry: string;
  readonly folder: string;
  /** Relative to folder, in the order in which records are to be numbered. */
  readonly paths: readonly string[];
  readonly settings: ImageSettings;
  readonly workers: number;
  readonly workerUrl: URL;
  readonly signal: AbortSignal | undefined;
  /** Most bytes of pixels that are held in memory where the cache fails. */
  readonly memoryLimit: number;
  onProgress(done: number, path: string): void;
}

export type CachedResult =
  | {
      readonly kind: 'done';
      readonly stored: StoredPixels;
      readonly skipped: readonly SkippedFile[];
      readonly fromCache: number;
      readonly decoded: number;
    }
  | { readonly kind: 'cancelled' };

/** The pixel file of a done result is leased. failure: why the cache is not even tried. Throws PixelsTooLarge where the cache
 * fails and memory has no room, and a system's error where what was written can't be read back. */
export async function decodeCached(request: CachedDecoding, failure?: unknown): Promise<CachedResult> {
  const { entry, paths, settings } = request;
  const places = new ImagePlaces(paths.length, settings);
  const sources = failure === undefined ? await openSources(entry) : [];
  const store = new PixelStore({ entry, knownBytes: places.knownBytes, memoryLimit: request.memoryLimit, failure });
  const update = createUpdate(request, sources, places, store);
  let stored: StoredPixels | undefined;
  try {
    const outcome = await decodeAll({
      data: { folder: request.folder, settings },
      paths,
      sizes: update.sizes,
      times: update.times,
      workers: request.workers,
      workerUrl: request.workerUrl,
      signal: request.signal,
      consume: update.consume,
    });
    if (outcome === 'cancelled') return { kind: 'cancelled' };
    stored = await update.finish();
    return { kind: 'done', stored, ...update.getCounts() };
  } finally {
    await store.close(stored?.kind === 'file');
    for (const source of sources) {
      await source.file.close();
      if (stored?.index !== source.index) await releasePixelFile(source.path);
    }
    if (failure === undefined) await sweepCacheEntry(entry, stored?.kind !== 'file');
  }
}

/** The entry's own pixel file first, then those that were left unfinished, the newest last. */
async function openSources(entry: string): Promise<readonly CacheSource[]> {
  const sources = [await openWholeFile(entry)];
  for (const name of await listPartedFiles(entry)) sources.push(await openPartedFile(entry, name));
  return sources.filter((source) => source !== undefined);
}

async function openWholeFile(entry: string): Promise<CacheSource | undefined> {
  const index = await readCacheIndex(entry);
  if (!index) return undefined;
  const path = join(entry, index.pixelFile);
  await holdPixelFile(entry, index.pixelFile);
  const file = await open(path, 'r').catch(() => undefined);
  const stats = await file?.stat();
  if (file && stats?.isFile() && stats.size === pixelBytesOf(index)) return { isWhole: true, index, path, file };
  await file?.close();
  await releasePixelFile(path);
  return undefined;
}

function createUpdate(
  { entry, paths, settings, onProgress }: CachedDecoding,
  sources: readonly CacheSource[],
  places: ImagePlaces,
  store: PixelStore,
) {
  const count = paths.length;
  const { channels } = settings;
  const { imageBytes } = places;
  const sumsEach = channels * 2;
  const sizes = new Float64Array(count).fill(-1);
  const times = new Float64Array(count);
  const sums = new Float64Array(count * sumsEach);
  const checks = new Uint32Array(count);
  const states = new Uint8Array(count);
  // of each image the source that knows it last, and its record there; -1 where none does
  const sourceOf = new Int32Array(count).fill(-1);
  const recordOf = new Int32Array(count).fill(-1);
  for (const [number, { index }] of sources.entries()) {
    matchRecords(paths, index).forEach((record, image) => {
      if (record < 0 || !index.present[record]) return;
      sourceOf[image] = number;
      recordOf[image] = record;
      sizes[image] = index.sizes[record] ?? -1;
      times[image] = index.times[record] ?? 0;
    });
  }
  const skipped: SkippedFile[] = [];
  let done = 0;

  const consume = async (answer: DecodeAnswer) => {
    const { first, imageSizes } = answer;
    states.set(answer.states, first);
    for (const failure of answer.failures)
      skipped.push({ path: paths[first + failure.index] ?? '', id: failure.id, reason: failure.reason });
    // places are taken before anything waits: answers come in between one another
    answer.states.forEach((state, index) => {
      const [height = 0, width = 0] = imageSizes.subarray(2 * index, 2 * index + 2);
      if (state === imageStates.decoded) places.take(first + index, { height, width });
    });
    let taken = 0;
    for (let index = 0; index < answer.states.length; ) {
      let end = index;
      let bytes = 0;
      for (; answer.states[end] === imageStates.decoded; end++) bytes += places.placeOf(first + end).bytes;
      if (end > index) {
        const [from, to] = [first + index, first + end];
        sizes.set(answer.sizes.subarray(index, end), from);
        times.set(answer.times.subarray(index, end), from);
        sums.set(answer.sums.subarray(index * sumsEach, end * sumsEach), from * sumsEach);
        checks.set(answer.checks.subarray(index, end), from);
        const part = {
          ...{ imageBytes, channels, paths: paths.slice(from, to), present: new Uint8Array(to - from).fill(1) },
          ...{ sizes: sizes.slice(from, to), times: times.slice(from, to) },
          ...{ sums: sums.slice(from * sumsEach, to * sumsEach), checks: checks.slice(from, to) },
          ...places.describe(from, to),
        };
        await store.write(from, part, answer.pixels.subarray(taken, taken + bytes));
        taken += bytes;
      }
      index = end + 1;
    }
    done += answer.states.length;
    onProgress(done, paths[first + answer.states.length - 1] ?? '');
  };

  /** Whether the entry's own index says it all already: in this order, nothing more, nothing less. */
  const findUnchanged = (): CacheSource | undefined => {
    const [whole] = sources;
    const isUnchanged =
      whole?.isWhole &&
      whole.index.paths.length === count &&
      states.every((state, image) =>
        state === imageStates.same
          ? sourceOf[image] === 0 && recordOf[image] === image
          : state === imageStates.failed && whole.index.paths[image] === paths[image] && !whole.index.present[image],
      );
    return isUnchanged ? whole : undefined;
  };

  const finish = async (): Promise<StoredPixels> => {
    const unchanged = findUnchanged();
    if (unchanged) {
      await touchCacheEntry(entry);
      return { kind: 'file', index: unchanged.index, path: unchanged.path };
    }
    const moves = sources.map((): Move[] => []);
    states.forEach((state, image) => {
      const from = sources[sourceOf[image] ?? -1]?.index;
      const record = recordOf[image] ?? -1;
      if (state !== imageStates.same || !from) return;
      const { offset, bytes } = placeOf(from, record);
      const [height = 0, width = 0] = from.layout?.imageSizes.subarray(2 * record, 2 * record + 2) ?? [];
      places.take(image, { height, width });
      moves[sourceOf[image] ?? -1]?.push({ from: offset, to: places.placeOf(image).offset, bytes });
      checks[image] = from.checks[record] ?? 0;
      sums.set(from.sums.subarray(record * sumsEach, (record + 1) * sumsEach), image * sumsEach);
    });
    const present = states.map((state) => (state === imageStates.failed ? 0 : 1));
    return store.finish(
      { imageBytes, channels, ...places.describe(), paths, present, sizes, times, sums, checks },
      sources.map((source, number): ImagesToCopy => ({ source, moves: moves[number] ?? [] })),
    );
  };

  const getCounts = () => {
    let fromCache = 0;
    let decoded = 0;
    for (const state of states) {
      if (state === imageStates.same) fromCache += 1;
      else if (state === imageStates.decoded) decoded += 1;
    }
    return { fromCache, decoded, skipped };
  };

  return { sizes, times, consume, finish, getCounts };
}

/** Old record number of each path, -1 where there was none. */
function matchRecords(paths: readonly string[], old: CacheIndex): Int32Array {
  const records = new Int32Array(paths.length).fill(-1);
  // Usually nothing changed, and a comparison in place spares a map of all paths.
  const isSame = old.paths.length === paths.length && paths.every((path, image) => path === old.paths[image]);
  const recordOf = isSame ? undefined : new Map(old.paths.map((path, record) => [path, record]));
  return records.map((_, image) => (isSame ? image : (recordOf?.get(paths[image] ?? '') ?? -1)));
}
