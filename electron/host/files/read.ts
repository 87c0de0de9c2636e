// Files of the product, read. Reading is bounded before anything is allocated; what a person can mend (missing, too large, no
// permission, no text) is a diagnostic.
import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { type Diagnostic, fail, type Outcome, succeed } from '../../../engine/base/diagnostics.ts';
import { type Message, messagesOf } from '../../../engine/base/messages.ts';
import { words as baseWords } from '../../../engine/base/words.ts';
import { words } from '../../../engine/words/host.ts';
import { diagnoseFileError } from './system-errors.ts';

const { problem, fix } = messagesOf(words);
const base = messagesOf(baseWords);

/** Largest network document and largest model that are read. */
export const documentBytesLimit = 16 * 2 ** 20;
export const modelBytesLimit = 400 * 2 ** 20;

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

function tooLarge(path: string, limit: number, size: number): Diagnostic {
  const values = { limit: { kind: 'bytes', bytes: limit }, size: { kind: 'bytes', bytes: size } } as const;
  return at(path, problem('file-too-large', values), fix('choose-ours'));
}

function at(path: string, found: Message, todo: Message): Diagnostic {
  return { ...found, severity: 'error', path, fix: { ...todo, changes: [] } };
}
