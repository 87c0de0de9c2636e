// Opening an image folder for a command: progress while it is read, and what could not be read listed on standard error.

import {
  type ImageSettings,
  type OpenedDataset,
  partNames,
  type SkippedFile,
  type SplitSettings,
} from '../../engine/datasets/image-folder.ts';
import { sayMessage } from '../../engine/words/say.ts';
import { sentence, textsIn } from '../../engine/words/texts.ts';
import { dropPixels, holdPixels } from '../host/datasets/held-pixels.ts';
import { getImageCacheFolder } from '../host/files/paths.ts';
import { type CommandResult, failed } from './command.ts';
import type { Output } from './output.ts';
import { imagesTexts } from './words/results.ts';

export interface ImagesRequest {
  readonly folder: string;
  readonly testFolder?: string | undefined;
  readonly settings: ImageSettings;
  readonly split: SplitSettings;
  readonly workers: number;
}

export type ImagesResult =
  | { readonly kind: 'opened'; readonly dataset: OpenedDataset }
  | { readonly kind: 'ended'; readonly result: CommandResult };

/** Skipped files that are listed one by one; of the rest only the number is told. With --json all of them are. */
const mostListed = 20;

export async function openImages(request: ImagesRequest, output: Output, signal: AbortSignal): Promise<ImagesResult> {
  const { openImageFolder } = await import('../host/datasets/open-image-folder.ts');
  const text = textsIn(imagesTexts, output.language);
  const opened = await openImageFolder({
    ...request,
    cacheFolder: getImageCacheFolder(),
    signal,
    onProgress: ({ phase, done, total }) => output.progress.show(text(phase === 'scan' ? 'looking' : 'reading'), done, total),
  });
  output.progress.clear();
  if (opened.kind === 'cancelled') return { kind: 'ended', result: { kind: 'cancelled', message: sentence(imagesTexts, 'cancelled') } };
  if (opened.kind === 'problem') {
    noteSkipped(opened.skipped, output);
    return { kind: 'ended', result: failed(opened.problems) };
  }
  report(opened.dataset, output);
  return { kind: 'opened', dataset: holdPixels(opened.dataset) };
}

/** When the images are no longer used: the cache may then drop the file behind them. */
export async function releaseImages(dataset: OpenedDataset): Promise<void> {
  const { releasePixelSource } = await import('../host/datasets/open-image-folder.ts');
  dropPixels(dataset.pixels);
  await releasePixelSource(dataset.pixels);
}

function report(dataset: OpenedDataset, output: Output): void {
  const { classes, parts, skipped, ignored, fromCache, decoded } = dataset;
  const { layout } = dataset.pixels;
  output.diagnose(dataset.warnings);
  noteSkipped(skipped, output);
  const counts = { training: parts.training.count, validation: parts.validation.count, test: parts.test?.count ?? 0 };
  const text = textsIn(imagesTexts, output.language);
  const told = partNames.flatMap((part) => (counts[part] > 0 ? [text(part, { images: counts[part] })] : []));
  output.say(
    {
      kind: 'dataset',
      folder: dataset.folder,
      classes,
      ...counts,
      ...(layout ? { sizes: layout.sizes } : {}),
      skipped: skipped.map((file) => ({ ...file, reason: sayMessage(file.reason, output.language) })),
      ignored,
      fromCache,
      decoded,
    },
    text('counted', {
      classes: classes.length,
      counts: { kind: 'list', items: told, joined: 'comma' },
      sizes: layout?.sizes.length ?? 0,
      skipped: skipped.length,
    }),
  );
}

function noteSkipped(skipped: readonly SkippedFile[], output: Output): void {
  const text = textsIn(imagesTexts, output.language);
  for (const { path, reason } of skipped.slice(0, mostListed))
    output.note(text('skipped', { path, reason: sayMessage(reason, output.language) }));
  if (skipped.length > mostListed) output.note(text('moreSkipped', { files: skipped.length - mostListed }));
}
