// Writing all or nothing: a temporary file in the same folder, flushed, then renamed over the target, so that a crash or a full
// disk leaves the former content. Whoever writes a file that is to be there whole or not at all writes it here.
import { randomUUID } from 'node:crypto';
import { constants, rmSync } from 'node:fs';
import { access, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail, type Outcome, succeed } from '../../../engine/base/diagnostics.ts';
import { diagnoseFileError, notAFile } from './system-errors.ts';

/**
 * Replaces the file's content, or leaves it as it was and throws. A link is followed; an existing file keeps its mode. What is
 * there and no file (a folder, /dev/null) is refused: the rename would replace it.
 */
export async function writeFileAtomically(path: string, data: string | Uint8Array): Promise<void> {
  const { target, temporary, mode } = await prepareReplacing(path);
  unfinished.add(temporary);
  try {
    await replaceFile(target, temporary, data, { mode, isFlushed: true });
  } finally {
    unfinished.delete(temporary);
  }
  await flushFolder(dirname(target));
}

/** The same for a file that a person has named: where it can't be written, why. */
export async function saveFile(path: string, data: string | Uint8Array): Promise<Outcome<undefined>> {
  try {
    await writeFileAtomically(path, data);
    return succeed(undefined);
  } catch (error) {
    return fail(diagnoseFileError(error, path));
  }
}

/**
 * Writes `temporary`, a new file of the same folder, and renames it to `target`; leaves neither half a file nor the temporary one.
 * isFlushed: on the disk before it has its name, so that a power cut leaves the former content or this.
 */
export async function replaceFile(
  target: string,
  temporary: string,
  data: string | Uint8Array,
  { mode = 0o666, isFlushed }: { readonly mode?: number; readonly isFlushed: boolean },
): Promise<void> {
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(data);
      if (isFlushed) await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
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

/** So that the new name survives a power cut; not every system lets a folder be flushed, and none needs it to be correct. */
async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, constants.O_RDONLY);
    await handle.sync().finally(() => handle.close());
  } catch {}
}
