// Bundles the application into dist/: the Node side (main process, worker threads, command line), the preload script and the
// window. Does nothing when a stamp in dist/ says that it was made from exactly these sources.
// dist/ is flat: every file of the Node side lies in it, so `import.meta.dirname` is dist/ in all of them and assets/ is beside it.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runCommand } from './command.ts';
import { withLock } from './lock.ts';
import { distFolder, getPackageFile, projectFolder, projectPath } from './paths.ts';
import { generatedFolder, getSourcesHash } from './sources.ts';

/** The bundled file's name in dist/, and the source it starts from. */
const nodeEntries: Readonly<Record<string, string>> = {
  main: 'electron/main.ts',
  'pool-worker': 'electron/pool/worker.ts',
  'decode-worker': 'electron/data/decode-worker.ts',
  cli: 'electron/cli.ts',
};
const preloadEntry = 'electron/preload.ts';
const windowPage = 'renderer/index.html';
const kernelCompiler = 'build/kernels.ts';
const stampFile = join(distFolder, 'sources.sha256');

/** Bundles if a source has changed; tells whether it did. Concurrent callers wait for one another. */
export async function bundleIfStale(report: (line: string) => void): Promise<boolean> {
  return withLock(
    projectPath('node_modules', '.cache', 'receptive-bundle.lock'),
    () => report('Another process is bundling: waiting for it.'),
    async () => {
      const hash = getSourcesHash();
      if (isUpToDate(hash)) return false;
      const started = performance.now();
      await bundle(report);
      writeFileSync(stampFile, hash);
      report(`Bundled into dist/ in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
      return true;
    },
  );
}

function isUpToDate(hash: string): boolean {
  const kernelsExist = existsSync(projectPath(generatedFolder)) || !existsSync(projectPath(kernelCompiler));
  return kernelsExist && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash;
}

async function bundle(report: (line: string) => void): Promise<void> {
  removeFormerBundle();
  await compileKernels();
  const present = (entry: string): boolean => {
    const exists = existsSync(projectPath(entry));
    if (!exists) report(`Left out of the bundle, not there yet: ${entry}`);
    return exists;
  };
  const entries = Object.entries(nodeEntries).filter(([, entry]) => present(entry));
  const { buildNodePrograms, buildPreload, buildWindow } = await import('./bundle-builds.ts'); // loads Vite: not for nothing
  if (entries.length > 0) await buildNodePrograms(Object.fromEntries(entries));
  if (present(preloadEntry)) await buildPreload(preloadEntry);
  if (present(windowPage)) await buildWindow(windowPage);
  const commandLine = join(distFolder, 'cli.js');
  if (existsSync(commandLine)) chmodSync(commandLine, 0o755);
}

/** Removes what this script wrote before, so that no chunk of yesterday's lies about. */
function removeFormerBundle(): void {
  mkdirSync(distFolder, { recursive: true });
  rmSync(stampFile, { force: true });
  rmSync(join(distFolder, 'renderer'), { recursive: true, force: true });
  for (const file of readdirSync(distFolder)) if (/\.c?js(\.map)?$/.test(file)) rmSync(join(distFolder, file));
}

async function compileKernels(): Promise<void> {
  if (!existsSync(projectPath(kernelCompiler))) return;
  const code = await runCommand(process.execPath, [getPackageFile('tsx', 'dist/cli.mjs'), projectPath(kernelCompiler)], {
    cwd: projectFolder,
  });
  if (code !== 0)
    throw new Error(`Expected ${kernelCompiler} to compile the kernels, but it ended with code ${code}: see its message above.`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const bundled = await bundleIfStale((line) => console.error(line));
  if (!bundled) console.error('The bundle is up to date.');
}
