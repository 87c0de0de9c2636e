// The one window: a sandboxed page without Node, served from the application's own files, shown when it has something to
// show, in the place where it was last time.
import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { StoredFile } from '../../host/files/stored-file.ts';
import { pageAddress } from '../security/page-files.ts';
import { minimumSize, placeWindow, type WindowState } from './window-state.ts';

/** The window's colour before the page has painted: the same as the page's own background (renderer/design/tokens.css). */
const backgrounds = { light: '#eef0f3', dark: '#121418' } as const;

export function openWindow(preloadFile: string, lastState: WindowState | undefined, stateFile: StoredFile<WindowState>): BrowserWindow {
  const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea);
  const window = new BrowserWindow({
    ...placeWindow(lastState, screens),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    title: 'Receptive',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
    autoHideMenuBar: true,
    webPreferences: {
      preload: preloadFile,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false, // would download dictionaries
    },
  });
  window.once('ready-to-show', () => {
    if (lastState?.maximized === true) window.maximize(); // shows the window too: so not earlier
    window.show();
  });
  window.on('close', () => void stateFile.write(describeState(window)).catch(() => undefined));
  void window.loadURL(pageAddress);
  return window;
}

function describeState(window: BrowserWindow): WindowState {
  return { ...window.getNormalBounds(), maximized: window.isMaximized() };
}

/** Where the bundle has put the preload script and the page: beside the main process's own file. */
export function getBundledFiles(bundleFolder: string): { readonly preload: string; readonly page: string } {
  return { preload: join(bundleFolder, 'preload.cjs'), page: join(bundleFolder, 'renderer') };
}
