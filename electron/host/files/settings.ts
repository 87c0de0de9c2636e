// The person's settings: how many worker threads train, the theme, and the language. Stored values are checked on reading; what is missing,
// damaged or impossible on this machine becomes the default.

import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { type Language, languages } from '../../../engine/base/messages.ts';
import type { CommandInput, Settings } from '../../../engine/protocol.ts';
import { languageOf } from '../../../engine/words/language.ts';
import { createStoredFile } from './stored-file.ts';

const storedSettingsSchema = z.object({
  workers: z.int().min(1).max(64).optional().catch(undefined),
  theme: z.enum(['system', 'light', 'dark']).optional().catch(undefined),
  language: z
    .enum(['system', ...languages])
    .optional()
    .catch(undefined),
});

export interface SettingsStore {
  read(): Promise<Settings>;
  /** What `system` stands for, where a person has chosen no language. */
  language(): Promise<Language>;
  change(changes: CommandInput<'writeSettings'>): Promise<Settings>;
  settled(): Promise<void>;
}

/** One worker a core, but one core is left to the window. */
export function getDefaultWorkers(cores: number): number {
  return Math.max(1, cores - 1);
}

export function createSettingsStore(path: string, cores: number = availableParallelism()): SettingsStore {
  const file = createStoredFile(path, storedSettingsSchema);
  const complete = (stored: z.infer<typeof storedSettingsSchema> | undefined): Settings => ({
    workers: Math.min(stored?.workers ?? getDefaultWorkers(cores), Math.max(1, cores)),
    availableWorkers: Math.max(1, cores),
    theme: stored?.theme ?? 'system',
    language: stored?.language ?? 'system',
  });
  let current: Promise<Settings> | undefined;
  const read = (): Promise<Settings> => {
    current ??= file.read().then(complete);
    return current;
  };
  return {
    read,
    async change(changes) {
      const before = await read();
      const after = complete({
        workers: changes.workers ?? before.workers,
        theme: changes.theme ?? before.theme,
        language: changes.language ?? before.language,
      });
      current = Promise.resolve(after);
      await file.write({ workers: after.workers, theme: after.theme, language: after.language });
      return after;
    },
    async language() {
      const { language } = await read();
      return language === 'system' ? languageOf(Intl.DateTimeFormat().resolvedOptions().locale) : language;
    },
    settled: file.settled,
  };
}
