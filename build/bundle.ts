// Bundles the application into dist/: the programs outside the page (programs.ts) and the window. Does nothing when a stamp in
// dist/ says that it was made from exactly these sources.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { distFolder, projectPath } from './paths.ts';
import { bundlePrograms, compileKernels, expectSources, stampFile, withBundleLock, writePrograms } from './programs.ts';
import { generatedFolder, getSourcesHash } from './sources.ts';

const windowPage = 'renderer/index.html';

/** Bundles if a source has changed; tells whether it did. Concurrent callers wait for one another. */
export async function bundleIfStale(report: (line: string) => void): Promise<boolean> {
  return withBundleLock(report, async () => {
    const hash = getSourcesHash();
    if (isBundled(hash)) return false;
    const started = performance.now();
    await bundle();
    writeFileSync(stampFile, hash);
    report(`Bundled into dist/ in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
    return true;
  });
}

/** Whether everything in dist/ was made from the sources with this hash. */
export function isBundled(hash: string): boolean {
  return existsSync(projectPath(generatedFolder)) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash;
}

async function bundle(): Promise<void> {
  await compileKernels(); // first, so that the unit tests have them even if the rest fails
  const programs = await bundlePrograms();
  expectSources([windowPage]);
  removeFormerBundle();
  writePrograms(programs);
  const { buildWindow } = await import('./bundle-builds.ts');
  await buildWindow(windowPage);
}

/** Removes what this script wrote before, so that no chunk of yesterday's lies about. */
function removeFormerBundle(): void {
  rmSync(stampFile, { force: true });
  if (!existsSync(distFolder)) return;
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
