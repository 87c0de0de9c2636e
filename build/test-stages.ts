// The stages of `npm test`, in order: cheap ones first; one more runs only where it is named. Each prepares what it needs and tells how many tests passed and failed;
// a room's types, the lint and the bundle count as one test each.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundleIfStale } from './bundle.ts';
import { collectCommand, runCommand } from './command.ts';
import { getPackageFile, outputFolder, projectFolder } from './paths.ts';
import { prepareRuntime } from './runtime.ts';
import { hasDisplay, prepareSystem } from './system.ts';
import { addCounts, readPlaywrightCounts, readVitestCounts, reconcile, type TestCounts } from './test-counts.ts';

export interface Stage {
  readonly name: string;
  /** Left out unless it is named. */
  readonly onlyNamed?: boolean;
  readonly run: (runnerArguments: readonly string[]) => Promise<TestCounts>;
}

const rooms = ['engine', 'electron', 'renderer', 'build', 'test'];
const report = (line: string): void => console.log(line);
/** Large enough for a window of any size that a test asks for; they open at 1280 × 800 (test/helpers/launch-electron.ts). */
const screen = ['-a', '-s', '-screen 0 3840x2160x24 -nolisten tcp'];

export const stages: readonly Stage[] = [
  { name: 'bundle', run: testBundle },
  { name: 'types', run: testTypes },
  { name: 'lint', run: testLint },
  { name: 'unit', run: testUnits },
  { name: 'end-to-end', run: testEndToEnd },
  { name: 'long', onlyNamed: true, run: testLong },
];

/** Comes first: the unit tests run the compiled kernels, too. */
async function testBundle(): Promise<TestCounts> {
  if (!(await bundleIfStale(report))) report('The bundle is up to date.');
  return { passed: 1, failed: 0 };
}

async function testTypes(): Promise<TestCounts> {
  const compiler = getPackageFile('typescript', 'bin/tsc');
  const counts = rooms.map(async (room): Promise<TestCounts> => {
    const { code, output } = await collectCommand(process.execPath, [compiler, '-p', room], { cwd: projectFolder });
    report(code === 0 ? `${room}: sound` : `${room}:\n${output.trim()}`);
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  });
  return addCounts(await Promise.all(counts));
}

async function testLint(): Promise<TestCounts> {
  const code = await runCommand(process.execPath, [getPackageFile('@biomejs/biome', 'bin/biome'), 'check'], { cwd: projectFolder });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function testUnits(runnerArguments: readonly string[]): Promise<TestCounts> {
  if (runnerArguments.includes('--watch')) return watchUnits(runnerArguments);
  return runVitest('unit-report.json', runnerArguments);
}

/** Until Ctrl+C: what was watched has shown its counts itself, and counts as one test here. */
async function watchUnits(runnerArguments: readonly string[]): Promise<TestCounts> {
  const code = await runCommand(process.execPath, [getPackageFile('vitest', 'vitest.mjs'), ...runnerArguments], { cwd: projectFolder });
  return reconcile({ passed: 1, failed: 0 }, code);
}

/** What would keep `npm test` from ending within ten minutes. */
async function testLong(runnerArguments: readonly string[]): Promise<TestCounts> {
  const alone = await runVitest('long-report.json', ['--config', 'vitest.long.config.ts', ...runnerArguments]);
  if (runnerArguments.length > 0) return alone;
  process.env['RECEPTIVE_LONG_TESTS'] = '1'; // playwright.config.ts then takes those marked @long, and no others
  return addCounts([alone, await testEndToEnd([])]);
}

async function runVitest(reportName: string, runnerArguments: readonly string[]): Promise<TestCounts> {
  const reportFile = join(outputFolder, reportName);
  rmSync(reportFile, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const code = await runCommand(process.execPath, [getPackageFile('vitest', 'vitest.mjs'), 'run', ...reporters, ...runnerArguments], {
    cwd: projectFolder,
  });
  return readCounts(reportFile, readVitestCounts, code);
}

async function testEndToEnd(runnerArguments: readonly string[]): Promise<TestCounts> {
  const runtime = await prepareRuntime(report);
  await prepareSystem({ executable: runtime.executable, virtualDisplay: true, chineseFont: true }, report);
  report(`Electron ${runtime.version} (${runtime.origin})`);
  const reportFile = join(outputFolder, 'e2e-report.json');
  mkdirSync(outputFolder, { recursive: true });
  rmSync(reportFile, { force: true });
  const runner = [process.execPath, getPackageFile('@playwright/test', 'cli.js'), 'test', ...runnerArguments];
  const [command = '', ...commandArguments] = hasDisplay() ? runner : ['xvfb-run', ...screen, ...runner];
  return readCounts(reportFile, readPlaywrightCounts, await runCommand(command, commandArguments, { cwd: projectFolder }));
}

function readCounts(reportFile: string, read: (report: string) => TestCounts, code: number): TestCounts {
  const counts = existsSync(reportFile) ? read(readFileSync(reportFile, 'utf8')) : { passed: 0, failed: 0 };
  return reconcile(counts, code);
}
