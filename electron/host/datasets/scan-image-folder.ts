// A first look at an image folder: its classes, parts and the number of files, by names alone. What opening does first,
// and quick enough to be shown while a person still chooses settings.
import { join, relative, resolve, sep } from 'node:path';
import type { DatasetProblem, PartName, SkippedFile } from '../../../engine/datasets/image-folder.ts';
import { arrangeImages } from '../../../engine/datasets/layout.ts';
import { createProgressReporter, type ProgressListener } from './progress.ts';
import { listImageFolder, type ScannedFolder } from './scan.ts';

export interface ImageFolderScan {
  readonly folder: string;
  readonly classes: readonly string[];
  /** Image files in path order, those of a separate test folder last; paths relative to folder, with '/'. */
  readonly paths: readonly string[];
  /** Class index (-1 where there are no classes) and part of each. */
  readonly labels: Int32Array;
  readonly parts: readonly PartName[];
  /** Whether there is a validation folder; otherwise validation is to be split from training. */
  readonly hasValidation: boolean;
  readonly hasTest: boolean;
  readonly skipped: readonly SkippedFile[];
  readonly ignored: number;
  readonly warnings: readonly DatasetProblem[];
}

export type ScanResult =
  | { readonly kind: 'scanned'; readonly scan: ImageFolderScan }
  | { readonly kind: 'problem'; readonly problems: readonly DatasetProblem[]; readonly skipped: readonly SkippedFile[] }
  | { readonly kind: 'cancelled' };

export async function scanImageFolder(
  folder: string,
  signal?: AbortSignal,
  onProgress?: ProgressListener,
  testFolder?: string,
): Promise<ScanResult> {
  const root = resolve(folder);
  const testRoot = testFolder === undefined ? undefined : resolve(testFolder);
  const reporter = createProgressReporter(onProgress);
  const listings: ScannedFolder[] = [];
  for (const place of testRoot === undefined ? [root] : [root, testRoot]) {
    const listed = await listImageFolder(place, signal, (done, path) => reporter.report({ phase: 'scan', done, total: 0, path }));
    if (listed.kind === 'problem') return { kind: 'problem', problems: listed.problems, skipped: [] };
    if (listed.kind === 'cancelled') return listed;
    listings.push(listed.listing);
  }
  const [main, test] = listings;
  if (!main) throw new Error('no folder was listed');
  const toRelative = (path: string) => (testRoot === undefined ? path : relative(root, join(testRoot, path)).split(sep).join('/'));
  const skipped = [...main.skipped, ...(test?.skipped ?? []).map((file) => ({ ...file, path: toRelative(file.path) }))];
  const arranged = arrangeImages(main, test);
  if (arranged.kind === 'problem') return { kind: 'problem', problems: arranged.problems, skipped };
  const { classes, images, hasValidation, hasTest, warnings } = arranged.arrangement;
  reporter.report({ phase: 'scan', done: images.length, total: images.length });
  reporter.flush();
  return {
    kind: 'scanned',
    scan: {
      folder: root,
      classes,
      paths: images.map((image) => (image.inTestFolder ? toRelative(image.path) : image.path)),
      labels: Int32Array.from(images, (image) => image.label),
      parts: images.map((image) => image.part),
      hasValidation,
      hasTest,
      skipped,
      ignored: main.ignored + (test?.ignored ?? 0),
      warnings: [...warnings, ...main.warnings, ...(test?.warnings ?? [])],
    },
  };
}
