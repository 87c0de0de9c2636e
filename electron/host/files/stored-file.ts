// A small value kept in the user's data folder: settings, draft, window place. Written atomically and one write at a time,
// the newest value last; a missing or damaged file reads as undefined, so that nothing a disk does can stop the start.
import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { writeFileAtomically } from './atomic-write.ts';

export interface StoredFile<Value> {
  read(): Promise<Value | undefined>;
  /** Resolves when this value, or a newer one, is on the disk. */
  write(value: Value): Promise<void>;
  /** Resolves when nothing is being written, also where writing failed. */
  settled(): Promise<void>;
}

export function createStoredFile<Value>(path: string, schema: z.ZodType<Value>): StoredFile<Value> {
  let newest: { readonly value: Value } | undefined;
  let writing: Promise<void> | undefined;

  const read = async (): Promise<Value | undefined> => {
    try {
      const parsed = schema.safeParse(JSON.parse(await readFile(path, 'utf8')));
      return parsed.success ? parsed.data : undefined;
    } catch {
      return undefined; // no such file yet, or no JSON in it
    }
  };

  // Values that came while one was being written are skipped but for the last.
  const writeAll = async (): Promise<void> => {
    try {
      while (newest !== undefined) {
        const { value } = newest;
        newest = undefined;
        await writeFileAtomically(path, JSON.stringify(value));
      }
    } finally {
      writing = undefined;
    }
  };

  const write = (value: Value): Promise<void> => {
    newest = { value };
    writing ??= writeAll();
    return writing;
  };

  return { read, write, settled: async () => void (await writing?.catch(() => undefined)) };
}
