// `npm run dev` in a copy of the project: the page changes in place, the application starts anew when its own code has changed and stays
// when that code is wrong, and in the end no process is left.
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type Page, test } from '@playwright/test';
import { projectFolder } from '../../build/paths.ts';

let folder = '';
let development: ChildProcess;
let output = '';
let exit: Promise<number | null>;

const path = (file: string): string => join(folder, file);
/** All at once, as editors save: a file that is seen while it is empty is another change. */
function edit(file: string, change: (text: string) => string): void {
  writeFileSync(path('edited'), change(readFileSync(path(file), 'utf8')));
  renameSync(path('edited'), path(file));
}

/** The processes that were started for this copy, each as "pid command line": all have its folder in their environment. */
function findProcesses(): string[] {
  return readdirSync('/proc').flatMap((entry) => {
    try {
      if (!/^\d+$/.test(entry) || !readFileSync(`/proc/${entry}/environ`, 'utf8').includes(folder)) return [];
      return [`${entry} ${readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' ')}`];
    } catch {
      return []; // it has ended while we looked, or is another user's
    }
  });
}

/** The page of the application that was started as the number-th. */
async function findPage(number: number): Promise<Page> {
  const addresses = (): string[] => [...output.matchAll(/DevTools listening on (ws:\S+)/g)].map((match) => match[1] ?? '');
  await expect.poll(() => addresses().length, { message: 'applications started', timeout: 60_000 }).toBe(number);
  const browser = await chromium.connectOverCDP(addresses().at(-1) ?? '');
  await expect.poll(() => browser.contexts()[0]?.pages().length).toBe(1);
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('Expected a page in the application, found none.');
  page.on('console', (message) => {
    output += `page: ${message.text()}\n`;
  });
  page.on('framenavigated', (frame) => {
    output += `page: at ${frame.url()}\n`;
  });
  await expect(page.getByRole('region', { name: 'Layers' })).toBeVisible();
  return page;
}

const mark = (page: Page): Promise<unknown> => page.evaluate(() => Object.assign(window, { marked: true }));
const isMarked = (page: Page): Promise<boolean> => page.evaluate(() => 'marked' in window);

// the pages are of applications that this test does not start itself: Playwright could keep no record of them
test.use({ trace: 'off', screenshot: 'off' });
test.skip(process.platform !== 'linux', 'processes are found in /proc');

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'receptive-dev-'));
  for (const part of ['assets', 'build', 'dist', 'electron', 'engine', 'renderer', 'package.json', 'package-lock.json', 'tsconfig.json'])
    cpSync(join(projectFolder, part), path(part), { recursive: true });
  symlinkSync(join(projectFolder, 'node_modules'), path('node_modules'));
  development = spawn(process.execPath, ['--import', 'tsx', 'build/dev.ts', '--remote-debugging-port=0'], {
    cwd: folder,
    env: { ...process.env, RECEPTIVE_USER_DATA: path('user-data'), NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [development.stdout, development.stderr]) stream?.on('data', (text: Buffer) => (output += text.toString()));
  exit = new Promise((resolve) => development.once('exit', resolve));
});
test.afterAll(() => {
  if (test.info().errors.length > 0) console.log(output);
  for (const line of findProcesses()) process.kill(Number.parseInt(line, 10), 'SIGKILL'); // only where the test has failed
  rmSync(folder, { recursive: true, force: true });
});

test('a saved file changes the page in place or starts the application anew, and Ctrl+C leaves nothing @long', async () => {
  const first = await findPage(1);
  await mark(first);

  await test.step('a component is replaced in the page that is open', async () => {
    edit('renderer/app/App.tsx', (text) => text.replace('export function App() {', "$&\n  document.body.dataset.changed = 'in place';"));
    await expect(first.locator('body[data-changed="in place"]')).toHaveCount(1);
    expect(await isMarked(first)).toBe(true);
  });

  await test.step('where a module cannot be replaced, the page is loaded anew, with the same policy', async () => {
    edit('renderer/main.tsx', (text) => `${text}\ndocument.documentElement.dataset.loaded = 'anew';\n`);
    await expect(first.locator('html[data-loaded=anew]')).toHaveCount(1);
    await expect(first.getByRole('region', { name: 'Layers' })).toBeVisible();
    expect(await isMarked(first)).toBe(false);
    const policy = await first.evaluate(async () => (await fetch(location.href)).headers.get('content-security-policy'));
    expect(policy).toMatch(/script-src 'self';.* connect-src 'self' ws:\/\/127\.0\.0\.1:\d+\/;/);
  });

  await test.step('a mistake outside the page is shown, and the window stays', async () => {
    await mark(first);
    edit('electron/app/main.ts', (text) => `${text}\nconst = ;\n`);
    await expect.poll(() => output).toContain('What is running stays as it was');
    expect(await isMarked(first)).toBe(true);
  });

  await test.step('mended, it starts the application anew', async () => {
    edit('electron/app/main.ts', (text) => text.replace('\nconst = ;\n', "\nconsole.error('started anew');\n"));
    const second = await findPage(2);
    expect(output).toContain('started anew');
    expect(await isMarked(second)).toBe(false);
  });

  expect(findProcesses().length).toBeGreaterThan(3);
  development.kill('SIGINT');
  expect(await exit).toBe(0);
  expect(findProcesses()).toEqual([]);
});
