// Files of the product, read and written. Writing is all or nothing: a temporary file in the same folder, flushed, then renamed
// over the target, so that a crash or a full disk leaves the former content. Reading is bounded before anything is allocated.
// What a person can mend (missing, too large, no permission, no text) is a diagnostic; writing throws, see diagnoseFileError.

import { randomUUID } from 'node:crypto';
import { constants, rmSync } from 'node:fs';
import { access, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Diagnostic, fail, type Outcome, succeed } from '../engine/base/diagnostics.ts';
import { type Message, messagesOf } from '../engine/base/messages.ts';
import { words as baseWords } from '../engine/base/words.ts';
import { words } from '../engine/words/host.ts';

const { problem, fix } = messagesOf(words);
const base = messagesOf(baseWords);

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
      return fail(at(path, problem('not-a-file', { kind: facts.isDirectory() ? 'folder' : 'device' }), fix('name-a-file')));
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
    if (error instanceof TypeError) return fail(at(path, problem('not-text'), fix('choose-ours')));
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
    const received = text.value.trim() === '' ? base.phrase('nothing') : (error as Error).message.replace(/\s+/g, ' ').slice(0, 120);
    return fail(at(path, base.problem('not-json', { received }), fix('choose-ours')));
  }
}

type Refusal = readonly [
  id: 'file-missing' | 'folder-is-file' | 'no-permission' | 'disk-read-only' | 'name-too-long' | 'disk-full',
  todo: Message,
];

const refusals: Readonly<Record<string, Refusal>> = {
  ENOENT: ['file-missing', fix('check-name')],
  EACCES: ['no-permission', fix('change-permissions')],
  EPERM: ['no-permission', fix('change-permissions')],
  EROFS: ['disk-read-only', fix('other-place')],
  ENOTDIR: ['folder-is-file', fix('check-path')],
  ENAMETOOLONG: ['name-too-long', fix('shorter-name')],
  ENOSPC: ['disk-full', fix('free-space')],
};

/** Why the system refused. */
export function diagnoseFileError(error: unknown, path: string): Diagnostic {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code === 'EISDIR') return at(path, problem('not-a-file', { kind: 'folder' }), fix('name-a-file'));
  if (code === notAFile) return at(path, problem('not-a-file', { kind: 'device' }), fix('name-a-file'));
  const [id, todo] = refusals[code] ?? ['file-unreadable' as const, fix('check-disk')];
  return at(path, problem(id, { code: code === '' ? String(error) : code }), todo);
}

function tooLarge(path: string, limit: number, size: number): Diagnostic {
  const values = { limit: { kind: 'bytes', bytes: limit }, size: { kind: 'bytes', bytes: size } } as const;
  return at(path, problem('file-too-large', values), fix('choose-ours'));
}

function at(path: string, found: Message, todo: Message): Diagnostic {
  return { ...found, severity: 'error', path, fix: { ...todo, changes: [] } };
}
