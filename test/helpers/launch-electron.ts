// Opens the bundled application in a real Electron, as a person would find it on the first start: each launch has a user-data
// folder of its own. Closing it proves that no process stays behind.
// Use: `await using receptive = await launchElectron();` or `const receptive = …; … await receptive.close();`
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { projectFolder } from '../../build/paths.ts';
import { findRuntime } from '../../build/runtime.ts';
import { getSandboxSwitches } from '../../build/sandbox.ts';

export interface LaunchOptions {
  /** Arguments of the application itself, as after `npm start --`. */
  readonly applicationArguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** A folder to use again, as on a second start: kept on closing. Without it a fresh one is made, and removed on closing. */
  readonly userDataFolder?: string;
}

export interface LaunchedApplication extends AsyncDisposable {
  readonly application: ElectronApplication;
  readonly window: Page;
  readonly userDataFolder: string;
  /** What the page has written with console.error, and its uncaught exceptions, since it was opened. */
  getConsoleErrors(): Promise<string[]>;
  /** What the main process and its worker threads have written on standard error, since the start. */
  getMainErrors(): string;
  /** Closes the application; throws if a process of it is still there some seconds later. */
  close(): Promise<void>;
}

const exitLimitMilliseconds = 10_000;
/** The screen has room for more (build/test-stages.ts). */
const windowSize = { width: 1280, height: 800 } as const;
const recorder = fileURLToPath(new URL('./record-main-errors.cjs', import.meta.url));

export async function launchElectron(options: LaunchOptions = {}): Promise<LaunchedApplication> {
  const runtime = findRuntime();
  if (runtime === null) throw new Error('Expected an Electron runtime, found none. Run the end-to-end tests with: npm run test:e2e');
  const folder = mkdtempSync(join(tmpdir(), 'receptive-test-'));
  const userDataFolder = options.userDataFolder ?? join(folder, 'user-data');
  const errorFile = join(folder, 'main-errors.log');
  writeFileSync(errorFile, '');
  rememberWindow(userDataFolder);
  const application = await _electron.launch({
    executablePath: runtime.executable,
    args: [
      ...getSandboxSwitches(runtime.executable),
      '--log-level=3',
      '-r',
      recorder,
      projectFolder,
      ...(options.applicationArguments ?? []),
    ],
    chromiumSandbox: true, // Playwright would switch it off
    cwd: projectFolder,
    env: { ...getEnvironment(), ...options.environment, RECEPTIVE_USER_DATA: userDataFolder, RECEPTIVE_TEST_ERRORS: errorFile },
  });
  const session = application.process().pid;
  if (session === undefined) throw new Error('Expected Electron to run, but it has no process.');
  const getMainErrors = (): string => readFileSync(errorFile, 'utf8');

  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    await application.close();
    await expectNoProcess(session);
    rmSync(folder, { recursive: true, force: true });
  };
  const window = await application.firstWindow().catch(async (error: unknown) => {
    const mainErrors = getMainErrors();
    await close();
    throw new Error(`Expected a window, found none. The main process wrote:\n${mainErrors}`, { cause: error });
  });
  const getConsoleErrors = async (): Promise<string[]> => {
    const messages = await window.consoleMessages({ filter: 'all' });
    const exceptions = await window.pageErrors({ filter: 'all' });
    return [...messages.filter((message) => message.type() === 'error').map((message) => message.text()), ...exceptions.map(String)];
  };
  return { application, window, userDataFolder, getConsoleErrors, getMainErrors, close, [Symbol.asyncDispose]: close };
}

/** As if the window had been closed at its size before: on every screen it is as large then. */
function rememberWindow(userDataFolder: string): void {
  const file = join(userDataFolder, 'window.json');
  if (existsSync(file)) return;
  mkdirSync(userDataFolder, { recursive: true });
  writeFileSync(file, JSON.stringify({ x: 0, y: 0, ...windowSize, maximized: false }));
}

function getEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Playwright starts Electron as the leader of a session of its own: whatever is still in that session was left behind. */
async function expectNoProcess(session: number): Promise<void> {
  const limit = performance.now() + exitLimitMilliseconds;
  for (;;) {
    const left = findSessionProcesses(session);
    if (left.length === 0) return;
    if (performance.now() > limit) throw new Error(`Expected no process after closing the application, found:\n${left.join('\n')}`);
    await sleep(50);
  }
}

/** The living processes of a session, each as "pid command line" (Linux; elsewhere it can't be told, and none is given). */
export function findSessionProcesses(session: number): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      const status = readFileSync(`/proc/${entry}/stat`, 'utf8');
      // "pid (name) state parent group session …": the name may hold spaces and brackets, so read on after its last bracket
      const [state, , , processSession] = status.slice(status.lastIndexOf(')') + 2).split(' ');
      if (Number(processSession) !== session || state === 'Z') return [];
      return [`${entry} ${readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' ')}`];
    } catch {
      return []; // it ended while we looked
    }
  });
}
