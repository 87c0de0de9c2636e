// Opening and saving documents, and the draft. A file is read whole only when it is small enough, and what is in it is
// checked before the window sees it; a document is checked again before it replaces a file.

import { sentence } from '../../../engine/words/texts.ts';
import { saveFile } from '../../host/files/atomic-write.ts';
import type { Draft } from '../../host/files/draft.ts';
import { documentBytesLimit, readJsonFile } from '../../host/files/read.ts';
import type { StoredFile } from '../../host/files/stored-file.ts';
import { type CommandHandlers, createFailure } from '../ipc/answer.ts';
import type { Dialogs, FileKind } from '../windows/dialogs.ts';
import { dialogTexts } from '../words.ts';

const documentExtension = '.receptive.json';
const documentKind: FileKind = { name: sentence(dialogTexts, 'network'), extensions: ['json'] };

type DocumentCommands = Pick<CommandHandlers, 'openDocument' | 'saveDocument' | 'storeDraft' | 'readDraft'>;

export function createDocumentCommands(dialogs: Dialogs, draft: StoredFile<Draft>): DocumentCommands {
  return {
    async openDocument(input) {
      const path = input.path ?? (await dialogs.openFile(sentence(dialogTexts, 'openNetwork'), documentKind));
      if (path === undefined) return { kind: 'cancelled' };
      const read = await readJsonFile(path, documentBytesLimit);
      if (!read.ok) return createFailure(read.diagnostics);
      const { parseDocument } = await import('../../../engine/document/parse.ts');
      const parsed = parseDocument(read.value);
      if (!parsed.ok) return createFailure(parsed.diagnostics);
      return { kind: 'opened', path, document: parsed.value, warnings: createFailure(parsed.diagnostics).diagnostics };
    },

    async saveDocument(input) {
      const { parseDocument } = await import('../../../engine/document/parse.ts');
      const parsed = parseDocument(input.document);
      if (!parsed.ok) return createFailure(parsed.diagnostics);
      const suggestion = `${getFileName(parsed.value.name)}${documentExtension}`;
      const chosen = input.path ?? (await dialogs.saveFile(sentence(dialogTexts, 'saveNetwork'), suggestion, documentKind));
      if (chosen === undefined) return { kind: 'cancelled' };
      const path = withExtension(chosen, documentExtension);
      const saved = await saveFile(path, `${JSON.stringify(parsed.value, null, 2)}\n`);
      return saved.ok ? { kind: 'saved', path } : createFailure(saved.diagnostics);
    },

    async storeDraft(input) {
      await draft.write({ document: input.document, unsaved: input.unsaved, ...(input.path === undefined ? {} : { path: input.path }) });
      return { kind: 'done' };
    },

    async readDraft() {
      const stored = await draft.read();
      return stored === undefined
        ? { kind: 'none' }
        : { kind: 'draft', document: stored.document, path: stored.path, unsaved: stored.unsaved };
    },
  };
}

/** A name any file system takes, from a document's or model's name. */
export function getFileName(name: string): string {
  const safe = name
    .trim()
    .replace(/[^\p{L}\p{N} ._-]+/gu, '-')
    .replace(/^\.+/, '')
    .slice(0, 100);
  return safe === '' ? 'network' : safe;
}

/** Only JSON files are ever written: a path that names none gets the extension. */
export function withExtension(path: string, extension: string): string {
  return path.toLowerCase().endsWith('.json') ? path : `${path}${extension}`;
}
