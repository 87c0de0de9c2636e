// Opens an image folder for training: scan, decode what the cache lacks, hold the pixels in memory or leave them in the
// cache's file, divide into parts. Whatever is wrong with the folder, a file or the cache is a value of the result.

import { realpath } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { distinctSizes, formatSize, type ImageSize, mostSizes, wideEnoughStep } from '../../../engine/base/image-sizes.ts';
import { messagesOf } from '../../../engine/base/messages.ts';
import { assembleParts } from '../../../engine/datasets/assemble.ts';
import {
  type DatasetProblem,
  type ImageSettings,
  imageSettingsSchema,
  type OpenResult,
  type PixelSource,
  packRecordPaths,
  type RecordLayout,
  type SplitSettings,
  sizeRangeOfImages,
  splitSettingsSchema,
} from '../../../engine/datasets/image-folder.ts';
import { compareCodePoints } from '../../../engine/datasets/names.ts';
import { problemAt, tooManySizes } from '../../../engine/datasets/problems.ts';
import { words } from '../../../engine/words/host.ts';
import { describeSystemError, isSystemError } from '../files/system-errors.ts';
import { findWorkerFile } from '../files/worker-thread.ts';
import { defaultCacheLimit, defaultMemoryBudget, defaultMemoryLimit } from '../images/limits.ts';
import { dropCacheIndex, getCacheEntry, limitCache, releasePixelFile } from './cache-folder.ts';
import { type CacheIndex, pixelBytesOf, placeOf } from './cache-index.ts';
import { type CachedDecoding, type CachedResult, decodeCached } from './decode-cached.ts';
import { lookAtOriginals } from './look-at-originals.ts';
import { loadPixelFile } from './pixel-file.ts';
import { PixelsTooLarge } from './pixel-memory.ts';
import { createReadBackError } from './pixel-store.ts';
import { createProgressReporter, type ProgressListener } from './progress.ts';
import { scanImageFolder } from './scan-image-folder.ts';

const { problem, fix } = messagesOf(words);

export interface OpenImageFolderOptions {
  readonly folder: string;
  /** A folder that becomes the test part, instead of a test folder inside folder: of class folders where there are classes. */
  readonly testFolder?: string | undefined;
  readonly settings: ImageSettings;
  readonly split: SplitSettings;
  readonly cacheFolder: string;
  /** Decoding threads; one less than the cores where not given. */
  readonly workers?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
  /** Bytes of pixels up to which they are held in memory. */
  readonly memoryBudget?: number | undefined;
  /** Bytes of pixels up to which they are held in memory where the cache can't be used. */
  readonly memoryLimit?: number | undefined;
  /** Bytes beyond which the caches of other folders are dropped. */
  readonly cacheLimit?: number | undefined;
  readonly workerUrl?: URL | undefined;
}

export async function openImageFolder(options: OpenImageFolderOptions): Promise<OpenResult> {
  const start = performance.now();
  const { cacheFolder, signal } = options;
  const settings = imageSettingsSchema.safeParse(options.settings);
  const split = splitSettingsSchema.safeParse(options.split);
  if (!settings.success) return failed(invalidSettings(options.folder, settings.error.issues));
  if (!split.success) return failed(invalidSettings(options.folder, split.error.issues));

  const scanned = await scanImageFolder(options.folder, signal, options.onProgress, options.testFolder);
  if (scanned.kind !== 'scanned') return scanned;
  const { scan } = scanned;
  const { folder, paths } = scan;
  const reporter = createProgressReporter(options.onProgress);
  reporter.report({ phase: 'decode', done: 0, total: paths.length });

  const testFolder = options.testFolder === undefined ? undefined : await realpath(options.testFolder);
  const entry = getCacheEntry(cacheFolder, await realpath(folder), testFolder, settings.data);
  const request: CachedDecoding = {
    entry,
    folder,
    paths,
    settings: settings.data,
    workers: Math.max(1, Math.floor(options.workers ?? availableParallelism() - 1)),
    workerUrl: options.workerUrl ?? findWorkerFile('decode-worker.js', import.meta.url),
    signal,
    memoryLimit: options.memoryLimit ?? defaultMemoryLimit(),
    onProgress: (done, path) => reporter.report({ phase: 'decode', done, total: paths.length, path }),
  };
  let opened: OpenedPixels | 'cancelled';
  try {
    opened = await openPixels(request, options.memoryBudget ?? defaultMemoryBudget());
  } catch (error) {
    if (error instanceof PixelsTooLarge) return failed(noRoomForPixels(cacheFolder, error));
    if (!isSystemError(error)) throw error;
    return failed(problemAt(cacheFolder, problem('cache-unwritable', { why: describeSystemError(error) }), fix('mend-cache')));
  }
  await limitCache(cacheFolder, options.cacheLimit ?? defaultCacheLimit, entry);
  if (opened === 'cancelled') return { kind: 'cancelled' };
  const { result, pixels, index, failure } = opened;
  reporter.flush();

  const skipped = [...scan.skipped, ...result.skipped].sort((a, b) => compareCodePoints(a.path, b.path));
  const { present, sums } = index;
  const { height, width, channels } = settings.data;
  const tooMany = pixels.layout && checkSizeCount(folder, pixels.layout, settings.data);
  if (tooMany !== undefined) {
    await releasePixelSource(pixels);
    return { kind: 'problem', problems: [tooMany], skipped };
  }
  const pixelsPerImage = pixels.layout?.bytes.map((bytes) => bytes / channels) ?? height * width;
  const assembled = assembleParts({ ...scan, present, sums, channels, pixelsPerImage }, split.data);
  if ('problem' in assembled) {
    await releasePixelSource(pixels);
    return { kind: 'problem', problems: [assembled.problem], skipped };
  }
  const records = { folder, paths: packRecordPaths(paths) };
  const originals = await lookAtOriginals({ ...records, parts: assembled.parts }, request.workerUrl);
  return {
    kind: 'opened',
    dataset: {
      ...assembled,
      ...records,
      settings: settings.data,
      originals,
      skipped,
      ignored: scan.ignored,
      warnings: [...scan.warnings, ...assembled.warnings, ...(failure === undefined ? [] : [unusableCache(cacheFolder, failure)])],
      pixels,
      fromCache: result.fromCache,
      decoded: result.decoded,
      milliseconds: performance.now() - start,
    },
  };
}

/** To be called when a dataset is no longer used: lets the cache drop the file behind it. Memory needs no call. */
export async function releasePixelSource(source: PixelSource): Promise<void> {
  if (source.kind === 'file') await releasePixelFile(source.path);
}

interface OpenedPixels {
  readonly result: Extract<CachedResult, { kind: 'done' }>;
  readonly index: CacheIndex;
  readonly pixels: PixelSource;
  /** Why the cache was not used. */
  readonly failure?: unknown;
}

async function openPixels(request: CachedDecoding, memoryBudget: number): Promise<OpenedPixels | 'cancelled'> {
  let failure: unknown;
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      // twice with the cache, whose bytes may be damaged, then without
      const result = await decodeCached(request, attempt < 2 ? undefined : failure);
      if (result.kind === 'cancelled') return 'cancelled';
      const { stored } = result;
      const { index } = stored;
      const described = { imageBytes: index.imageBytes, ...describeLayout(index) };
      if (stored.kind === 'memory')
        return { result, index, pixels: { kind: 'memory', buffer: stored.buffer, ...described }, failure: stored.failure };
      const { path } = stored;
      if (pixelBytesOf(index) > memoryBudget) return { result, index, pixels: { kind: 'file', path, headerBytes: 0, ...described } };
      const buffer = await loadPixelFile(path, index).finally(() => releasePixelFile(path));
      if (request.signal?.aborted) return 'cancelled';
      if (buffer) return { result, index, pixels: { kind: 'memory', buffer, ...described } };
      await dropCacheIndex(request.entry);
      failure = createReadBackError();
    } catch (error) {
      if (!isSystemError(error)) throw error;
      failure = error;
    }
  }
  throw failure;
}

/** Which sizes there are, and which each image has; nothing where all have one. Of too many, the first stand for the rest. */
function describeLayout(index: CacheIndex): { readonly layout?: RecordLayout } {
  const { layout, paths, present } = index;
  if (layout === undefined) return {};
  const { imageSizes, offsets } = layout;
  const sizeAt = (image: number): ImageSize => ({ height: imageSizes[2 * image] ?? 0, width: imageSizes[2 * image + 1] ?? 0 });
  const images = Array.from(paths.keys()).filter((image) => present[image]);
  const sizes = distinctSizes(images.map(sizeAt));
  const places = new Map(sizes.map((size, place) => [formatSize(size), Math.min(place, 255)]));
  const sizeOf = Uint8Array.from(paths, (_, image) => places.get(formatSize(sizeAt(image))) ?? 0);
  return { layout: { sizes, sizeOf, offsets, bytes: Uint32Array.from(paths, (_, image) => placeOf(index, image).bytes) } };
}

function checkSizeCount(folder: string, { sizes }: RecordLayout, settings: ImageSettings): DatasetProblem | undefined {
  const range = sizeRangeOfImages(settings);
  if (range === undefined || sizes.length <= mostSizes) return undefined;
  return tooManySizes(folder, sizes.length, wideEnoughStep(sizes, range));
}

function failed(...problems: DatasetProblem[]): OpenResult {
  return { kind: 'problem', problems, skipped: [] };
}

/** The folder opens without it. */
function unusableCache(path: string, failure: unknown): DatasetProblem {
  const found = problem('cache-left', { why: describeSystemError(failure) });
  return { ...problemAt(path, found, fix('mend-cache')), severity: 'warning' };
}

function noRoomForPixels(path: string, { bytes, limit, cause }: PixelsTooLarge): DatasetProblem {
  const found = problem('no-room-for-pixels', { limit, bytes, why: describeSystemError(cause) });
  return problemAt(path, found, fix('mend-cache-or-shrink'));
}

function invalidSettings(path: string, issues: readonly { readonly path: PropertyKey[]; readonly message: string }[]): DatasetProblem {
  const told = issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  return problemAt(path, problem('settings-invalid', { issues: told.slice(0, 1000) }), fix('correct-settings'));
}
