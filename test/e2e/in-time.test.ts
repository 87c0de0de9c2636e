// What is known is said when it is known: a text that is no value where it stands, images that the network does not fit when they
// are opened. Each has a way out, and the way out goes on with what was asked for.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { projectPath } from '../../build/paths.ts';
import { writeBitmap } from '../helpers/bitmap.ts';
import {
  chooseToOpen,
  expectQuiet,
  expectRun,
  getButton,
  openSamples,
  openTemplate,
  openWorkshop,
  samplesFolder,
  selectLayer,
  selectNothing,
  setField,
  type Workshop,
} from './person.ts';

const images = (window: Page): Locator => window.getByRole('region', { name: 'Images' });
const inField = (window: Page, label: string): Locator =>
  window.getByRole('complementary', { name: 'Inspector' }).getByLabel(label, { exact: true });
const misfit = (window: Page, id: string): Locator => window.getByTestId(`misfit-${id}`);

async function refuse(window: Page, label: string, text: string): Promise<void> {
  await inField(window, label).fill(text);
  await inField(window, label).press('Enter');
  await expect(inField(window, label)).toHaveAttribute('aria-invalid', 'true');
}

/** Opens a network of the test's own folder. */
async function openFile({ application, window, folder }: Workshop, name: string): Promise<void> {
  await expect(window.getByRole('textbox', { name: 'Name of the network' })).toBeVisible();
  await chooseToOpen(application, join(folder, name));
  await window.keyboard.press('Control+o');
  await expect(window.getByTitle(join(folder, name))).toBeVisible();
}

async function openFolder({ application, window }: Workshop, folder: string, classes: number): Promise<void> {
  await chooseToOpen(application, folder);
  await window.getByRole('button', { name: 'Open folder' }).click();
  await expect(window.getByTestId('class-counts').getByRole('listitem')).toHaveCount(classes, { timeout: 30_000 });
}

/** So many images of each of the first classes of the samples. */
function copySamples(target: string, classes: number, most: number): void {
  for (const name of readdirSync(samplesFolder).sort().slice(0, classes)) {
    mkdirSync(join(target, name), { recursive: true });
    for (const file of readdirSync(join(samplesFolder, name)).slice(0, most))
      cpSync(join(samplesFolder, name, file), join(target, name, file));
  }
}

/** Pressing a button that can't be used: Playwright would wait until it can. */
const pressTrain = (window: Page): Promise<void> => getButton(window, 'Train').click({ force: true });

test('a text that is no value for its field keeps training from starting, and Train leads there', async () => {
  await using workshop = await openWorkshop();
  const { window, folder } = workshop;
  const lenet = readFileSync(projectPath('assets', 'templates', 'lenet.receptive.json'));
  for (const name of ['one', 'two']) writeFileSync(join(folder, `${name}.receptive.json`), lenet);
  await openFile(workshop, 'one.receptive.json');
  await openSamples(window);
  await selectNothing(window);
  await refuse(window, 'Learning rate', '1000');
  const rate = inField(window, 'Learning rate');

  await expect(getButton(window, 'Train')).toHaveAttribute('aria-disabled', 'true');
  await getButton(window, 'Train').hover();
  await expect(window.getByRole('tooltip')).toContainText(/Learning rate has no valid value: expected a number from 0 to \d/);
  await pressTrain(window);
  await expect(rate).toBeFocused();
  await expectRun(window, 'idle');

  await test.step('it stays with its field while something else is selected, and the way there is found again', async () => {
    await selectLayer(window, 'conv1');
    await expect(rate).toHaveCount(0);
    await pressTrain(window);
    await expect(rate).toBeFocused();
    await expect(rate).toHaveValue('1000');
    await rate.press('Control+Enter');
    await expectRun(window, 'idle');
  });

  await test.step('a layer’s field is led to by its layer', async () => {
    await rate.press('Escape');
    await expect(getButton(window, 'Train')).toHaveAttribute('aria-disabled', 'false');
    await selectLayer(window, 'conv1');
    await refuse(window, 'Filters', '0');
    await selectNothing(window);
    await pressTrain(window);
    await expect(window.getByTestId('node-conv1')).toHaveAttribute('data-selected', 'true');
    await expect(inField(window, 'Filters')).toBeFocused();
    await expect(inField(window, 'Filters')).toHaveValue('0');
    await inField(window, 'Filters').press('Escape');
  });

  await test.step('another document has nothing of it', async () => {
    await selectNothing(window);
    await refuse(window, 'Learning rate', '1000');
    await openFile(workshop, 'two.receptive.json');
    await expect(rate).toHaveAttribute('aria-invalid', 'false');
    await expect(rate).not.toHaveValue('1000');
    await expect(getButton(window, 'Train')).toHaveAttribute('aria-disabled', 'false');
  });
  await expectQuiet(workshop);
});

test('outputs that are not the classes are said when the folder opens, and one button mends them and trains', async () => {
  await using workshop = await openWorkshop();
  const { window, folder } = workshop;
  await openTemplate(window, 'LeNet');
  await openSamples(window);
  await expect(images(window).getByTestId(/^misfit-/)).toHaveCount(0);
  const own = join(folder, 'own');
  copySamples(own, 3, 20);
  await openFolder(workshop, own, 3);

  await expect(misfit(window, 'classes-differ')).toContainText('10 outputs');
  await expect(misfit(window, 'classes-differ')).toContainText('3 classes');
  await selectNothing(window);
  await setField(window, 'Epochs', '1');
  await getButton(window, 'Train').click();
  const message = window.getByRole('alert').filter({ hasText: 'Training can’t start' });
  await message.getByRole('button', { name: /^Set units of \S+ to 3 and train$/ }).click();
  await expectRun(window, 'finished');
  await expect(message).toHaveCount(0);
  await expect(misfit(window, 'classes-differ')).toHaveCount(0);

  await test.step('and it is one step of undo', async () => {
    await window.getByRole('button', { name: /^Undo: Set units of/ }).click();
    await expect(misfit(window, 'classes-differ')).toBeVisible();
    await expect(window.getByRole('button', { name: /^Undo: Change epochs/ })).toBeVisible();
  });
  await expectQuiet(workshop);
});

test('colours, sizes and missing validation images are said when a folder opens and when the document changes', async () => {
  await using workshop = await openWorkshop();
  const { window, folder } = workshop;
  await openTemplate(window, 'LeNet');
  const coloured = join(folder, 'coloured');
  for (const [name, colour] of [
    ['red', [220, 20, 20]],
    ['blue', [20, 20, 220]],
  ] as const) {
    for (let index = 0; index < 12; index++) writeBitmap(join(coloured, name, `${index}.bmp`), 24, colour);
  }
  await openFolder(workshop, coloured, 2);
  await expect(misfit(window, 'images-coloured')).toContainText('24 of 24 images');
  await expect(misfit(window, 'images-smaller')).toContainText('24 of 24 images');
  await expect(misfit(window, 'images-smaller')).toContainText('24×24');

  await misfit(window, 'images-coloured').getByRole('button', { name: 'Set the input’s channels to 3' }).click();
  await expect(misfit(window, 'images-coloured')).toHaveCount(0);
  await window.getByRole('button', { name: /^Undo: Set the input’s channels/ }).click();
  await expect(misfit(window, 'images-coloured')).toBeVisible();
  await misfit(window, 'images-smaller').getByRole('button', { name: 'Set the input to 24×24' }).click();
  await expect(misfit(window, 'images-smaller')).toHaveCount(0);

  await selectNothing(window);
  await setField(window, 'Validation share', '0');
  await images(window)
    .getByRole('button', { name: /^Reopen the images at/ })
    .click();
  await expect(misfit(window, 'no-validation-images')).toBeVisible();
  await expectQuiet(workshop);
});

test('@long a network that gives images back is evaluated on a folder of other classes', async () => {
  await using workshop = await openWorkshop();
  const { window, folder } = workshop;
  await openTemplate(window, 'Auto');
  await openSamples(window);
  const own = join(folder, 'own');
  copySamples(own, 3, 20);
  await openFolder(workshop, own, 3);
  await expect(images(window).getByTestId('misfit-classes-differ')).toHaveCount(0);
  await selectNothing(window);
  await setField(window, 'Epochs', '1');
  await getButton(window, 'Train').click();
  await expectRun(window, 'finished', 120_000);
  copySamples(join(folder, 'other'), 2, 20);
  await openFolder(workshop, join(folder, 'other'), 2);
  await getButton(window, 'Evaluate').click();
  await expect(window.getByRole('region', { name: 'Evaluation' }).getByRole('status')).toContainText('PSNR');
  await expectQuiet(workshop);
});

test('the maps of a sequence are drawn as a strip over all of its place', async () => {
  await using workshop = await openWorkshop();
  const { window, folder } = workshop;
  const lenet = JSON.parse(readFileSync(projectPath('assets', 'templates', 'lenet.receptive.json'), 'utf8')) as {
    nodes: unknown[];
    edges: unknown[];
    training: { epochs: number };
  };
  const layers = [
    ['input', 'input', { height: 1, width: 28, channels: 1 }],
    ['rows', 'conv1d', { filters: 8, kernelSize: 5, padding: 'same' }],
    ['flat', 'flatten', {}],
    ['dense', 'dense', { units: 10 }],
    ['classes', 'classification', {}],
  ] as const;
  lenet.nodes = layers.map(([id, type, parameters], index) => ({ id, type, parameters, position: { x: index * 236, y: 0 } }));
  lenet.edges = layers.slice(1).map(([target], index) => ({ id: `e${index}`, source: layers[index]?.[0], target }));
  lenet.training.epochs = 1000;
  writeFileSync(join(folder, 'rows.receptive.json'), JSON.stringify(lenet));
  await openFile(workshop, 'rows.receptive.json');
  await expect(window.getByTestId('node-rows')).toBeVisible();
  await openSamples(window);
  await getButton(window, 'Train').click();
  const strip = window.getByTestId('maps-rows');
  await expect(strip).toHaveAttribute('data-channels', '8');
  const drawn = await strip.evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: new Uint8ClampedArray(0) };
    let opaque = 0;
    for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 0) > 0) opaque += 1;
    return opaque / (canvas.width * canvas.height);
  });
  expect(drawn).toBeGreaterThan(0.95);
  await getButton(window, 'Stop').click();
  await expectRun(window, 'stopped');
  await expectQuiet(workshop);
});
