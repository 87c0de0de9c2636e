// `npm run dev`: the real application, following its sources. The page changes in place (dev-page.ts); when what runs outside the page has
// changed, it is bundled and, if that made other programs, the application is started anew. A build that fails is shown, and
// what is running stays. Closing the window or Ctrl+C ends everything. With `-- --gallery` it is the gallery of controls that is opened
// and follows its sources (gallery.ts); any other argument is the application's.
import { relative, sep } from 'node:path';
import { isBundled } from './bundle.ts';
import { createApplication } from './dev-application.ts';
import { type PageServer, startPageServer } from './dev-page.ts';
import { showGallery } from './gallery.ts';
import { projectFolder, projectPath } from './paths.ts';
import { bundlePrograms, compileKernels, withBundleLock, writePrograms } from './programs.ts';
import { prepareRuntime } from './runtime.ts';
import { getSandboxSwitches } from './sandbox.ts';
import { generatedFolder, getSourcesHash } from './sources.ts';
import { hasDisplay, prepareSystem } from './system.ts';

/** Editors write a file in several steps, and git many files. */
const settleMilliseconds = 50;
const orphanPollMilliseconds = 500;
const report = (line: string): void => console.error(`dev: ${line}`);

/** Of everything outside the page; tells whether other programs came of it. */
async function rebuild(withKernels: boolean): Promise<boolean> {
  const started = performance.now();
  return withBundleLock(report, async () => {
    if (isBundled(getSourcesHash())) return false;
    if (withKernels) await compileKernels();
    const isOther = writePrograms(await bundlePrograms());
    if (isOther) report(`bundled in ${Math.round(performance.now() - started)} ms`);
    return isOther;
  });
}

type Change = 'kernels' | 'programs';

function classifyChange(path: string): Change | undefined {
  const place = relative(projectFolder, path);
  if (place.startsWith(generatedFolder)) return undefined; // our own doing
  if (place.endsWith('.as.ts')) return 'kernels';
  return /^(electron|engine)$/.test(place.split(sep)[0] ?? '') && place.endsWith('.ts') ? 'programs' : undefined;
}

/** Calls back some moments after the last change, never twice at a time. */
function followChanges(server: PageServer, follow: (changes: ReadonlySet<Change>) => Promise<void>): void {
  let waiting = new Set<Change>();
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<void> = Promise.resolve();
  server.watch([projectPath('electron'), projectPath('engine')], (path) => {
    const change = classifyChange(path);
    if (change === undefined) return;
    waiting.add(change);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const changes = waiting;
      waiting = new Set();
      last = last.then(() => follow(changes));
    }, settleMilliseconds);
  });
}

/** Resolves when a signal says that it is over, or whoever started this is gone. */
function waitForEnd(): { readonly over: Promise<void>; readonly finish: () => void } {
  let finish = (): void => undefined;
  const over = new Promise<void>((resolve) => {
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid !== parent) finish();
    }, orphanPollMilliseconds);
    finish = () => {
      clearInterval(watch);
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, finish);
  });
  return { over, finish };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function develop(applicationArguments: readonly string[]): Promise<number> {
  if (!hasDisplay()) {
    report(
      'Expected a display to open the window on, found none: neither DISPLAY nor WAYLAND_DISPLAY is set. Try: xvfb-run -a npm run dev',
    );
    return 1;
  }
  const runtime = await prepareRuntime(report);
  await prepareSystem({ executable: runtime.executable, virtualDisplay: false, chineseFont: false }, report);
  process.env.NODE_ENV = 'development'; // whatever the shell says: a page in production replaces no component
  const server = await startPageServer();
  const { over, finish } = waitForEnd();
  const application = createApplication(
    runtime.executable,
    ['--log-level=3', ...getSandboxSwitches(runtime.executable), projectFolder, ...applicationArguments],
    { ...process.env, RECEPTIVE_DEV_SERVER: server.address },
    (code) => {
      if (code === 0)
        finish(); // its window was closed
      else report(`the application has ended with code ${code}. Waiting for a change …`);
    },
  );
  let isOver = false;
  const follow = async (withKernels: boolean, isFirst: boolean): Promise<void> => {
    try {
      if (isOver || (!(await rebuild(withKernels)) && !isFirst)) return;
      await application.end();
      if (!isOver) application.start();
    } catch (error) {
      report(`${describe(error)}\nWhat is running stays as it was. Waiting for a change …`);
    }
  };
  followChanges(server, (changes) => follow(changes.has('kernels'), false));
  await follow(true, true);
  report(`the page is served from ${server.address}; Ctrl+C ends.`);
  await over;
  isOver = true;
  await application.end();
  await server.close();
  return 0;
}

/** The gallery is no part of the application, so none of its arguments means anything there. */
async function run(given: readonly string[]): Promise<number> {
  if (!given.includes('--gallery')) return develop(given);
  const others = given.filter((argument) => argument !== '--gallery');
  if (others.length === 0) return showGallery(report);
  report(`Expected --gallery alone, found ${others.join(' ')} beside it. Try: npm run dev -- --gallery`);
  return 2;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  report(describe(error));
  process.exitCode = 1;
}
