// The window with images that keep their own sizes: a network of one size says what stands in the way, one click mends it, and what is
// watched is seen in its own size.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { encodeGreyPng } from '../../electron/host/images/png.ts';
import { sketchDocument } from '../helpers/networks.ts';
import { chooseToOpen, expectQuiet, expectRun, getButton, openWorkshop } from './person.ts';

const threeSizes = [
  [12, 20],
  [20, 12],
  [16, 16],
] as const;

/** Two classes, dark and light. */
function writeImages(folder: string, sizes: readonly (readonly [height: number, width: number])[]): void {
  for (const [label, name] of ['dark', 'light'].entries()) {
    mkdirSync(join(folder, name), { recursive: true });
    for (let image = 0; image < Math.max(24, sizes.length); image++) {
      const [height, width] = sizes[image % sizes.length] ?? [8, 8];
      const pixels = Uint8Array.from({ length: height * width }, (_, place) => 40 + 150 * label + ((place * 7 + image * 13) % 50));
      writeFileSync(join(folder, name, `${String(image).padStart(2, '0')}.png`), encodeGreyPng(pixels, width, height));
    }
  }
}

test('a folder of images of different sizes is opened, trained on and watched', async () => {
  await using workshop = await openWorkshop();
  const { window, application, folder } = workshop;
  const images = join(folder, 'images');
  writeImages(images, threeSizes);
  const path = join(folder, 'any.receptive.json');
  const document = sketchDocument(
    [
      { type: 'input', id: 'image', parameters: { sizes: 'any', height: 12, width: 12, step: 4, largest: 20, channels: 1 } },
      { type: 'conv2d', id: 'conv', parameters: { filters: 4 } },
      { type: 'flatten', id: 'flat' },
      { type: 'dense', id: 'scores', parameters: { units: 2 } },
      { type: 'classification', id: 'classes' },
    ],
    { epochs: 3, batchSize: 8 },
  );
  writeFileSync(path, JSON.stringify(document));
  await window.getByRole('button', { name: 'Start from an empty canvas' }).click();
  await chooseToOpen(application, path);
  await window.keyboard.press('Control+o');

  await test.step('the layer whose weights would follow the size says so, and its fix is one click', async () => {
    await expect(window.getByTestId('edge-size-conv-0')).toHaveText('any×any×1');
    await window.getByTestId('node-scores').getByTestId('layer-head').click();
    await window.getByRole('button', { name: /Insert adaptive pooling/ }).click();
    await expect(window.getByRole('button', { name: /^(Problem|Warning) at / })).toHaveCount(0);
  });

  await test.step('the folder is opened and trained on', async () => {
    await chooseToOpen(application, images);
    await window.getByRole('button', { name: 'Open folder' }).click();
    await expect(window.getByTestId('class-counts').getByRole('listitem')).toHaveCount(2);
    await getButton(window, 'Train').click();
    await expectRun(window, 'finished');
  });

  await test.step('images are shown, and looked into, in their own sizes', async () => {
    const shapes = await window
      .getByTestId('thumbnail')
      .locator('canvas')
      .evaluateAll((canvases) => canvases.map((canvas) => `${canvas.getAttribute('height')}×${canvas.getAttribute('width')}`));
    const seen = [...new Set(shapes)].sort();
    expect(seen).toEqual(['12×20', '16×16', '20×12']);
    for (const shape of seen) {
      await window.getByTestId('thumbnail').nth(shapes.indexOf(shape)).click();
      const [height = '', width = ''] = shape.split('×');
      await expect(window.getByTestId('watched').locator(`canvas[height="${height}"][width="${width}"]`)).toBeVisible();
    }
  });
  await expectQuiet(workshop);
});

test('a run can be stopped while the programs of its many sizes are prepared', async () => {
  await using workshop = await openWorkshop();
  const { window, application, folder } = workshop;
  const images = join(folder, 'images');
  writeImages(
    images,
    Array.from({ length: 60 }, (_, index) => [12 + 2 * Math.floor(index / 8), 12 + 2 * (index % 8)]),
  );
  const path = join(folder, 'many.receptive.json');
  const network = sketchDocument(
    [
      { type: 'input', parameters: { sizes: 'any', height: 12, width: 12, step: 2, largest: 26, channels: 1 } },
      ...Array.from({ length: 6 }, () => [
        { type: 'conv2d', parameters: { filters: 8 } },
        { type: 'batchNorm' },
        { type: 'activation' },
      ]).flat(),
      { type: 'globalPool2d' },
      { type: 'dense', parameters: { units: 2 } },
      { type: 'classification' },
    ],
    { epochs: 1000, batchSize: 8 },
  );
  writeFileSync(path, JSON.stringify(network));
  await window.getByRole('button', { name: 'Start from an empty canvas' }).click();
  await chooseToOpen(application, path);
  await window.keyboard.press('Control+o');
  await expect(window.locator('[data-type=globalPool2d]')).toBeVisible();
  await chooseToOpen(application, images);
  await window.getByRole('button', { name: 'Open folder' }).click();
  await expect(window.getByTestId('class-counts').getByRole('listitem')).toHaveCount(2);

  // in the page, for it must be pressed in the moment in which it is said
  const seen = window.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const status = document.querySelector('[data-testid=run-status]');
        const stop = [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === 'Stop');
        if (status === null || stop === undefined) throw new Error('expected the run’s line and its Stop');
        const observer = new MutationObserver(() => {
          if (!status.textContent?.includes('preparing size')) return;
          observer.disconnect();
          stop.click();
          resolve(status.textContent);
        });
        observer.observe(status, { childList: true, subtree: true, characterData: true });
      }),
  );
  await getButton(window, 'Train').click();
  expect(await seen).toMatch(/^Starting.*preparing size \d+ of 60$/);
  await expectRun(window, 'idle');
  await expectQuiet(workshop);

  await getButton(window, 'Train').click();
  await expectRun(window, 'running');
  await getButton(window, 'Stop').click();
  await expectRun(window, 'stopped');
  await expectQuiet(workshop);
});
