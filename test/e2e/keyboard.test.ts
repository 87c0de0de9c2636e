// The keyboard and the menu: what belongs to a text, what to the drawing, and that nothing is on the screen without its key.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { GraphDocument } from '../../engine/document/document.ts';
import { getCanvas } from './mouse.ts';
import { chooseToSave, expectQuiet, getLayers, openTemplate, openWorkshop, selectLayer, setField, type Workshop } from './person.ts';

const filters = (window: Page) => window.getByRole('complementary', { name: 'Inspector' }).getByLabel('Filters', { exact: true });
const summary = (window: Page) => window.getByTestId('node-conv1').getByTestId('layer-summary');

/** Presses an item of the application menu that acts on what has the focus. */
function useMenu({ application }: Workshop, role: 'copy' | 'cut' | 'paste'): Promise<void> {
  return application.evaluate(({ BrowserWindow }, action) => BrowserWindow.getAllWindows()[0]?.webContents[action](), role);
}

test('undo in a field takes back what is being typed there, and what was taken over after that', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  await openTemplate(window, 'LeNet');
  await selectLayer(window, 'conv1');
  await setField(window, 'Filters', '7');
  await expect(filters(window)).toBeFocused();
  await window.keyboard.press('Control+z');
  await expect(summary(window)).toContainText('6 filters');
  await expect(filters(window)).toHaveValue('6');
  await window.keyboard.press('Control+Shift+z');
  await expect(summary(window)).toContainText('7 filters');

  await filters(window).fill('0');
  await filters(window).press('Enter');
  await expect(window.getByText('Expected a whole number from 1 to')).toBeVisible();
  await window.getByRole('button', { name: 'Undo: Change filters' }).click();
  await expect(filters(window)).toHaveValue('6');
  await expect(window.getByText('Expected a whole number from 1 to')).toHaveCount(0);
  await expectQuiet(workshop);
});

test('saving from within a field saves what was typed there', async () => {
  await using workshop = await openWorkshop();
  const { window, application, folder } = workshop;
  const path = join(folder, 'typed.receptive.json');
  await openTemplate(window, 'LeNet');
  await selectLayer(window, 'conv1');
  await filters(window).fill('12');
  await chooseToSave(application, path);
  await window.keyboard.press('Control+s');
  await expect(window.getByTestId('unsaved')).toHaveAttribute('data-unsaved', 'false');
  const saved = JSON.parse(readFileSync(path, 'utf8')) as GraphDocument;
  expect(saved.nodes.find((node) => node.id === 'conv1')?.parameters.filters).toBe(12);
  await expect(filters(window)).toBeFocused();
});

test('copying takes a text that is selected, and layers otherwise, by key and by menu', async () => {
  await using workshop = await openWorkshop();
  const { window, application } = workshop;
  const layers = getLayers(window);
  await openTemplate(window, 'LeNet');
  await selectLayer(window, 'conv1');
  await window
    .getByRole('complementary', { name: 'Inspector' })
    .getByTestId('facts')
    .evaluate((facts) => document.getSelection()?.selectAllChildren(facts));
  await window.keyboard.press('Control+c');
  await expect.poll(() => application.evaluate(({ clipboard }) => clipboard.readText())).toContain('28×28×6');
  await window.evaluate(() => document.getSelection()?.removeAllRanges());

  await useMenu(workshop, 'copy');
  await useMenu(workshop, 'paste');
  await expect(layers).toHaveCount(15);
  await useMenu(workshop, 'cut');
  await expect(layers).toHaveCount(14);
  await window.keyboard.press('Control+v');
  await expect(layers).toHaveCount(15);
  await application.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('select-all')?.click());
  await expect(window.getByRole('heading', { name: '15 layers selected' })).toBeVisible();
  expect(await window.evaluate(() => document.getSelection()?.toString())).toBe('');
  await expectQuiet(workshop);
});

test('the question before changes are lost has the focus, and Enter saves', async () => {
  await using workshop = await openWorkshop();
  const { window, application, folder } = workshop;
  await openTemplate(window, 'LeNet');
  await selectLayer(window, 'conv1');
  await window.keyboard.press('Delete');
  await window.keyboard.press('Control+n');
  const question = window.getByRole('alertdialog');
  await expect(question.getByRole('button', { name: 'Save' })).toBeFocused();
  await window.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(getLayers(window)).toHaveCount(13);
  await chooseToSave(application, join(folder, 'kept.receptive.json'));
  await window.keyboard.press('Control+n');
  await window.keyboard.press('Enter');
  await expect(getLayers(window)).toHaveCount(0);
  expect(readFileSync(join(folder, 'kept.receptive.json'), 'utf8')).toContain('"receptive-network"');
});

test('every icon names its shortcut, and the canvas zooms by key', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  await openTemplate(window, 'LeNet');
  const icons = window.getByRole('toolbar').locator('button[aria-label]');
  for (const icon of await icons.all()) {
    await icon.focus();
    await window.keyboard.press('Shift'); // only what the keyboard focuses shows its hint at once
    await expect(window.locator('[data-side] kbd').first(), (await icon.getAttribute('aria-label')) ?? '').toBeVisible();
  }
  const width = async (): Promise<number> => (await window.getByTestId('node-conv1').boundingBox())?.width ?? 0;
  await getCanvas(window).click({ position: { x: 12, y: 12 } });
  const before = await width();
  await window.keyboard.press('+');
  await expect.poll(width).toBeGreaterThan(before);
  await window.keyboard.press('-');
  await window.keyboard.press('-');
  await expect.poll(width).toBeLessThan(before);
  await window.keyboard.press('Control+1');
  await expect.poll(width).toBeCloseTo(before, 0);
});

test('a selected connection has the accent’s colour, and only what can be done with it', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  await openTemplate(window, 'LeNet');
  await window.locator('.react-flow__edge').first().focus();
  await window.keyboard.press('Enter');
  const inspector = window.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector.getByRole('heading', { name: '1 connection selected' })).toBeVisible();
  await expect(inspector.getByRole('button', { name: 'Delete' })).toBeVisible();
  await expect(inspector.getByRole('button', { name: 'Duplicate' })).toHaveCount(0);
  const colours = await window.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'var(--accent)';
    const line = document.querySelector('.react-flow__edge.selected .react-flow__edge-path');
    return { accent: getComputedStyle(probe).color, line: line === null ? '' : getComputedStyle(line).stroke };
  });
  expect(colours.line).toBe(colours.accent);
});
