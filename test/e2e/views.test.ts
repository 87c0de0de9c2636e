// Panels: resized, hidden, moved and found again after a restart; nothing covered by messages, nothing cut off in the smallest window,
// and what is trained goes on whatever is moved.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectAccessible } from '../helpers/accessibility.ts';
import { drag, findMiddle, getCanvas, onCanvas } from './mouse.ts';
import {
  countSteps,
  dropPath,
  expectQuiet,
  expectRun,
  getButton,
  openSamples,
  openTemplate,
  openWorkshop,
  resizeWindow,
  selectLayer,
  setField,
} from './person.ts';

const tab = (window: Page, name: string): Locator => window.getByRole('tab', { name, exact: true });
const divider = (window: Page, name: string): Locator => window.getByRole('separator', { name });
const widthOf = async (locator: Locator): Promise<number> => (await locator.boundingBox())?.width ?? 0;

async function chooseFromMenu(window: Page, view: string, item: string): Promise<void> {
  await window.getByRole('button', { name: `Move or hide ${view}` }).click();
  await window.getByRole('menuitem', { name: item }).click();
}

test('panels are resized with mouse and keys, hidden, moved, and are where they were after a restart', async () => {
  const userDataFolder = mkdtempSync(join(tmpdir(), 'receptive-views-'));
  const file = join(userDataFolder, 'layout.json');
  const layers = (window: Page): Locator => window.getByRole('region', { name: 'Layers' });
  let width = 0;
  try {
    {
      await using workshop = await openWorkshop({ userDataFolder });
      const { window } = workshop;
      const first = await widthOf(layers(window));
      const middle = await findMiddle(divider(window, 'Size of the left panels'));
      await drag(window, middle, { x: middle.x + 60, y: middle.y });
      await expect.poll(async () => Math.round((await widthOf(layers(window))) - first)).toBe(60);
      await divider(window, 'Size of the left panels').focus();
      await window.keyboard.press('ArrowLeft');
      await expect.poll(() => widthOf(layers(window))).toBeLessThan(first + 60);
      width = await widthOf(layers(window));

      await test.step('a panel is hidden and moved from its menu, and another one dragged', async () => {
        await chooseFromMenu(window, 'Images', 'Hide');
        await expect(tab(window, 'Images')).toHaveCount(0);
        await chooseFromMenu(window, 'Inspector', 'Move below');
        await expect(window.locator('[data-dock=bottom]').getByRole('complementary', { name: 'Inspector' })).toBeVisible();
        await drag(window, await findMiddle(tab(window, 'Messages')), await findMiddle(tab(window, 'Layers')));
        await expect(window.locator('[data-dock=left]').getByRole('tab')).toHaveText(['Messages', 'Layers']);
        await tab(window, 'Layers').click();
      });
      await expect.poll(() => (existsSync(file) ? readFileSync(file, 'utf8') : '')).toContain('"hidden":["images"]');
      await expectQuiet(workshop);
    }
    {
      await using workshop = await openWorkshop({ userDataFolder });
      const { window } = workshop;
      await expect(window.locator('[data-dock=bottom]').getByRole('complementary', { name: 'Inspector' })).toBeVisible();
      await expect(window.locator('[data-dock=left]').getByRole('tab')).toHaveText(['Messages', 'Layers']);
      await expect(tab(window, 'Images')).toHaveCount(0);
      expect(Math.abs((await widthOf(layers(window))) - width)).toBeLessThan(2);
      await expectAccessible(window, 'panels that were moved');

      await test.step('and one command puts all back', async () => {
        await window.keyboard.press('Control+Shift+P');
        await window.getByRole('combobox').fill('Reset the layout');
        await window.keyboard.press('Enter');
        await expect(tab(window, 'Images')).toBeVisible();
        await expect(window.locator('[data-dock=right]').getByRole('complementary', { name: 'Inspector' })).toBeVisible();
      });
      await expectQuiet(workshop);
    }
    writeFileSync(file, '{"version":1,"docks":{"left":3}');
    await using workshop = await openWorkshop({ userDataFolder });
    await expect(workshop.window.locator('[data-dock=left]').getByRole('tab')).toHaveText(['Layers', 'Images']);
    await expectQuiet(workshop);
  } finally {
    rmSync(userDataFolder, { recursive: true, force: true });
  }
});

test('a message covers nothing and moves nothing, can be acted on, and goes with its cause', async () => {
  await using workshop = await openWorkshop();
  const { window, folder } = workshop;
  const messages = window.getByRole('region', { name: 'Messages' });
  await openTemplate(window, 'LeNet');
  await openSamples(window);
  const canvas = await getCanvas(window).boundingBox();
  await setField(window, 'Epochs', '1000');
  await getButton(window, 'Train').click();
  await expectRun(window, 'running');
  await dropPath(window, folder); // a folder while a run uses the images
  await expect(messages).toContainText('a training run is using the images');
  expect(await getCanvas(window).boundingBox()).toEqual(canvas);

  // all layers of the network can be pressed while it stands, those below the upper edge of the canvas as well
  for (const layer of ['input', 'conv1', 'pool1', 'conv2']) await selectLayer(window, layer);
  const [bar, drawing] = await Promise.all([messages.boundingBox(), getCanvas(window).boundingBox()]);
  expect((bar?.y ?? 0) - (drawing?.y ?? 0)).toBeGreaterThanOrEqual(drawing?.height ?? Number.POSITIVE_INFINITY);

  await messages.getByRole('button', { name: 'Details' }).click();
  await expect(window.getByRole('region', { name: 'All messages' })).toContainText('a training run is using the images');
  await tab(window, 'Training').click();
  await getButton(window, 'Stop').click();
  await expectRun(window, 'stopped');
  await expect(messages).toBeEmpty();
  expect(await getCanvas(window).boundingBox()).toEqual(canvas);
  await expectQuiet(workshop);
});

test('training goes on while panels are moved, and curves and maps are drawn where they have come to', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  await openTemplate(window, 'LeNet');
  await openSamples(window);
  await setField(window, 'Epochs', '1000');
  await getButton(window, 'Train').click();
  await expect(window.getByTestId('maps-conv1')).not.toHaveAttribute('data-version', '0');
  await chooseFromMenu(window, 'Training', 'Move to the right');
  await expect(window.locator('[data-dock=right]').getByTestId('curve-loss')).toBeVisible();
  const steps = await countSteps(window);
  await expect.poll(() => countSteps(window), { timeout: 20_000 }).toBeGreaterThan(steps);
  const version = await window.getByTestId('maps-conv1').getAttribute('data-version');
  await expect(window.getByTestId('maps-conv1')).not.toHaveAttribute('data-version', version ?? '', { timeout: 20_000 });
  const [room = 0, drawn] = await window
    .getByTestId('curve-loss')
    .evaluate((plot) => [plot.clientWidth, plot.querySelector('.uplot')?.clientWidth]);
  expect(room).toBeGreaterThan(200);
  expect(drawn).toBe(room);
  const cut = await window
    .locator('[data-dock=right] [role=toolbar] button')
    .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().right - innerWidth));
  expect(Math.max(...cut)).toBeLessThanOrEqual(0);
  await getButton(window, 'Stop').click();
  await expectRun(window, 'stopped');
  await expectQuiet(workshop);
});

test('the canvas keeps its zoom and what is in its middle when panels come, go and are resized', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  await openTemplate(window, 'LeNet');
  const head = window.getByTestId('node-conv1').getByTestId('layer-head');
  const measure = async () => {
    const [canvas, layer] = await Promise.all([getCanvas(window).boundingBox(), head.boundingBox()]);
    if (canvas === null || layer === null) throw new Error('Expected a canvas with a layer on it.');
    return {
      across: Math.round(layer.x - canvas.x - canvas.width / 2),
      down: Math.round(layer.y - canvas.y - canvas.height / 2),
      wide: Math.round(layer.width),
      room: Math.round(canvas.width),
    };
  };
  // LeNet is shown whole in the end, smaller than at its own zoom
  const own = (await measure()).wide;
  await expect.poll(async () => (await measure()).wide === own && own > 140).toBe(false);
  const { room, ...before } = await measure();
  for (const shortcut of ['Control+b', 'Control+j', 'Control+Shift+B']) {
    await window.keyboard.press(shortcut);
    await expect.poll(async () => ({ ...(await measure()), room: 0 }), shortcut).toEqual({ ...before, room: 0 });
  }
  expect((await measure()).room).toBeGreaterThan(room + 500);
  await expect(window.getByRole('tab')).toHaveCount(0);
  await expectQuiet(workshop);
});

test('in the smallest window the side panels are tabs: nothing is cut off or covered, all can be reached', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  await openTemplate(window, 'LeNet');
  await resizeWindow(workshop, 800, 560);
  await expect(window.locator('[data-dock=right]').getByRole('tab')).toHaveText(['Inspector', 'Layers', 'Images']);
  const canvas = await getCanvas(window).boundingBox();
  expect(canvas?.width).toBeGreaterThan(400);
  expect(canvas?.height).toBeGreaterThan(220);
  for (const [name, role] of [
    ['Layers', 'region'],
    ['Images', 'region'],
    ['Inspector', 'complementary'],
  ] as const) {
    await tab(window, name).click();
    await expect(window.getByRole(role, { name, exact: true })).toBeInViewport({ ratio: 1 });
  }
  const outside = await window.locator('button:visible, input:visible, [role=tab]:visible').evaluateAll((controls) =>
    controls
      .filter((control) => control.closest('section, aside, .react-flow') === null)
      .filter((control) => {
        const { left, top, right, bottom } = control.getBoundingClientRect();
        return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
      })
      .map((control) => control.outerHTML.slice(0, 120)),
  );
  expect(outside).toEqual([]);
  expect(
    await window.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]),
  ).toEqual([0, 0]);
  await expectAccessible(window, 'the smallest window');
  await resizeWindow(workshop, 1280, 800);
  await expect(window.locator('[data-dock=left]').getByRole('tab')).toHaveText(['Layers', 'Images']);
  await expectQuiet(workshop);
});

test('problems are listed with what mends them; no field of the form moves while they come and go', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  await openTemplate(window, 'LeNet');
  await selectLayer(window, 'input');
  const fields = window.getByRole('complementary', { name: 'Inspector' }).locator('label');
  const places = (): Promise<number[]> => fields.evaluateAll((labels) => labels.map((label) => label.getBoundingClientRect().top));
  const before = await places();
  expect(before.length).toBeGreaterThan(2);
  const height = window.getByLabel('Height', { exact: true });
  await height.fill('0');
  await height.press('Enter');
  await expect(window.getByRole('alert').first()).toBeVisible();
  expect(await places()).toEqual(before);
  await window.keyboard.press('Escape');
  await setField(window, 'Height', '8');
  await expect(window.getByTestId('node-conv2')).toHaveAttribute('data-severity', 'error');
  expect(await places()).toEqual(before);

  await window.getByRole('tab', { name: /^Problems\W+\d/ }).click();
  const problems = window.getByRole('region', { name: 'Problems', exact: true });
  await selectLayer(window, 'conv2');
  const atLayer = await places();
  await problems.getByRole('button', { name: 'Show conv2' }).first().click();
  await expect(window.getByTestId('node-conv2')).toHaveAttribute('data-selected', 'true');
  await problems
    .getByRole('button', { name: /^Use|^Set|window|padding/i })
    .first()
    .click();
  await expect(window.getByTestId('node-conv2')).not.toHaveAttribute('data-severity', 'error');
  expect((await places()).slice(0, atLayer.length)).toEqual(atLayer); // what is possible now comes below
  await expectAccessible(window, 'the problems of the network');
  await expectQuiet(workshop);
});

test('the room of a large screen goes to the canvas', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  await openTemplate(window, 'LeNet');
  const inspector = await widthOf(window.locator('[data-dock=right]'));
  const canvas = await getCanvas(window).boundingBox();
  await resizeWindow(workshop, 1900, 1100);
  await expect
    .poll(async () => Math.round((await getCanvas(window).boundingBox())?.width ?? 0))
    .toBe(Math.round((canvas?.width ?? 0) + 620));
  expect(await widthOf(window.locator('[data-dock=right]'))).toBe(inspector);
  expect(await onCanvas(window, { x: 0, y: 0 })).toEqual({ x: canvas?.x, y: canvas?.y });
  // of a very large one sides that nobody has sized take a part
  await resizeWindow(workshop, 3840, 2160);
  await expect.poll(() => widthOf(window.locator('[data-dock=right]'))).toBeGreaterThan(inspector + 100);
  expect((await getCanvas(window).boundingBox())?.width).toBeGreaterThan(2800);
  await resizeWindow(workshop, 1280, 800);
  await expect.poll(() => widthOf(window.locator('[data-dock=right]'))).toBe(inspector);
  await expectQuiet(workshop);
});
