// Brings an entry of the cache up to date with a list of files: what the cache already holds is only looked at (its size
// and time), what is new or changed is decoded and written as it comes, what is gone is left out. The result is an index
// and the pixel file it names; an entry that was already right is not written at all.
import { join } from 'node:path';
import { largestSize } from '../../engine/base/image-sizes.ts';
import { type ImageSettings, type SkippedFile, sizeRangeOfImages } from '../../engine/datasets/image-folder.ts';
import { claimPixelFile, readCacheEntry, releasePixelFile, sweepCacheEntry, touchCacheEntry, writeCacheEntry } from './cache-folder.ts';
import { type CacheIndex, pixelBytesOf, placeOf } from './cache-index.ts';
import { type DecodeAnswer, imageStates } from './decode-job.ts';
import { decodeAll } from './decode-pool.ts';
import { createPixelFile, type Move, type PixelFileWriter } from './pixel-file.ts';

export interface CachedDecoding {
  readonly entry: string;
  readonly folder: string;
  /** Relative to folder, in the order in which records are to be numbered. */
  readonly paths: readonly string[];
  readonly settings: ImageSettings;
  readonly workers: number;
  readonly workerUrl: URL;
  readonly signal: AbortSignal | undefined;
  onProgress(done: number, path: string): void;
}

export type CachedResult =
  | {
      readonly kind: 'done';
      readonly index: CacheIndex;
      readonly pixelPath: string;
      readonly skipped: readonly SkippedFile[];
      readonly fromCache: number;
      readonly decoded: number;
    }
  | { readonly kind: 'cancelled' };

/** Rejects with the system's error where the cache can't be written. The pixel file of a done result is leased. */
export async function decodeCached(request: CachedDecoding): Promise<CachedResult> {
  const { entry, paths } = request;
  const old = await readCacheEntry(entry);
  const update = createUpdate(request, old);
  let kept: CacheIndex | undefined;
  try {
    const outcome = await decodeAll({
      data: { folder: request.folder, settings: request.settings },
      paths,
      sizes: update.sizes,
      times: update.times,
      workers: request.workers,
      workerUrl: request.workerUrl,
      signal: request.signal,
      consume: update.consume,
    });
    // What was decoded before a cancel is kept for the next time, unless an older cache holds more.
    if (outcome === 'cancelled') {
      if (!old) await update.commit();
      return { kind: 'cancelled' };
    }
    if (old && update.isUnchanged()) await touchCacheEntry(entry);
    kept = old && update.isUnchanged() ? old : await update.commit();
    return { kind: 'done', index: kept, pixelPath: join(entry, kept.pixelFile), ...update.getCounts() };
  } finally {
    if (old && kept !== old) await releasePixelFile(join(entry, old.pixelFile));
    await update.close(kept);
    await sweepCacheEntry(entry);
  }
}

function createUpdate({ entry, paths, settings, onProgress }: CachedDecoding, old: CacheIndex | undefined) {
  const count = paths.length;
  const range = sizeRangeOfImages(settings);
  const largest = range === undefined ? settings : largestSize(range);
  const imageBytes = largest.height * largest.width * settings.channels;
  // where images keep their own sizes: where each lies, and where the file ends so far
  const laid = range === undefined ? undefined : { imageSizes: new Uint16Array(count * 2), offsets: new Float64Array(count) };
  let end = 0;
  const width = settings.channels * 2;
  const sizes = new Float64Array(count).fill(-1);
  const times = new Float64Array(count);
  const sums = new Float64Array(count * width);
  const checks = new Uint32Array(count);
  const states = new Uint8Array(count);
  const oldRecords = matchRecords(paths, old);
  oldRecords.forEach((record, image) => {
    if (!old || record < 0 || !old.present[record]) return;
    sizes[image] = old.sizes[record] ?? -1;
    times[image] = old.times[record] ?? 0;
  });
  const skipped: SkippedFile[] = [];
  let done = 0;
  let pixelFile: string | undefined;
  let writer: Promise<PixelFileWriter> | undefined;

  const openWriter = () => {
    writer ??= claimPixelFile(entry).then((name) => {
      pixelFile = name;
      return createPixelFile(join(entry, name));
    });
    return writer;
  };

  /** Takes the next place for an image of this size. */
  const append = (image: number, height: number, columns: number): void => {
    if (laid === undefined) return;
    laid.imageSizes[2 * image] = height;
    laid.imageSizes[2 * image + 1] = columns;
    laid.offsets[image] = end;
    end += height * columns * settings.channels;
  };
  const placeOfImage = (image: number) =>
    placeOf({ imageBytes, channels: settings.channels, ...(laid ? { layout: { ...laid, totalBytes: end } } : {}) }, image);

  const consume = async (answer: DecodeAnswer) => {
    const { first, imageSizes } = answer;
    states.set(answer.states, first);
    for (const failure of answer.failures)
      skipped.push({ path: paths[first + failure.index] ?? '', id: failure.id, reason: failure.reason });
    // places are taken before anything waits: answers come in between one another
    answer.states.forEach((state, index) => {
      if (state === imageStates.decoded) append(first + index, imageSizes[2 * index] ?? 0, imageSizes[2 * index + 1] ?? 0);
    });
    let taken = 0;
    for (let index = 0; index < answer.states.length; ) {
      let next = index;
      let bytes = 0;
      for (; answer.states[next] === imageStates.decoded; next++) bytes += placeOfImage(first + next).bytes;
      if (next > index) {
        sizes.set(answer.sizes.subarray(index, next), first + index);
        times.set(answer.times.subarray(index, next), first + index);
        sums.set(answer.sums.subarray(index * width, next * width), (first + index) * width);
        checks.set(answer.checks.subarray(index, next), first + index);
        await (await openWriter()).write(placeOfImage(first + index).offset, answer.pixels.subarray(taken, taken + bytes));
        taken += bytes;
      }
      index = next + 1;
    }
    done += answer.states.length;
    onProgress(done, paths[first + answer.states.length - 1] ?? '');
  };

  const isUnchanged = () =>
    old !== undefined &&
    old.paths.length === count &&
    states.every((state, image) => oldRecords[image] === image && state === (old.present[image] ? imageStates.same : imageStates.failed));

  const commit = async (): Promise<CacheIndex> => {
    const target = await openWriter();
    if (old) {
      const moves: Move[] = [];
      states.forEach((state, image) => {
        const record = oldRecords[image] ?? -1;
        if (state !== imageStates.same || record < 0) return;
        const { offset: from, bytes } = placeOf(old, record);
        const [height = 0, columns = 0] = old.layout?.imageSizes.subarray(2 * record, 2 * record + 2) ?? [];
        append(image, height, columns);
        moves.push({ from, to: placeOfImage(image).offset, bytes });
        checks[image] = old.checks[record] ?? 0;
        sums.set(old.sums.subarray(record * width, (record + 1) * width), image * width);
      });
      await target.copy(join(entry, old.pixelFile), moves);
    }
    const layout = laid === undefined ? {} : { layout: { ...laid, totalBytes: end } };
    await target.finish(pixelBytesOf({ imageBytes, paths, ...layout }));
    const present = states.map((state) => (state === imageStates.failed ? 0 : 1));
    const index: CacheIndex = {
      pixelFile: pixelFile ?? '',
      imageBytes,
      ...layout,
      channels: settings.channels,
      paths,
      present,
      sizes,
      times,
      sums,
      checks,
    };
    await writeCacheEntry(entry, index);
    return index;
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

  const close = async (kept: CacheIndex | undefined) => {
    const opened = await writer?.catch(() => undefined);
    await opened?.close();
    if (pixelFile !== undefined && kept?.pixelFile !== pixelFile) await releasePixelFile(join(entry, pixelFile));
  };

  return { sizes, times, consume, isUnchanged, commit, getCounts, close };
}

/** Old record number of each path, -1 where there was none. */
function matchRecords(paths: readonly string[], old: CacheIndex | undefined): Int32Array {
  const records = new Int32Array(paths.length).fill(-1);
  if (!old) return records;
  // Usually nothing changed, and a comparison in place spares a map of all paths.
  const isSame = old.paths.length === paths.length && paths.every((path, image) => path === old.paths[image]);
  const recordOf = isSame ? undefined : new Map(old.paths.map((path, record) => [path, record]));
  return records.map((_, image) => (isSame ? image : (recordOf?.get(paths[image] ?? '') ?? -1)));
}
