// Reads one file into a buffer that is used again for the next, unless it is large: opened without ever waiting (a pipe must not hang the
// worker), checked to be a file of bearable length, and stamped with the size and time that the cache compares.

import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { deviceSkipped, folderSkipped, reasons, skipForSystemError } from '../files/system-errors.ts';
import type { DecodeFailure } from './decode-failure.ts';
import { largeFileBytes, maximumFileBytes } from './limits.ts';

export interface FileStamp {
  readonly size: number;
  /** Modification time in milliseconds. */
  readonly time: number;
}

export type ReadResult =
  | { readonly kind: 'same' }
  /** Longer than was allowed: to be asked for again once there is memory for so many bytes. */
  | { readonly kind: 'large'; readonly size: number }
  | { readonly kind: 'read'; readonly bytes: Uint8Array; readonly stamp: FileStamp }
  | DecodeFailure;

export interface FileReader {
  /** bytes stay valid until the next call. 'same' where the file still has the known stamp: it is not opened then. */
  read(path: string, known?: FileStamp, allowed?: number): ReadResult;
}

const nonBlocking = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

export function createFileReader(): FileReader {
  let scratch = new Uint8Array(64 * 1024);
  const read = (path: string, known: FileStamp | undefined, allowed: number): ReadResult => {
    if (known) {
      const stats = statSync(path);
      if (stats.isFile() && stats.size === known.size && stats.mtimeMs === known.time) return { kind: 'same' };
    }
    const descriptor = openSync(path, nonBlocking);
    try {
      const stats = fstatSync(descriptor);
      if (!stats.isFile()) return { kind: 'failed', ...(stats.isDirectory() ? folderSkipped : deviceSkipped) };
      const { size } = stats;
      if (size === 0) return { kind: 'failed', id: 'empty', reason: reasons.phrase('skipped-empty') };
      if (size > maximumFileBytes)
        return { kind: 'failed', id: 'file-too-large', reason: reasons.phrase('skipped-file-too-large', { size, most: maximumFileBytes }) };
      if (size > allowed) return { kind: 'large', size };
      if (size <= largeFileBytes && size > scratch.length) scratch = new Uint8Array(Math.min(largeFileBytes, Math.ceil(size * 1.25)));
      const target = size > largeFileBytes ? new Uint8Array(size) : scratch;
      let filled = 0;
      while (filled < size) {
        const count = readSync(descriptor, target, filled, size - filled, null);
        if (count === 0) break;
        filled += count;
      }
      return { kind: 'read', bytes: target.subarray(0, filled), stamp: { size, time: stats.mtimeMs } };
    } finally {
      closeSync(descriptor);
    }
  };
  return {
    read: (path, known, allowed = largeFileBytes) => {
      try {
        return read(path, known, allowed);
      } catch (error) {
        return { kind: 'failed', ...skipForSystemError(error) };
      }
    },
  };
}
