// The main process from start to end: one instance, one window, and nothing left behind when it closes. What is heavy (the
// network, image decoding, the worker pool) is loaded when it is first asked for, so that the window is there quickly.
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { app, BrowserWindow, nativeTheme, protocol, session } from 'electron';
import { workbenchLayoutSchema } from '../../engine/protocol.ts';
import { createDraftFile } from '../host/files/draft.ts';
import { createSettingsStore } from '../host/files/settings.ts';
import { createStoredFile } from '../host/files/stored-file.ts';
import { createHandlers } from './commands/handlers.ts';
import { createDrawingPace } from './ipc/drawing-pace.ts';
import { createEventChannel } from './ipc/events.ts';
import { handleCommands, offerEventPort } from './ipc/ipc.ts';
import { createApplicationMenu } from './menu/menu.ts';
import { findDevServer, serveFromDevServer } from './security/dev-server.ts';
import { pageScheme, servePageFile } from './security/page-files.ts';
import { forbidNetworkNames, secureContents, secureSession } from './security/security.ts';
import { createDialogs } from './windows/dialogs.ts';
import { keepPage } from './windows/page-recovery.ts';
import { getBundledFiles, openWindow } from './windows/window.ts';
import { windowStateSchema } from './windows/window-state.ts';

const shutdownLimitMilliseconds = 3000;
const devServer = findDevServer(process.env, app.isPackaged);

/** Before anything of Electron's is used: where the person's data is, and what Chromium may do. */
function prepare(): void {
  const userData = process.env.RECEPTIVE_USER_DATA;
  if (userData) {
    mkdirSync(userData, { recursive: true });
    app.setPath('userData', resolve(userData));
  }
  forbidNetworkNames(devServer);
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** A network file among the arguments of this or of a second start: the operating system asks to open it. */
function findDocumentArgument(commandLine: readonly string[], workingFolder: string): string | undefined {
  const argument = commandLine.slice(1).find((part) => !part.startsWith('-') && part.endsWith('.receptive.json'));
  return argument === undefined ? undefined : resolve(workingFolder, argument);
}

/** A file that was handed over before there was a page to show it. */
let waitingFile = findDocumentArgument(process.argv, process.cwd());
let openFile = (path: string): void => {
  waitingFile = path;
};

async function start(): Promise<void> {
  const userData = app.getPath('userData');
  const settings = createSettingsStore(join(userData, 'settings.json'));
  const draft = createDraftFile(join(userData, 'draft.json'));
  const windowState = createStoredFile(join(userData, 'window.json'), windowStateSchema);
  const layout = createStoredFile(join(userData, 'layout.json'), workbenchLayoutSchema);
  const [{ theme }, lastWindowState] = await Promise.all([settings.read(), windowState.read()]);
  nativeTheme.themeSource = theme;

  let limitPreviews = (_rate: number): void => undefined;
  const pace = createDrawingPace({
    processors: availableParallelism(),
    readDrawing,
    changed: (interval) => limitPreviews(1000 / interval),
    now: () => performance.now(),
  });
  const events = createEventChannel(pace);
  const bundled = getBundledFiles(import.meta.dirname);
  const menu = createApplicationMenu(await settings.language(), (item) => events.send({ kind: 'menu', item }));
  const service = createHandlers({
    dialogs: createDialogs(() => BrowserWindow.getAllWindows()[0], settings.language),
    settings,
    draft,
    layout,
    events,
    async applySettings({ theme: chosen }) {
      nativeTheme.themeSource = chosen;
      menu.speak(await settings.language());
    },
    showMenu: menu.show,
  });
  const { handlers, leavePage, dispose } = service;
  limitPreviews = service.limitPreviews;
  app.on('web-contents-created', (_event, contents) => secureContents(contents, devServer));
  secureSession(session.defaultSession, devServer);
  protocol.handle(pageScheme, (request) => (devServer ? serveFromDevServer(devServer, request) : servePageFile(bundled.page, request)));
  handleCommands(handlers);
  endCleanly(async () => {
    await Promise.allSettled([dispose(), draft.settled(), settings.settled(), windowState.settled(), layout.settled()]);
  });

  const window = openWindow(bundled.preload, lastWindowState, windowState);
  offerEventPort(window.webContents, events);
  keepPage(window, () => {
    menu.reset();
    leavePage();
  });
  reportTiming(window);
  window.webContents.once('did-finish-load', () => {
    openFile = (path) => events.send({ kind: 'open-file', path });
    if (waitingFile !== undefined) openFile(waitingFile);
  });
  app.on('second-instance', (_event, commandLine, workingFolder) => {
    if (window.isMinimized()) window.restore();
    window.focus();
    const path = findDocumentArgument(commandLine, workingFolder);
    if (path !== undefined) openFile(path);
  });
}

/** Processor time of the processes that draw, since the last call, in cores. */
function readDrawing(): number {
  const drawing = app.getAppMetrics().filter(({ type }) => type === 'Tab' || type === 'GPU');
  const share = drawing.reduce((sum, { cpu }) => sum + cpu.percentCPUUsage, 0) / 100;
  return share * availableParallelism(); // Electron gives percent of all processors together
}

/** Ends the workers and finishes what is being written, but never waits longer than a person would. */
function endCleanly(finish: () => Promise<void>): void {
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    event.preventDefault();
    const limit = new Promise((giveUp) => setTimeout(giveUp, shutdownLimitMilliseconds));
    void Promise.race([finish(), limit]).then(() => app.exit(0));
  });
}

function reportTiming(window: BrowserWindow): void {
  if (!process.env.RECEPTIVE_TIMING) return;
  window.once('show', () => {
    const started = process.getCreationTime() ?? performance.timeOrigin;
    console.error(`receptive: window shown ${Math.round(Date.now() - started)} ms after the process started`);
  });
}

prepare();
app.on('open-file', (event, path) => {
  event.preventDefault();
  openFile(path);
});
if (app.requestSingleInstanceLock()) {
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      console.error(error);
      app.exit(1);
    });
} else {
  app.exit(0);
}
