// The checksums of a model file's parts beside the weights, which have their own: sha256 of a part's JSON without spaces, as it
// stands in the file. A changed letter in a class name or one pixel of a test image would otherwise pass for the truth. A file
// without them, written by another program or changed by hand, is read as well: the other checks stay.
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Diagnostic } from '../base/diagnostics.ts';
import { messagesOf } from '../base/messages.ts';
import { type CheckedPart, checkedParts } from './model.ts';
import { checksumOf } from './tensor-bytes.ts';
import { words } from './words.ts';

const { problem, fix, phrase } = messagesOf(words);

/** Hexadecimal sha256 by part. Objects keep the order of their fields, as JSON.parse gives it. */
export function checksumParts(parts: Readonly<Record<CheckedPart, unknown>>): Record<CheckedPart, string> {
  return Object.fromEntries(checkedParts.map((name) => [name, checksumPart(parts[name]) ?? ''])) as Record<CheckedPart, string>;
}

/** fields: the file's, before anything was completed or migrated. A diagnostic for each part that is not what was written. */
export function checkParts(
  fields: Readonly<Record<string, unknown>>,
  checksums: Readonly<Record<CheckedPart, string>> | undefined,
): readonly Diagnostic[] {
  if (checksums === undefined) return [];
  return checkedParts
    .map((name) => ({ name, expected: checksums[name], received: checksumPart(fields[name]) }))
    .filter(({ expected, received }) => expected !== received)
    .map(({ name, expected, received }) => ({
      ...problem('part-checksum', { part: name, expected, received: received ?? phrase('too-deep') }),
      path: name,
      fix: { ...fix('export-or-remove-checksums'), changes: [] },
    }));
}

/** Undefined where the part is nested too deeply to be written. */
function checksumPart(part: unknown): string | undefined {
  try {
    return checksumOf(utf8ToBytes(JSON.stringify(part)));
  } catch {
    return undefined;
  }
}
