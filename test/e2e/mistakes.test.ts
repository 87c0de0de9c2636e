// A person's mistakes: a folder that is not what it should be, and a network whose sizes do not fit. Each is said where it is,
// with what was expected and found, and what can be mended by one click is.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
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
  setField,
  type Workshop,
} from './person.ts';

/** Ten images each of two classes of the samples, in a folder of class folders. */
function copyImages(target: string): void {
  for (const name of ['bag', 'sandal']) {
    mkdirSync(join(target, name), { recursive: true });
    for (const file of readdirSync(join(samplesFolder, name)).slice(0, 10)) {
      copyFileSync(join(samplesFolder, name, file), join(target, name, file));
    }
  }
}

async function openFolder({ application, window }: Workshop, folder: string): Promise<void> {
  await chooseToOpen(application, folder);
  await window.getByRole('button', { name: 'Open folder' }).click();
}

const images = (window: Page) => window.getByRole('region', { name: 'Images' });

test('broken files are listed with their reasons and left out; the rest of the folder is used', async () => {
  await using workshop = await openWorkshop();
  const { window, folder } = workshop;
  await openTemplate(window, 'LeNet');
  await openSamples(window); // writes the samples that are copied here
  const broken = join(folder, 'broken');
  copyImages(broken);
  writeFileSync(join(broken, 'bag', 'empty.png'), '');
  writeFileSync(join(broken, 'bag', 'text.png'), 'this is no image');
  const [whole = ''] = readdirSync(join(broken, 'sandal'));
  writeFileSync(join(broken, 'sandal', 'truncated.png'), readFileSync(join(broken, 'sandal', whole)).subarray(0, 60));

  await openFolder(workshop, broken);
  await expect(window.getByTestId('class-counts').getByRole('listitem')).toHaveCount(2);
  await expect(images(window)).toContainText(/\d+ training · \d+ validation/);
  const counts = /(\d+) training · (\d+) validation/.exec((await images(window).textContent())?.replace('broken', 'broken ') ?? '');
  expect(Number(counts?.[1]) + Number(counts?.[2])).toBe(20);
  await expect(window.getByTestId('skipped-count')).toContainText('3 files left out');
  await window.getByTestId('skipped-count').click();
  const list = window.getByRole('dialog').getByRole('listitem');
  await expect(list).toHaveCount(3);
  await expect(list.filter({ hasText: 'bag/empty.png' })).toContainText('0 bytes');
  await expect(list.filter({ hasText: 'bag/text.png' })).toContainText('PNG');
  await expect(list.filter({ hasText: 'sandal/truncated.png' })).toContainText('PNG');
  await window.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect(window.getByRole('dialog')).toHaveCount(0);

  await test.step('two classes are not ten: training is refused with a fix, and starts after it', async () => {
    await getButton(window, 'Train').click();
    const message = window.getByRole('alert').filter({ hasText: '2 classes' });
    await expect(message).toBeVisible();
    await message.getByRole('button', { name: /to 2 and train$/ }).click();
    await expectRun(window, 'finished');
    await expect(window.getByTestId(`edge-size-${await lastEdge(window)}`)).toHaveText('2');
    await setEpochs(window, '1');
    await getButton(window, 'Train').click();
    await expectRun(window, 'finished');
  });
  await expectQuiet(workshop);
});

async function lastEdge(window: Page): Promise<string> {
  const ids = await window
    .locator('[data-testid^="edge-size-"]')
    .evaluateAll((labels) => labels.map((label) => label.getAttribute('data-testid') ?? ''));
  return ids.at(-1)?.replace('edge-size-', '') ?? '';
}

async function setEpochs(window: Page, value: string): Promise<void> {
  await window.getByRole('region', { name: 'Canvas' }).click({ position: { x: 12, y: 12 } });
  await setField(window, 'Epochs', value);
}

test('a folder that can’t be used says what was expected, what was found and what to do', async () => {
  await using workshop = await openWorkshop();
  const { window, folder } = workshop;
  await openTemplate(window, 'LeNet');
  await openSamples(window);
  mkdirSync(join(folder, 'nothing'));
  mkdirSync(join(folder, 'texts'));
  writeFileSync(join(folder, 'texts', 'notes.txt'), 'this is no image');
  for (const [name, words] of [
    ['nothing', /no /i],
    ['texts', /no image file/],
    ['missing', /./],
  ] as const) {
    await openFolder(workshop, join(folder, name));
    const alert = images(window).getByRole('alert');
    await expect(alert).toContainText(join(folder, name));
    await expect(alert).toContainText(words);
    await expect(alert).toContainText('Expected');
    await expect(alert).toContainText('To do');
    await expect(window.getByTestId('class-counts')).toHaveCount(0);
    await expect(getButton(window, 'Train')).toBeDisabled();
  }
});

test('@long a cache that can’t be written is a warning with its reason, and the images are trained on all the same', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'receptive-cache-'));
  try {
    writeFileSync(join(scratch, 'file'), '');
    await using workshop = await openWorkshop({ environment: { XDG_CACHE_HOME: join(scratch, 'file', 'cache'), TMPDIR: scratch } });
    const { window } = workshop;
    await openTemplate(window, 'LeNet');
    await openSamples(window);
    await expect(images(window)).toContainText(/1800 training|1,800 training/);
    await expect(images(window)).toContainText('decoded into memory');
    await expect(images(window)).toContainText('XDG_CACHE_HOME');
    await getButton(window, 'Train').click();
    await expectRun(window, 'running');
    await getButton(window, 'Stop').click();
    await expectRun(window, 'stopped');
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
});

test('a size that does not fit is shown on its layer, and one click mends it', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  await openTemplate(window, 'LeNet');
  await openSamples(window);
  await expect(window.getByRole('button', { name: /^(Problem|Warning) at / })).toHaveCount(0);
  await selectLayer(window, 'input');
  await setField(window, 'Height', '8');
  await setField(window, 'Width', '8');

  await expect(window.getByTestId('node-conv2')).toHaveAttribute('data-severity', 'error');
  await expect(getButton(window, 'Train')).toBeDisabled();
  await window.getByTestId('node-problem-conv2').click();
  const problems = window.getByRole('dialog');
  await expect(problems).toContainText('4×4');
  await expect(problems).toContainText('5×5');
  await problems.getByRole('button', { name: 'Set kernel size to 4×4' }).click();
  await expect(window.getByTestId('node-problem-conv2')).toHaveCount(0);

  await window.getByTestId('node-problem-pool2').click();
  await window.getByRole('dialog').getByRole('button', { name: 'Use a window of 1×1' }).click();
  await expect(window.getByRole('button', { name: /^(Problem|Warning) at / })).toHaveCount(0);
  await expect(getButton(window, 'Train')).toBeEnabled();

  await test.step('and the images are read again at the new size when training starts', async () => {
    await setEpochs(window, '1');
    await getButton(window, 'Train').click();
    await expectRun(window, 'finished');
    await expect(images(window)).toContainText('8×8×1');
  });
});
