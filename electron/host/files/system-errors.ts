// What the operating system's error codes mean. One table says what kind of mishap a code is; the words for it follow from the
// kind: a phrase, why an image is skipped, or a diagnostic about a file that a person has named.
import type { Diagnostic } from '../../../engine/base/diagnostics.ts';
import type { SkipReasonId } from '../../../engine/datasets/image-folder.ts';

/** Our own code, beside the system's: a device or a pipe where a file is to be written. */
export const notAFile = 'not a file';

const kinds = {
  ENOENT: 'missing',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EROFS: 'read-only',
  ENOTDIR: 'file-as-folder',
  EISDIR: 'folder-as-file',
  ENXIO: 'not-a-file',
  [notAFile]: 'not-a-file',
  ENAMETOOLONG: 'name-too-long',
  ENOSPC: 'disk-full',
  EDQUOT: 'over-quota',
  EFBIG: 'over-quota',
  ELOOP: 'link-loop',
  EMFILE: 'too-many-open',
  ENFILE: 'too-many-open',
} as const;
type ErrorKind = (typeof kinds)[keyof typeof kinds];

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** An error of the operating system, which a person can do something about, rather than one of the program. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

/** Undefined where no words of ours are known for it. */
function kindOf(error: unknown): ErrorKind | undefined {
  const code = errorCode(error);
  return code !== undefined && Object.hasOwn(kinds, code) ? kinds[code as keyof typeof kinds] : undefined;
}

const phrases: Readonly<Record<ErrorKind, string>> = {
  missing: 'Nothing at this path',
  forbidden: 'No permission',
  'read-only': 'The disk can only be read',
  'file-as-folder': 'A file, where a folder is needed',
  'folder-as-file': 'A folder, where a file is needed',
  'not-a-file': 'A device or a pipe, where a file is needed',
  'name-too-long': 'A name too long for the system',
  'disk-full': 'No space left on the disk',
  'over-quota': 'No more bytes allowed for this user or file',
  'link-loop': 'A symbolic link that leads to itself',
  'too-many-open': 'Too many open files',
};

/** What was found, in a person's words; the system's own where we have none. */
export function describeSystemError(error: unknown): string {
  const kind = kindOf(error);
  if (kind !== undefined) return phrases[kind];
  return error instanceof Error ? error.message : String(error);
}

type Skip = { readonly id: SkipReasonId; readonly reason: string };

const missingFile: Skip = { id: 'missing', reason: 'The file is gone, or it is a link to nothing' };
/** What is read and is none. */
export const folderSkipped: Skip = { id: 'not-a-file', reason: 'It is a folder, not a file' };
export const deviceSkipped: Skip = { id: 'not-a-file', reason: 'It is a pipe, socket or device, not a file' };
const skips: Readonly<Partial<Record<ErrorKind, Skip>>> = {
  missing: missingFile,
  'file-as-folder': missingFile,
  forbidden: { id: 'no-permission', reason: 'The file may not be read: allow it for this user' },
  'folder-as-file': folderSkipped,
  'not-a-file': deviceSkipped,
  'link-loop': { id: 'missing', reason: 'It is a symbolic link that leads to itself' },
};

/** Why an image could not be read. */
export function skipForSystemError(error: unknown): Skip {
  const kind = kindOf(error);
  const known = kind === undefined ? undefined : skips[kind];
  return known ?? { id: 'unreadable', reason: `The file can't be read: ${describeSystemError(error)}` };
}

type FileWords = readonly [id: string, message: string, fix: string];

const unknownMishap: FileWords = ['file-unreadable', 'The system could not do it', 'Check the disk'];
const fileWords: Readonly<Record<ErrorKind, FileWords>> = {
  missing: ['file-missing', 'There is no such file or folder', 'Check the name'],
  forbidden: ['no-permission', 'This may not be read or written', 'Change its permissions or choose another place'],
  'read-only': ['no-permission', 'This disk can only be read', 'Choose another place'],
  'file-as-folder': ['file-missing', 'A file is in the place of one of the folders', 'Check the path'],
  'folder-as-file': ['not-a-file', 'This is a folder', 'Name a file'],
  'not-a-file': ['not-a-file', 'This is a device or a pipe', 'Name a file'],
  'name-too-long': ['name-too-long', 'This name is too long for the system', 'Choose a shorter one'],
  'disk-full': ['disk-full', 'The disk is full', 'Free some space or choose another place'],
  'over-quota': ['disk-full', 'No more bytes are allowed for this user or file', 'Free some space or choose another place'],
  'link-loop': ['file-missing', 'This is a symbolic link that leads to itself', 'Check the path'],
  'too-many-open': ['too-many-files', 'Too many files are open', 'Close other programs'],
};

/** Why the system refused to read or write a file that a person has named. */
export function diagnoseFileError(error: unknown, path: string): Diagnostic {
  const kind = kindOf(error);
  const [id, message, fix] = kind === undefined ? unknownMishap : fileWords[kind];
  return { id, severity: 'error', path, message, received: errorCode(error) ?? String(error), fix: { label: fix, changes: [] } };
}
