// What the operating system's error codes mean for a person who opened a folder.
import type { SkipReasonId } from '../../../engine/datasets/image-folder.ts';

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** An error of the operating system, which a person can do something about, rather than one of the program. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

export function describeSystemError(error: unknown): string {
  switch (errorCode(error)) {
    case 'EACCES':
    case 'EPERM':
      return 'No permission';
    case 'ENOENT':
      return 'Nothing at this path';
    case 'ENOTDIR':
      return 'A file, where a folder is needed';
    case 'ENOSPC':
      return 'No space left on the disk';
    case 'EDQUOT':
    case 'EFBIG':
      return 'No more bytes allowed for this user or file';
    case 'EROFS':
      return 'The disk can only be read';
    case 'ELOOP':
      return 'A symbolic link that leads to itself';
    case 'EMFILE':
    case 'ENFILE':
      return 'Too many open files';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

export function skipForSystemError(error: unknown): { id: SkipReasonId; reason: string } {
  switch (errorCode(error)) {
    case 'EACCES':
    case 'EPERM':
      return { id: 'no-permission', reason: 'The file may not be read: allow it for this user' };
    case 'ENOENT':
    case 'ENOTDIR':
      return { id: 'missing', reason: 'The file is gone, or it is a link to nothing' };
    case 'ELOOP':
      return { id: 'missing', reason: 'It is a symbolic link that leads to itself' };
    case 'EISDIR':
      return { id: 'not-a-file', reason: 'It is a folder, not a file' };
    case 'ENXIO':
      return { id: 'not-a-file', reason: 'It is a pipe, socket or device, not a file' };
    default:
      return { id: 'unreadable', reason: `The file can't be read: ${describeSystemError(error)}` };
  }
}
