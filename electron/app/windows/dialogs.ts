// The operating system's dialogs, as questions that answer with a path or undefined (the person cancelled). What they say are sentences,
// said in the language of the moment in which they open.
import { type BrowserWindow, dialog, type FileFilter } from 'electron';
import type { Language } from '../../../engine/base/messages.ts';
import { type Sentence, saySentence } from '../../../engine/words/texts.ts';

/** A kind of file, with endings without the dot. */
export interface FileKind {
  readonly name: Sentence;
  readonly extensions: readonly string[];
}

export interface Dialogs {
  openFile(title: Sentence, kind: FileKind): Promise<string | undefined>;
  openFolder(title: Sentence): Promise<string | undefined>;
  saveFile(title: Sentence, suggestedName: string, kind: FileKind): Promise<string | undefined>;
}

/** `getWindow`: the window that a dialog belongs to. Without one nothing is asked. */
export function createDialogs(getWindow: () => BrowserWindow | undefined, readLanguage: () => Promise<Language>): Dialogs {
  const filtersOf = ({ name, extensions }: FileKind, language: Language): FileFilter[] => [
    { name: saySentence(name, language), extensions: [...extensions] },
  ];
  const open = async (title: Sentence, property: 'openFile' | 'openDirectory', kind?: FileKind): Promise<string | undefined> => {
    const language = await readLanguage();
    const window = getWindow();
    if (window === undefined) return undefined;
    const filters = kind === undefined ? [] : filtersOf(kind, language);
    const answer = await dialog.showOpenDialog(window, { title: saySentence(title, language), properties: [property], filters });
    return answer.canceled ? undefined : answer.filePaths[0];
  };
  return {
    openFile: (title, kind) => open(title, 'openFile', kind),
    openFolder: (title) => open(title, 'openDirectory'),
    async saveFile(title, suggestedName, kind) {
      const language = await readLanguage();
      const window = getWindow();
      if (window === undefined) return undefined;
      const answer = await dialog.showSaveDialog(window, {
        title: saySentence(title, language),
        defaultPath: suggestedName,
        filters: filtersOf(kind, language),
      });
      return answer.canceled || answer.filePath === '' ? undefined : answer.filePath;
    },
  };
}
