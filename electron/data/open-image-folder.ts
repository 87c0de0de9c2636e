// Opens an image folder for training: scan, decode what the cache lacks, hold the pixels in memory or leave them in the
// cache's file, divide into parts. Whatever is wrong with the folder, a file or the cache is a value of the result.

import { realpath } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { distinctSizes, formatSize, type ImageSize, mostSizes, wideEnoughStep } from '../../engine/base/image-sizes.ts';
import { assembleParts } from '../../engine/datasets/assemble.ts';
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
} from '../../engine/datasets/image-folder.ts';
import { compareCodePoints } from '../../engine/datasets/names.ts';
import { tooManySizes } from '../../engine/datasets/problems.ts';
import { findWorkerFile } from '../worker-thread.ts';
import { dropCacheIndex, getCacheEntry, limitCache, releasePixelFile } from './cache-folder.ts';
import { type CacheIndex, pixelBytesOf, placeOf } from './cache-index.ts';
import { type CachedDecoding, type CachedResult, decodeCached } from './decode-cached.ts';
import { defaultCacheLimit, defaultMemoryBudget } from './limits.ts';
import { loadPixelFile } from './pixel-file.ts';
import { createProgressReporter, type ProgressListener } from './progress.ts';
import { scanImageFolder } from './scan-image-folder.ts';
import { describeSystemError, isSystemError } from './system-errors.ts';

export interface OpenImageFolderOptions {
  readonly folder: string;
  /** A folder of class folders that becomes the test part, instead of a test folder inside folder. */
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
    onProgress: (done, path) => reporter.report({ phase: 'decode', done, total: paths.length, path }),
  };
  let opened: OpenedPixels | 'cancelled';
  try {
    opened = await openPixels(request, options.memoryBudget ?? defaultMemoryBudget());
    await limitCache(cacheFolder, options.cacheLimit ?? defaultCacheLimit, entry);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return failed(unwritableCache(cacheFolder, describeSystemError(error)));
  }
  if (opened === 'cancelled') return { kind: 'cancelled' };
  const { result, pixels } = opened;
  reporter.flush();

  const skipped = [...scan.skipped, ...result.skipped].sort((a, b) => compareCodePoints(a.path, b.path));
  const { present, sums } = result.index;
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
  return {
    kind: 'opened',
    dataset: {
      ...assembled,
      folder,
      settings: settings.data,
      paths: packRecordPaths(paths),
      skipped,
      ignored: scan.ignored,
      warnings: [...scan.warnings, ...assembled.warnings],
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
  readonly pixels: PixelSource;
}

async function openPixels(request: CachedDecoding, memoryBudget: number): Promise<OpenedPixels | 'cancelled'> {
  for (let attempt = 0; attempt < 2; attempt++) {
    const result = await decodeCached(request);
    if (result.kind === 'cancelled') return 'cancelled';
    const { index, pixelPath: path } = result;
    const { imageBytes } = index;
    const layout = describeLayout(index);
    if (pixelBytesOf(index) > memoryBudget) return { result, pixels: { kind: 'file', path, headerBytes: 0, imageBytes, ...layout } };
    const buffer = await loadPixelFile(path, index).finally(() => releasePixelFile(path));
    if (request.signal?.aborted) return 'cancelled';
    if (buffer) return { result, pixels: { kind: 'memory', buffer, imageBytes, ...layout } };
    // Damaged bytes in the cache: everything is decoded again.
    await dropCacheIndex(request.entry);
  }
  throw Object.assign(new Error('The bytes read back differ from those written'), { syscall: 'read' });
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

function unwritableCache(path: string, received: string): DatasetProblem {
  return {
    id: 'cache-unwritable',
    path,
    expected: 'A folder for decoded images that can be written and read back',
    received,
    fix: 'Free some space, or choose another cache folder',
  };
}

function invalidSettings(path: string, issues: readonly { readonly path: PropertyKey[]; readonly message: string }[]): DatasetProblem {
  return {
    id: 'settings-invalid',
    path,
    expected:
      'Image size 1 … 4096, 1 or 3 channels, a known fit, a background of three bytes, a validation share of 0 … 0.9 and a seed of 32 bits',
    received: issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
    fix: 'Correct these settings',
  };
}
