// What a person does at the window, as the tests' own words: dragging layers, connecting them, typing values, answering the
// operating system's dialogs, and running the command line beside it. Everything goes by what is seen: names, roles, sizes.
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';
import { projectFolder } from '../../build/paths.ts';
import { type LaunchedApplication, type LaunchOptions, launchElectron } from '../helpers/launch-electron.ts';
import { drag, drawWire, findMiddle, getCanvas, onCanvas, type Place } from './mouse.ts';

export interface Workshop extends LaunchedApplication {
  /** A folder of this test's own, removed in the end. */
  readonly folder: string;
}

const sharedCache = mkdtempSync(join(tmpdir(), 'receptive-cache-'));
process.on('exit', () => rmSync(sharedCache, { recursive: true, force: true }));
/** Samples and decoded images of the tests: not the person's own cache, and the same for the application and the command line. */
export const testEnvironment = { XDG_CACHE_HOME: sharedCache } as const;

/** The application on its first start, with a folder beside it. */
export async function openWorkshop(options: LaunchOptions = {}): Promise<Workshop> {
  const folder = mkdtempSync(join(tmpdir(), 'receptive-workshop-'));
  const launched = await launchElectron({ ...options, environment: { ...testEnvironment, ...options.environment } });
  const close = async (): Promise<void> => {
    await launched.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...launched, folder, close, [Symbol.asyncDispose]: close };
}

/** Drags a layer from the palette to a place of the canvas, in pixels from its corner; gives the new layer's id. */
export async function dragLayer(window: Page, label: string, place: Place): Promise<string> {
  const before = await listLayers(window);
  const item = window.getByRole('region', { name: 'Layers' }).getByRole('button', { name: label, exact: true });
  await item.scrollIntoViewIfNeeded(); // as a wheel does
  await drag(window, await findMiddle(item), await onCanvas(window, place));
  await expect.poll(async () => (await listLayers(window)).length).toBe(before.length + 1);
  const added = (await listLayers(window)).find((id) => !before.includes(id));
  if (added === undefined) throw new Error(`Expected a new layer on the canvas after dragging ${label}, found none.`);
  return added;
}

/** The layers on the canvas; `which` narrows them by what they say of themselves: `[data-type=conv2d]`. */
export function getLayers(window: Page, which = ''): Locator {
  return window.locator(`[data-testid^="node-"][data-type]${which}`);
}

export async function listLayers(window: Page): Promise<string[]> {
  const ids = await getLayers(window).evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-testid') ?? ''));
  return ids.map((id) => id.replace(/^node-/, ''));
}

/** Draws a connection with the mouse, from one layer's output to the other's input. */
export async function connectLayers(window: Page, source: string, target: string): Promise<void> {
  const connections = window.locator('.react-flow__edge');
  const before = await connections.count();
  await drawWire(window, { from: source, to: target });
  await expect(connections).toHaveCount(before + 1);
}

export async function selectLayer(window: Page, id: string): Promise<void> {
  await window.getByTestId(`node-${id}`).getByTestId('layer-head').click();
  await expect(window.getByTestId(`node-${id}`)).toHaveAttribute('data-selected', 'true');
}

/** Types a value into a field of the inspector. */
export async function setField(window: Page, label: string, value: string): Promise<void> {
  const field = window.getByRole('complementary', { name: 'Inspector' }).getByLabel(label, { exact: true });
  await field.fill(value);
  await field.press('Enter');
  await expect(field).toHaveValue(value);
}

/** Clicks a free place of the canvas, so that nothing is selected and the inspector shows the network. */
export async function selectNothing(window: Page): Promise<void> {
  await getCanvas(window).click({ position: { x: 12, y: 12 } });
  await expect(window.getByLabel('Epochs', { exact: true })).toBeVisible();
}

export async function openTemplate(window: Page, name: string): Promise<void> {
  await window.getByRole('button', { name: new RegExp(`^${name}\\b.*layers`) }).click();
  await expect(window.getByTestId('node-input')).toBeVisible();
}

export async function openSamples(window: Page): Promise<void> {
  await window
    .getByRole('region', { name: 'Images' })
    .getByRole('button', { name: /sample/i })
    .click();
  await expect(window.getByTestId('class-counts').getByRole('listitem')).toHaveCount(10, { timeout: 30_000 });
}

export function getButton(window: Page, name: string): Locator {
  return window.getByRole('toolbar', { name: 'Training' }).getByRole('button', { name, exact: true });
}

export async function expectRun(window: Page, status: string, timeout = 30_000): Promise<void> {
  await expect(window.getByTestId('run-status')).toHaveAttribute('data-status', status, { timeout });
}

/** How many training steps the curves show. */
export async function countSteps(window: Page): Promise<number> {
  return Number(await window.getByTestId('curve-loss').getAttribute('data-points'));
}

export async function countEpochs(window: Page): Promise<number> {
  return Number(await window.getByTestId('curve-accuracy').getAttribute('data-epochs'));
}

/** The next open dialog answers with this path. */
export function chooseToOpen(application: ElectronApplication, path: string): Promise<void> {
  return application.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, path);
}

/** The next save dialog answers with this path. */
export function chooseToSave(application: ElectronApplication, path: string): Promise<void> {
  return application.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
  }, path);
}

/** Drops a file or folder on the middle of the window, as from the system's file manager. */
export async function dropPath(window: Page, path: string): Promise<void> {
  const session = await window.context().newCDPSession(window);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 300, data });
  }
  await session.detach();
}

/** Makes the window's page so large. */
export async function resizeWindow({ application, window }: LaunchedApplication, width: number, height: number): Promise<void> {
  await application.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size), [width, height] as [
    number,
    number,
  ]);
  await expect.poll(() => window.evaluate((wanted) => Math.abs(innerWidth - wanted), width)).toBeLessThan(3);
}

/** Runs the command line as a person would, in plain Node; gives what it wrote, one JSON object a line. */
export async function runCommandLine(...words: readonly string[]): Promise<Record<string, unknown>[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(projectFolder, 'dist', 'cli.js'), ...words, '--json'], {
    env: { ...process.env, ...testEnvironment },
  });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** The folder into which the application has written the sample images. */
export const samplesFolder = join(sharedCache, 'receptive', 'samples');

export function copySampleClass(name: string, target: string): void {
  cpSync(join(samplesFolder, name), target, { recursive: true });
}

/** Nothing went wrong anywhere, and the page asked nobody but the application for anything. */
export async function expectQuiet({ getConsoleErrors, getMainErrors }: LaunchedApplication): Promise<void> {
  expect(await getConsoleErrors()).toEqual([]);
  expect(getMainErrors()).toBe('');
}
