// The operating system's dialogs, as questions that answer with a path or undefined (the person cancelled).
import { type BrowserWindow, dialog, type FileFilter } from 'electron';

export interface Dialogs {
  openFile(title: string, filters: readonly FileFilter[]): Promise<string | undefined>;
  openFolder(title: string): Promise<string | undefined>;
  saveFile(title: string, suggestedName: string, filters: readonly FileFilter[]): Promise<string | undefined>;
}

/** `getWindow`: the window that a dialog belongs to. Without one nothing is asked. */
export function createDialogs(getWindow: () => BrowserWindow | undefined): Dialogs {
  const open = async (
    title: string,
    property: 'openFile' | 'openDirectory',
    filters: readonly FileFilter[],
  ): Promise<string | undefined> => {
    const window = getWindow();
    if (window === undefined) return undefined;
    const answer = await dialog.showOpenDialog(window, { title, properties: [property], filters: [...filters] });
    return answer.canceled ? undefined : answer.filePaths[0];
  };
  return {
    openFile: (title, filters) => open(title, 'openFile', filters),
    openFolder: (title) => open(title, 'openDirectory', []),
    async saveFile(title, suggestedName, filters) {
      const window = getWindow();
      if (window === undefined) return undefined;
      const answer = await dialog.showSaveDialog(window, { title, defaultPath: suggestedName, filters: [...filters] });
      return answer.canceled || answer.filePath === '' ? undefined : answer.filePath;
    },
  };
}
