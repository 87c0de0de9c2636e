// Documents: saved, opened again, restored after closing, undone and redone; a damaged file is refused with its reason.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, type Page, test } from '@playwright/test';
import { projectFolder } from '../../build/paths.ts';
import type { GraphDocument } from '../../engine/document/document.ts';
import { getCanvas } from './mouse.ts';
import {
  chooseToOpen,
  chooseToSave,
  expectQuiet,
  getLayers,
  listLayers,
  openTemplate,
  openWorkshop,
  selectLayer,
  setField,
} from './person.ts';

async function expectSaved(window: Page): Promise<void> {
  await expect(window.getByTestId('unsaved')).toHaveAttribute('data-unsaved', 'false');
}

const filters = (window: Page) => window.getByTestId('node-conv1').getByTestId('layer-summary');

test('a network is saved, opened again, and is the same', async () => {
  await using workshop = await openWorkshop();
  const { window, application, folder } = workshop;
  const path = join(folder, 'mine.receptive.json');
  await openTemplate(window, 'LeNet');
  await selectLayer(window, 'conv1');
  await setField(window, 'Filters', '7');
  const layers = await listLayers(window);

  await chooseToSave(application, path);
  await window.keyboard.press('Control+s');
  await expectSaved(window);
  const saved = JSON.parse(readFileSync(path, 'utf8')) as GraphDocument;
  expect(saved.nodes.find((node) => node.id === 'conv1')?.parameters.filters).toBe(7);

  await window.keyboard.press('Control+n');
  await expect(getLayers(window)).toHaveCount(0);
  await chooseToOpen(application, path);
  await window.keyboard.press('Control+o');
  await expect(filters(window)).toContainText('7 filters');
  expect(await listLayers(window)).toEqual(layers);

  await test.step('a change goes into the same file without a question', async () => {
    await selectLayer(window, 'conv1');
    await setField(window, 'Filters', '9');
    await expect(window.getByRole('img', { name: 'Unsaved changes' })).toBeVisible();
    await chooseToSave(application, join(folder, 'other.receptive.json'));
    await window.keyboard.press('Control+s');
    await expectSaved(window);
    expect(readFileSync(path, 'utf8')).toMatch(/"filters": 9/);
  });
  await expectQuiet(workshop);
});

test('what was drawn is there again after closing, saved or not', async () => {
  await using first = await openWorkshop();
  const userDataFolder = join(first.folder, 'person');
  {
    await using before = await openWorkshop({ userDataFolder });
    await openTemplate(before.window, 'Residual');
    await before.window.getByLabel('Name of the network').fill('My unsaved network');
    await before.window.getByLabel('Name of the network').press('Enter');
    await before.window.getByRole('button', { name: /^Change the theme/ }).click();
  }
  await using after = await openWorkshop({ userDataFolder });
  await expect(after.window.getByLabel('Name of the network')).toHaveValue('My unsaved network');
  await expect(after.window.getByRole('img', { name: 'Unsaved changes' })).toBeVisible();
  expect((await listLayers(after.window)).length).toBeGreaterThan(20);
  await expect(after.window.getByRole('button', { name: 'Change the theme (now light)' })).toBeVisible();
});

test('changes are undone and redone by key and by menu, one at a time', async () => {
  await using workshop = await openWorkshop();
  const { window, application } = workshop;
  const chooseInMenu = (item: string) =>
    application.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), item);
  await openTemplate(window, 'LeNet');
  await selectLayer(window, 'conv1');
  await setField(window, 'Filters', '7');
  await window.getByTestId('node-pool2').getByTestId('layer-head').click();
  await window.keyboard.press('Delete');
  await expect(window.getByTestId('node-pool2')).toHaveCount(0);
  await getCanvas(window).click({ position: { x: 12, y: 12 } });

  await window.keyboard.press('Control+z');
  await expect(window.getByTestId('node-pool2')).toBeVisible();
  await expect(window.locator('.react-flow__edge')).toHaveCount(13);
  await expect(filters(window)).toContainText('7 filters');
  await chooseInMenu('undo');
  await expect(filters(window)).toContainText('6 filters');
  await chooseInMenu('redo');
  await expect(filters(window)).toContainText('7 filters');
  await expect(window.getByTestId('node-pool2')).toBeVisible();
  await window.keyboard.press('Control+Shift+z');
  await expect(window.getByTestId('node-pool2')).toHaveCount(0);
});

test('a damaged file is refused with its reason, and the drawing stays', async () => {
  await using workshop = await openWorkshop();
  const { window, application, folder } = workshop;
  await openTemplate(window, 'LeNet');
  const layers = await listLayers(window);
  const path = join(folder, 'damaged.receptive.json');
  writeFileSync(path, '{"format":"receptive-network","version":1,"nodes":[');
  await chooseToOpen(application, path);
  await window.keyboard.press('Control+o');
  const message = window.getByRole('alert').filter({ hasText: 'can’t be opened' });
  await expect(message).toContainText('JSON');
  expect(await listLayers(window)).toEqual(layers);
});

test('a network file among the start’s arguments is opened', async () => {
  await using first = await openWorkshop();
  const path = join(first.folder, 'given.receptive.json');
  const template = readFileSync(new URL('../../assets/templates/lenet.receptive.json', import.meta.url), 'utf8');
  writeFileSync(path, JSON.stringify({ ...(JSON.parse(template) as GraphDocument), name: 'Given at the start' }));
  await using workshop = await openWorkshop({ applicationArguments: [path] });
  const name = workshop.window.getByLabel('Name of the network');
  await expect(name).toHaveValue('Given at the start');

  await test.step('and one of a second start is opened in the first window', async () => {
    const second = join(first.folder, 'second.receptive.json');
    writeFileSync(second, readFileSync(path, 'utf8').replace('Given at the start', 'Given by a second start'));
    const executable = await workshop.application.evaluate(() => process.execPath);
    await promisify(execFile)(executable, ['--no-sandbox', '--log-level=3', projectFolder, second], {
      env: { ...process.env, RECEPTIVE_USER_DATA: workshop.userDataFolder },
      timeout: 15_000,
    });
    await expect(name).toHaveValue('Given by a second start');
    expect(await workshop.application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });
});
