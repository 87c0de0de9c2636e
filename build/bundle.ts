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
  main: 'electron/app/main.ts',
  'pool-worker': 'electron/host/runs/worker.ts',
  'decode-worker': 'electron/host/images/decode-worker.ts',
  cli: 'electron/cli/main.ts',
};
const preloadEntry = 'electron/app/preload/preload.ts';
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
      await bundle();
      writeFileSync(stampFile, hash);
      report(`Bundled into dist/ in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
      return true;
    },
  );
}

function isUpToDate(hash: string): boolean {
  return existsSync(projectPath(generatedFolder)) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash;
}

async function bundle(): Promise<void> {
  await compileKernels(); // first, so that the unit tests have them even if the rest fails
  const missing = [...Object.values(nodeEntries), preloadEntry, windowPage].filter((entry) => !existsSync(projectPath(entry)));
  if (missing.length > 0) throw new Error(`Expected to bundle ${missing.join(', ')}, found no such file. Restore it from git.`);
  removeFormerBundle();
  const { buildNodePrograms, buildPreload, buildWindow } = await import('./bundle-builds.ts'); // loads Vite: not for nothing
  await buildNodePrograms(nodeEntries);
  await buildPreload(preloadEntry);
  await buildWindow(windowPage);
  chmodSync(join(distFolder, 'cli.js'), 0o755);
}

async function compileKernels(): Promise<void> {
  const code = await runCommand(process.execPath, [getPackageFile('tsx', 'dist/cli.mjs'), projectPath(kernelCompiler)], {
    cwd: projectFolder,
  });
  if (code !== 0)
    throw new Error(`Expected ${kernelCompiler} to compile the kernels, but it ended with code ${code}: see its message above.`);
}

/** Removes what this script wrote before, so that no chunk of yesterday's lies about. */
function removeFormerBundle(): void {
  mkdirSync(distFolder, { recursive: true });
  rmSync(stampFile, { force: true });
  rmSync(join(distFolder, 'renderer'), { recursive: true, force: true });
  for (const file of readdirSync(distFolder)) if (/\.c?js(\.map)?$/.test(file)) rmSync(join(distFolder, file));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    if (!(await bundleIfStale((line) => console.error(line)))) console.error('The bundle is up to date.');
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
