// What the operating system's error codes mean. One table says what kind of mishap a code is; the words for it follow from the
// kind: a phrase, why an image is skipped, or a diagnostic about a file that a person has named.
import type { Diagnostic } from '../../../engine/base/diagnostics.ts';
import { assertNever } from '../../../engine/base/fields.ts';
import { type Message, type MessageValue, messagesOf } from '../../../engine/base/messages.ts';
import type { SkipReasonId } from '../../../engine/datasets/image-folder.ts';
import { words as datasetWords } from '../../../engine/datasets/words.ts';
import { words } from '../../../engine/words/host.ts';

const { problem, fix, phrase } = messagesOf(words);
/** Why a file is left out. */
export const reasons = messagesOf(datasetWords);

/** Our own codes, beside the system's: a device or a pipe where a file is to be written, and a file that does not hold what was written. */
export const notAFile = 'not-a-file';
export const notAsWritten = 'not-as-written';

const kinds = {
  ENOENT: 'missing',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EROFS: 'read-only',
  ENOTDIR: 'file-as-folder',
  EISDIR: 'folder-as-file',
  ENXIO: 'not-a-file',
  [notAFile]: 'not-a-file',
  [notAsWritten]: 'not-as-written',
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

const phrases: Readonly<Record<ErrorKind, MessageValue>> = {
  missing: phrase('system-nothing-there'),
  forbidden: phrase('system-no-permission'),
  'read-only': phrase('system-read-only'),
  'file-as-folder': phrase('system-not-a-folder'),
  'folder-as-file': phrase('system-not-a-file'),
  'not-a-file': phrase('system-device'),
  'name-too-long': phrase('system-long-name'),
  'disk-full': phrase('system-no-space'),
  'over-quota': phrase('system-quota'),
  'link-loop': phrase('system-link-loop'),
  'too-many-open': phrase('system-too-many-files'),
  'not-as-written': phrase('system-not-as-written'),
};

/** What was found, as a value of a message; the system's own words where we have none. */
export function describeSystemError(error: unknown): MessageValue {
  const kind = kindOf(error);
  if (kind !== undefined) return phrases[kind];
  return error instanceof Error ? error.message : String(error);
}

type Skip = { readonly id: SkipReasonId; readonly reason: Message };

const missingFile: Skip = { id: 'missing', reason: reasons.phrase('skipped-missing') };
/** What is read and is none. */
export const folderSkipped: Skip = { id: 'not-a-file', reason: reasons.phrase('skipped-folder') };
export const deviceSkipped: Skip = { id: 'not-a-file', reason: reasons.phrase('skipped-device') };
const skips: Readonly<Partial<Record<ErrorKind, Skip>>> = {
  missing: missingFile,
  'file-as-folder': missingFile,
  forbidden: { id: 'no-permission', reason: reasons.phrase('skipped-no-permission') },
  'folder-as-file': folderSkipped,
  'not-a-file': deviceSkipped,
  'link-loop': { id: 'missing', reason: reasons.phrase('skipped-link-to-itself') },
};

/** Why an image could not be read. */
export function skipForSystemError(error: unknown): Skip {
  const kind = kindOf(error);
  const known = kind === undefined ? undefined : skips[kind];
  return known ?? { id: 'unreadable', reason: reasons.phrase('skipped-unreadable', { why: describeSystemError(error) }) };
}

/** What is wrong with a file for each kind of mishap, and what a person can do. */
function refusalFor(kind: ErrorKind | undefined, code: string): readonly [found: Message, todo: Message] {
  switch (kind) {
    case 'missing':
      return [problem('file-missing', { code }), fix('check-name')];
    case 'forbidden':
      return [problem('no-permission', { code }), fix('change-permissions')];
    case 'read-only':
      return [problem('disk-read-only', { code }), fix('other-place')];
    case 'file-as-folder':
      return [problem('folder-is-file', { code }), fix('check-path')];
    case 'folder-as-file':
      return [problem('not-a-file', { kind: 'folder' }), fix('name-a-file')];
    case 'not-a-file':
      return [problem('not-a-file', { kind: 'device' }), fix('name-a-file')];
    case 'name-too-long':
      return [problem('name-too-long', { code }), fix('shorter-name')];
    case 'disk-full':
      return [problem('disk-full', { code }), fix('free-space')];
    case 'over-quota':
      return [problem('over-quota', { code }), fix('free-space')];
    case 'link-loop':
      return [problem('link-loop', { code }), fix('check-path')];
    case 'too-many-open':
      return [problem('too-many-files', { code }), fix('close-other-programs')];
    case 'not-as-written':
    case undefined:
      return [problem('file-unreadable', { code }), fix('check-disk')];
    default:
      return assertNever(kind);
  }
}

/** Why the system refused to read or write a file that a person has named. */
export function diagnoseFileError(error: unknown, path: string): Diagnostic {
  const [found, todo] = refusalFor(kindOf(error), errorCode(error) ?? String(error));
  return { ...found, severity: 'error', path, fix: { ...todo, changes: [] } };
}
