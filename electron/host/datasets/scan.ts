// Lists an image folder: every image file by name, in folders nested to any depth, without opening one. Symlink loops
// end because each real folder is entered once, and none above the opened one. What can't be entered or isn't a file is a
// value of the result.

import { type Dirent, existsSync } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { messagesOf } from '../../../engine/base/messages.ts';
import type { DatasetProblem, SkippedFile } from '../../../engine/datasets/image-folder.ts';
import type { FolderListing } from '../../../engine/datasets/layout.ts';
import { classifyFileName, compareCodePoints, isHiddenName } from '../../../engine/datasets/names.ts';
import { problemAt } from '../../../engine/datasets/problems.ts';
import { words } from '../../../engine/words/host.ts';
import { describeSystemError, deviceSkipped, folderSkipped, reasons, skipForSystemError } from '../files/system-errors.ts';

const { problem, fix, phrase } = messagesOf(words);

export interface ScannedFolder extends FolderListing {
  readonly skipped: readonly SkippedFile[];
  /** Files that are not images by their name, and hidden files and folders. */
  readonly ignored: number;
  readonly warnings: readonly DatasetProblem[];
}

export type ListResult =
  | { readonly kind: 'listed'; readonly listing: ScannedFolder }
  | { readonly kind: 'problem'; readonly problems: readonly DatasetProblem[] }
  | { readonly kind: 'cancelled' };

/** onFile is told the number of image files so far, and the path of the last. */
export async function listImageFolder(
  folder: string,
  signal: AbortSignal | undefined,
  onFile: (count: number, path: string) => void,
): Promise<ListResult> {
  const problem = await checkFolder(folder);
  if (problem) return { kind: 'problem', problems: [problem] };
  const files: string[] = [];
  const folders: string[] = [];
  const skipped: SkippedFile[] = [];
  const warnings: DatasetProblem[] = [];
  const root = await realpath(folder);
  const entered = new Set([root]);
  let ignored = 0;
  const pending = [''];
  for (let parent = pending.pop(); parent !== undefined; parent = pending.pop()) {
    if (signal?.aborted) return { kind: 'cancelled' };
    let entries: Dirent[];
    try {
      entries = await readdir(join(folder, parent), { withFileTypes: true });
    } catch (error) {
      if (parent === '') return { kind: 'problem', problems: [unreadableFolder(folder, error)] };
      warnings.push({ ...unreadableFolder(join(folder, parent), error), severity: 'warning' });
      continue;
    }
    for (const entry of entries.sort((a, b) => compareCodePoints(b.name, a.name))) {
      const path = parent === '' ? entry.name : `${parent}/${entry.name}`;
      if (isHiddenName(entry.name)) {
        ignored += 1;
        continue;
      }
      const named = classifyFileName(entry.name);
      const kind = await findKind(entry, join(folder, path));
      if (kind === 'folder' && (named === 'other' || parent === '')) {
        const real = await realpath(join(folder, path)).catch((error: unknown) => {
          warnings.push({
            ...unreadableFolder(join(folder, path), entry.name.includes('\ufffd') ? undecodedName : error),
            severity: 'warning',
          });
        });
        if (real === undefined || entered.has(real) || isAbove(real, root)) continue;
        entered.add(real);
        folders.push(path);
        pending.push(path);
      } else if (named === 'other') ignored += 1;
      else if (kind !== 'file') skipped.push(explainKind(path, kind));
      else if (entry.name.includes('\ufffd') && !existsSync(join(folder, path)))
        skipped.push({ path, id: 'unreadable', reason: reasons.phrase('skipped-name') });
      else if (named === 'unsupported')
        skipped.push({
          path,
          id: 'unsupported-format',
          reason: reasons.phrase('skipped-format'),
        });
      else {
        files.push(path);
        if (files.length % 256 === 0) onFile(files.length, path);
      }
    }
  }
  return { kind: 'listed', listing: { folder, files, folders, skipped, ignored, warnings } };
}

/** Names are bytes on Linux: those that are no UTF-8 come out with U+FFFD in them, and nothing is found by that name. */
const undecodedName = phrase('name-not-utf8');

function isAbove(path: string, root: string): boolean {
  return root.startsWith(path.endsWith(sep) ? path : `${path}${sep}`);
}

type EntryKind = 'file' | 'folder' | 'special' | { readonly error: unknown };

async function findKind(entry: Dirent, path: string): Promise<EntryKind> {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  if (entry.isFIFO() || entry.isSocket() || entry.isCharacterDevice() || entry.isBlockDevice()) return 'special';
  // A symbolic link, or a file system that doesn't tell.
  try {
    const stats = await stat(path);
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'special';
  } catch (error) {
    return { error };
  }
}

function explainKind(path: string, kind: Exclude<EntryKind, 'file'>): SkippedFile {
  if (typeof kind === 'object') return { path, ...skipForSystemError(kind.error) };
  return { path, ...(kind === 'folder' ? folderSkipped : deviceSkipped) };
}

async function checkFolder(folder: string): Promise<DatasetProblem | undefined> {
  try {
    if ((await stat(folder)).isDirectory()) return undefined;
    return problemAt(folder, problem('not-a-folder'), fix('choose-class-folders'));
  } catch (error) {
    const { id } = skipForSystemError(error);
    if (id !== 'missing') return unreadableFolder(folder, error);
    return problemAt(folder, problem('folder-missing'), fix('check-folder'));
  }
}

function unreadableFolder(path: string, error: unknown): DatasetProblem {
  return error === undecodedName
    ? problemAt(path, problem('folder-unreadable', { why: undecodedName }), fix('rename-it'))
    : problemAt(path, problem('folder-unreadable', { why: describeSystemError(error) }), fix('allow-reading'));
}
