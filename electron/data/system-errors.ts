// What the operating system's error codes mean for a person who opened a folder.
import { type Message, type MessageValue, messagesOf } from '../../engine/base/messages.ts';
import type { SkipReasonId } from '../../engine/datasets/image-folder.ts';
import { words as datasetWords } from '../../engine/datasets/words.ts';
import { words } from '../../engine/words/host.ts';

const { phrase } = messagesOf(words);
/** Why a file is left out. */
export const reasons = messagesOf(datasetWords);

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** An error of the operating system, which a person can do something about, rather than one of the program. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

export function describeSystemError(error: unknown): MessageValue {
  switch (errorCode(error)) {
    case 'EACCES':
    case 'EPERM':
      return phrase('system-no-permission');
    case 'ENOENT':
      return phrase('system-nothing-there');
    case 'ENOTDIR':
      return phrase('system-not-a-folder');
    case 'ENOSPC':
      return phrase('system-no-space');
    case 'EDQUOT':
    case 'EFBIG':
      return phrase('system-quota');
    case 'EROFS':
      return phrase('system-read-only');
    case 'ELOOP':
      return phrase('system-link-loop');
    case 'EMFILE':
    case 'ENFILE':
      return phrase('system-too-many-files');
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

export function skipForSystemError(error: unknown): { id: SkipReasonId; reason: Message } {
  switch (errorCode(error)) {
    case 'EACCES':
    case 'EPERM':
      return { id: 'no-permission', reason: reasons.phrase('skipped-no-permission') };
    case 'ENOENT':
    case 'ENOTDIR':
      return { id: 'missing', reason: reasons.phrase('skipped-missing') };
    case 'ELOOP':
      return { id: 'missing', reason: reasons.phrase('skipped-link-to-itself') };
    case 'EISDIR':
      return { id: 'not-a-file', reason: reasons.phrase('skipped-folder') };
    case 'ENXIO':
      return { id: 'not-a-file', reason: reasons.phrase('skipped-device') };
    default:
      return { id: 'unreadable', reason: reasons.phrase('skipped-unreadable', { why: describeSystemError(error) }) };
  }
}
