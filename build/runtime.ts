// Finds the Electron runtime or fetches it. In this order: RECEPTIVE_ELECTRON (a runtime's folder or its executable), what is
// already installed, the official download, the pinned fallback. What was fetched once is found the next time.
// Run as a script it prepares the runtime and prints its executable.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { collectCommand } from './command.ts';
import { withLock } from './lock.ts';
import { getCacheFolder, getPackageFile, projectPath } from './paths.ts';
import { findFallback, prepareFallback, type Report } from './runtime/fallback.ts';

export interface ElectronRuntime {
  readonly origin: 'environment' | 'official' | 'fallback';
  readonly folder: string;
  readonly executable: string;
  /** Without a leading "v"; "unknown" where the folder does not say. */
  readonly version: string;
}

const environmentVariable = 'RECEPTIVE_ELECTRON';
const downloadLimitMilliseconds = 10 * 60_000;

/** The runtime that is already on this machine, or null. Throws if RECEPTIVE_ELECTRON points at something else. */
export function findRuntime(): ElectronRuntime | null {
  const given = process.env[environmentVariable];
  if (given) return describeGiven(given);
  const officialFolder = projectPath('node_modules', 'electron', 'dist');
  if (existsSync(projectPath('node_modules', 'electron', 'path.txt')) && existsSync(join(officialFolder, getExecutableName()))) {
    return describeRuntime('official', officialFolder, join(officialFolder, getExecutableName()));
  }
  const fallback = findFallback();
  return fallback === null ? null : describeRuntime('fallback', fallback, join(fallback, 'electron'));
}

/** The runtime, fetched first where it is missing. `report` is told, line by line, what takes its time. */
export async function prepareRuntime(report: Report): Promise<ElectronRuntime> {
  const found = findRuntime();
  if (found !== null) return found;
  const failure = await downloadOfficial(report);
  if (failure !== null) {
    report(`Electron's own download can't be used here (${failure}).`);
    await prepareFallback(report);
  }
  const prepared = findRuntime();
  if (prepared === null)
    throw new Error('Expected an Electron runtime after preparing it, found none. Delete node_modules and run: npm ci');
  return prepared;
}

function describeGiven(given: string): ElectronRuntime {
  const information = statSync(given, { throwIfNoEntry: false });
  const executable = information?.isDirectory() ? join(given, getExecutableName()) : given;
  if (!existsSync(executable)) {
    throw new Error(
      `Expected ${environmentVariable} to be an Electron runtime's folder or its executable, found nothing at ${executable}.\n` +
        `Correct ${environmentVariable}, or unset it to use the runtime that this project fetches.`,
    );
  }
  return describeRuntime('environment', information?.isDirectory() ? given : dirname(given), executable);
}

function describeRuntime(origin: ElectronRuntime['origin'], folder: string, executable: string): ElectronRuntime {
  const versionFile = join(folder, 'version');
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : 'unknown';
  return { origin, folder, executable, version };
}

function getExecutableName(): string {
  if (process.platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** Runs Electron's own installer, which keeps its archive in the user's cache. Gives the reason if it failed, else null. */
async function downloadOfficial(report: Report): Promise<string | null> {
  const installer = getPackageFile('electron', 'install.js');
  report('Fetching the official Electron runtime …');
  const { code, output } = await withLock(
    join(getCacheFolder(), 'electron-official.lock'),
    () => report('Another process is fetching it: waiting.'),
    () => collectCommand(process.execPath, [installer], { timeout: downloadLimitMilliseconds }),
  );
  return code === 0 ? null : (output.trim().split('\n')[0] ?? `its installer ended with code ${code}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const runtime = await prepareRuntime((line) => console.error(line));
  console.log(runtime.executable);
}
