// A person with an auto-encoder and a folder of images without classes: it opens, is counted and shown, trains, is evaluated and
// exported. A network that tells classes apart says at once what the folder lacks, and does not start.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { parseModelText } from '../../engine/exporters/model-json.ts';
import { writeBitmap } from '../helpers/bitmap.ts';
import {
  chooseToOpen,
  chooseToSave,
  expectQuiet,
  expectRun,
  getButton,
  openTemplate,
  openWorkshop,
  setField,
  type Workshop,
} from './person.ts';

/** Squares of 28 pixels, each of a colour of its own. */
function writeImages(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  for (let index = 0; index < count; index++) {
    const grey = (index * 53) % 256;
    writeBitmap(join(folder, `${String(index).padStart(2, '0')}.bmp`), 28, [grey, grey, grey]);
  }
}

async function openFolder({ application, window }: Workshop, folder: string): Promise<void> {
  await chooseToOpen(application, folder);
  await window.getByRole('button', { name: 'Open folder' }).click();
}

const images = (window: Page) => window.getByRole('region', { name: 'Images' });
const misfit = (window: Page) => window.getByTestId('misfit-classes-missing');

test('an auto-encoder is trained on a folder of images without classes', async () => {
  await using workshop = await openWorkshop();
  const { window, application, folder } = workshop;
  const flat = join(folder, 'photos');
  writeImages(flat, 40);
  await openTemplate(window, 'Auto-encoder');
  await openFolder(workshop, flat);
  await expect(window.getByTestId('image-count')).toHaveText('40 images without classes');
  await expect(window.getByTestId('class-counts')).toHaveCount(0);
  await expect(images(window)).toContainText(/36 training · 4 validation/);
  await expect(misfit(window)).toHaveCount(0);

  await test.step('its images are shown and watched by their names', async () => {
    const thumbnails = window.getByTestId('thumbnail');
    await expect(thumbnails).toHaveCount(4);
    await expect(thumbnails.first()).toHaveAccessibleName(/^Watch \d\d\.bmp$/);
    await thumbnails.first().click();
    await expect(thumbnails.first()).toHaveAttribute('aria-pressed', 'true');
    await expect(window.getByTestId('watched')).toContainText(/\d\d\.bmp/);
  });

  await setField(window, 'Epochs', '2');
  await getButton(window, 'Train').click();
  await expectRun(window, 'finished', 60_000);
  for (const measure of ['loss', 'psnr']) await expect(window.getByTestId(`curve-${measure}`)).toHaveAttribute('data-epochs', '2');
  const side = window.getByRole('region', { name: 'Prediction for the watched image' });
  await expect(side.getByRole('img', { name: 'What image gives back' })).toBeVisible();
  await window.screenshot({ path: 'test-results/unlabelled.png' });

  await test.step('evaluated', async () => {
    await getButton(window, 'Evaluate').click();
    await expect(window.getByRole('region', { name: 'Evaluation' }).getByRole('status')).toHaveText(
      /^\d+\.\d dB PSNR on \d+ images, loss 0\.\d+$/,
    );
  });

  await test.step('exported, without classes', async () => {
    const path = join(folder, 'photos.model.json');
    await chooseToSave(application, path);
    await getButton(window, 'Export model').click();
    await expect.poll(() => existsSync(path)).toBe(true);
    expect(parseModelText(readFileSync(path, 'utf8'))).toMatchObject({ ok: true, value: { classes: [] } });
  });
  await expectQuiet(workshop);
});

test('a network that tells classes apart says what a folder without two classes lacks, and does not start', async () => {
  await using workshop = await openWorkshop();
  const { window, folder } = workshop;
  writeImages(join(folder, 'flat'), 12);
  writeImages(join(folder, 'single', 'cat'), 12);
  await openTemplate(window, 'LeNet');
  for (const [name, found] of [
    ['flat', 'images without classes'],
    ['single', 'one class, "cat"'],
  ] as const) {
    await openFolder(workshop, join(folder, name));
    await expect(misfit(window)).toContainText(found);
    await expect(misfit(window)).toContainText('Make a folder for each class');
    await getButton(window, 'Train').click();
    await expect(window.getByRole('alert').filter({ hasText: found }).first()).toBeVisible();
    await expectRun(window, 'idle');
  }
  await expectQuiet(workshop);
});
