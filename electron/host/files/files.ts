// Files of the product, read and written. Writing is all or nothing: a temporary file in the same folder, flushed, then renamed
// over the target, so that a crash or a full disk leaves the former content. Reading is bounded before anything is allocated.
// What a person can mend (missing, too large, no permission, no text) is a diagnostic; writing throws, see diagnoseFileError.
import { randomUUID } from 'node:crypto';
import { constants, rmSync } from 'node:fs';
import { access, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Diagnostic, fail, type Outcome, succeed } from '../../../engine/base/diagnostics.ts';
import { formatBytes } from '../../../engine/base/numbers.ts';

/** Largest network document and largest model that are read. */
export const documentBytesLimit = 16 * 2 ** 20;
export const modelBytesLimit = 400 * 2 ** 20;

/**
 * Replaces the file's content, or leaves it as it was and throws. A link is followed; an existing file keeps its mode. What is
 * there and no file (a folder, /dev/null) is refused: the rename would replace it.
 */
export async function writeFileAtomically(path: string, data: string | Uint8Array): Promise<void> {
  const { target, temporary, mode } = await prepareReplacing(path);
  unfinished.add(temporary);
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    unfinished.delete(temporary);
  }
  await flushFolder(dirname(target));
}

/** Temporary files that are being written. */
const unfinished = new Set<string>();

/** For a process that ends at once: what it was writing is left nowhere. */
export function removeUnfinishedFiles(): void {
  for (const path of unfinished) {
    try {
      rmSync(path, { force: true });
    } catch {} // the disk or the folder is gone, and the file with it
  }
}

/** Throws as `writeFileAtomically` would, found out by making its temporary file: permissions alone don't tell (/proc, root). */
export async function tryWriting(path: string): Promise<void> {
  const { target, temporary, mode, isThere } = await prepareReplacing(path);
  if (isThere) await access(target, constants.W_OK);
  const file = await open(temporary, 'wx', mode);
  await file.close();
  await rm(temporary, { force: true });
}

async function prepareReplacing(path: string) {
  const target = await realpath(path).catch(() => path);
  const stats = await stat(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (stats?.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
  if (stats && !stats.isFile()) throw Object.assign(new Error('a device or a pipe'), { code: notAFile });
  // a short name of its own: the target's may be as long as a name can be
  const temporary = join(dirname(target), `.receptive-${randomUUID()}.tmp`);
  return { target, temporary, mode: stats === undefined ? 0o666 : stats.mode & 0o777, isThere: stats !== undefined };
}

/** Our own code, beside the system's: a device or a pipe where a file is to be written. */
const notAFile = 'not a file';

/** So that the new name survives a power cut; not every system lets a folder be flushed, and none needs it to be correct. */
async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, constants.O_RDONLY);
    await handle.sync().finally(() => handle.close());
  } catch {}
}

/** UTF-8 text of at most `limit` bytes, without a byte-order mark. */
export async function readTextFile(path: string, limit: number): Promise<Outcome<string>> {
  try {
    const facts = await stat(path);
    if (!facts.isFile())
      return fail(
        fileProblem(
          'not-a-file',
          path,
          'This is no file',
          'a file',
          facts.isDirectory() ? 'a folder' : 'a device or a pipe',
          'Name a file',
        ),
      );
    if (facts.size > limit) return fail(tooLarge(path, limit, facts.size));
    const file = await open(path, constants.O_RDONLY);
    try {
      const buffer = Buffer.allocUnsafe(facts.size);
      const length = await readInto(file, buffer);
      return succeed(new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, length)));
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof TypeError)
      return fail(fileProblem('not-text', path, 'This is no text', 'UTF-8 text', 'other bytes', 'Choose a file that Receptive wrote'));
    return fail(diagnoseFileError(error, path));
  }
}

/** Reads until the buffer is full or the file ends: one read may give less. */
async function readInto(file: Awaited<ReturnType<typeof open>>, buffer: Buffer): Promise<number> {
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return length;
}

/** JSON of at most `limit` bytes; its meaning is for a parser to check. */
export async function readJsonFile(path: string, limit: number): Promise<Outcome<unknown>> {
  const text = await readTextFile(path, limit);
  if (!text.ok) return text;
  try {
    return succeed(JSON.parse(text.value));
  } catch (error) {
    const received = text.value.trim() === '' ? 'an empty file' : (error as Error).message.replace(/\s+/g, ' ').slice(0, 120);
    return fail(fileProblem('not-json', path, 'This is not JSON', 'a JSON file', received, 'Choose a file that Receptive wrote'));
  }
}

/** Why the system refused, in a person's words. */
export function diagnoseFileError(error: unknown, path: string): Diagnostic {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const known: Readonly<Record<string, readonly [id: string, message: string, fix: string]>> = {
    ENOENT: ['file-missing', 'There is no such file or folder', 'Check the name'],
    EACCES: ['no-permission', 'This may not be read or written', 'Change its permissions or choose another place'],
    EPERM: ['no-permission', 'This may not be read or written', 'Change its permissions or choose another place'],
    EROFS: ['no-permission', 'This disk can only be read', 'Choose another place'],
    ENOTDIR: ['file-missing', 'A file is in the place of one of the folders', 'Check the path'],
    EISDIR: ['not-a-file', 'This is a folder', 'Name a file'],
    [notAFile]: ['not-a-file', 'This is a device or a pipe', 'Name a file'],
    ENAMETOOLONG: ['name-too-long', 'This name is too long for the system', 'Choose a shorter one'],
    ENOSPC: ['disk-full', 'The disk is full', 'Free some space or choose another place'],
  };
  const [id, message, fix] = known[code] ?? ['file-unreadable', 'The system could not do it', 'Check the disk'];
  return { id, severity: 'error', path, message, received: code === '' ? String(error) : code, fix: { label: fix, changes: [] } };
}

function tooLarge(path: string, limit: number, size: number): Diagnostic {
  return fileProblem(
    'file-too-large',
    path,
    'The file is too large',
    `at most ${formatBytes(limit)}`,
    formatBytes(size),
    'Choose a file that Receptive wrote',
  );
}

function fileProblem(id: string, path: string, message: string, expected: string, received: string, fix: string): Diagnostic {
  return { id, severity: 'error', path, message, expected, received, fix: { label: fix, changes: [] } };
}
