// What runs outside the window's page: main process, worker threads, command line, preload script. They are bundled in memory and
// written when all of them were made, so that a build that fails leaves in dist/ what was there before.
// dist/ is flat: every file of the Node side lies in it, so `import.meta.dirname` is dist/ in all of them and assets/ is beside it.
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltFile } from './bundle-builds.ts';
import { runCommand } from './command.ts';
import { withLock } from './lock.ts';
import { distFolder, getPackageFile, projectFolder, projectPath } from './paths.ts';

/** The bundled file's name in dist/, and the source it starts from. */
const nodeEntries: Readonly<Record<string, string>> = {
  main: 'electron/app/main.ts',
  'pool-worker': 'electron/host/runs/worker.ts',
  'decode-worker': 'electron/host/images/decode-worker.ts',
  cli: 'electron/cli/main.ts',
};
const preloadEntry = 'electron/app/preload/preload.ts';
const kernelCompiler = 'build/kernels.ts';
/** Holds the hash of the sources that everything in dist/ was made from. */
export const stampFile = join(distFolder, 'sources.sha256');

/** Keeps other processes from writing into dist/ meanwhile. */
export function withBundleLock<Result>(report: (line: string) => void, work: () => Promise<Result>): Promise<Result> {
  const lockFile = projectPath('node_modules', '.cache', 'receptive-bundle.lock');
  return withLock(lockFile, () => report('Another process is bundling: waiting for it.'), work);
}

/** Throws if one does not compile: the compiler's message has been shown then. Does nothing where no kernel has changed. */
export async function compileKernels(): Promise<void> {
  const code = await runCommand(process.execPath, [getPackageFile('tsx', 'dist/cli.mjs'), projectPath(kernelCompiler)], {
    cwd: projectFolder,
  });
  if (code !== 0)
    throw new Error(`Expected ${kernelCompiler} to compile the kernels, but it ended with code ${code}: see its message above.`);
}

/** Throws where a source is missing or wrong. */
export async function bundlePrograms(): Promise<readonly BuiltFile[]> {
  expectSources([...Object.values(nodeEntries), preloadEntry]);
  const { buildNodePrograms, buildPreload } = await import('./bundle-builds.ts'); // loads Vite: not for nothing
  return [...(await buildNodePrograms(nodeEntries)), ...(await buildPreload(preloadEntry))];
}

export function expectSources(entries: readonly string[]): void {
  const missing = entries.filter((entry) => !existsSync(projectPath(entry)));
  if (missing.length > 0) throw new Error(`Expected to bundle ${missing.join(', ')}, found no such file. Restore it from git.`);
}

/** Writes what differs from what is in dist/, and tells whether code did: a source map alone changes no program. The stamp
 * is withdrawn first, because what is in dist/ is then of more than one state of the sources. */
export function writePrograms(files: readonly BuiltFile[]): boolean {
  mkdirSync(distFolder, { recursive: true });
  const changed = files.filter(({ name, content }) => !isWritten(join(distFolder, name), content));
  if (changed.length > 0) rmSync(stampFile, { force: true });
  for (const { name, content } of changed) writeFileSync(join(distFolder, name), content);
  chmodSync(join(distFolder, 'cli.js'), 0o755);
  return changed.some(({ name }) => !name.endsWith('.map'));
}

function isWritten(path: string, content: string | Uint8Array): boolean {
  return existsSync(path) && readFileSync(path).equals(typeof content === 'string' ? Buffer.from(content) : content);
}
