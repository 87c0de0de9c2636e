// What the window shows while things happen around it: no control cut off in the smallest window, nothing that jumps while
// a network is trained, and nothing of one network on another.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import {
  dropPath,
  expectQuiet,
  expectRun,
  getButton,
  openSamples,
  openTemplate,
  openWorkshop,
  resizeWindow,
  samplesFolder,
  selectLayer,
  selectNothing,
  setField,
} from './person.ts';

/** Of these elements, those whose contents are wider or higher than they are. */
function findCutOff(window: Page, selector: string): Promise<string[]> {
  return window
    .locator(selector)
    .evaluateAll((elements) =>
      elements
        .filter((element) => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
        .map((element) => `${element.className}: ${element.textContent}`),
    );
}

test('nothing is cut off from the smallest window to a large screen', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  for (const [width, height] of [
    [900, 600],
    [1280, 800],
    [2560, 1440],
  ] as const) {
    await resizeWindow(workshop, width, height);
    const wide = await window.getByRole('region', { name: 'Start' }).evaluate((start) => start.scrollWidth - start.clientWidth);
    expect(wide, `the first screen at ${width}`).toBeLessThanOrEqual(0);
    const read = ['Layers] fieldset button', 'Images] h2', 'Start] button', 'Training][role=toolbar] button'].map(
      (end) => `[aria-label=${end}`,
    );
    const cut = await findCutOff(window, ['figcaption', ...read].join(', '));
    expect(cut, `at ${width}`).toEqual([]);
  }
  await expectQuiet(workshop);
});

test('while a network is trained nothing jumps but the order of the likeliest classes', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  await openTemplate(window, 'LeNet');
  await openSamples(window);
  await expect(window.getByTestId('thumbnail').locator('canvas').first()).toBeVisible();
  await setField(window, 'Epochs', '12');
  await window.evaluate(() => {
    const shifts: string[] = [];
    Object.assign(globalThis, { shifts });
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { sources: { node: Node | null }[] })[]) {
        for (const { node } of entry.sources) {
          const element = node instanceof Element ? node : node?.parentElement;
          if (element?.closest('[data-testid=predictions]') === null) shifts.push(element.outerHTML.slice(0, 120));
        }
      }
    });
    observer.observe({ type: 'layout-shift' });
  });
  await getButton(window, 'Train').click();
  await expectRun(window, 'finished');
  const plot = window.getByTestId('curve-loss');
  const before = await plot.boundingBox();
  await getButton(window, 'Evaluate').click();
  await expect(window.getByRole('region', { name: 'Evaluation' })).toContainText('of 200 right');
  expect(await plot.boundingBox()).toEqual(before);
  expect(await window.evaluate(() => (globalThis as unknown as { shifts: string[] }).shifts)).toEqual([]);

  await test.step('a watched image takes the place of the evaluation', async () => {
    await window.getByTestId('thumbnail').nth(4).click();
    await expect(window.getByRole('region', { name: 'Prediction for the watched image' }).getByRole('listitem').first()).toBeVisible();
  });
  await test.step('a wrong value is told beside its field, which stays where it is', async () => {
    await selectLayer(window, 'conv1');
    const kernel = window.getByLabel('Kernel size, height');
    const place = await kernel.boundingBox();
    await window.getByLabel('Filters', { exact: true }).fill('0');
    await window.keyboard.press('Enter');
    await expect(window.getByRole('alert').filter({ hasText: 'Expected a whole number' })).toBeVisible();
    expect(await kernel.boundingBox()).toEqual(place);
    await window.keyboard.press('Escape');
    await expect(window.getByRole('alert')).toHaveCount(0);
  });
});

test('the maps of a network that is being trained are not shown on another, and the run says whose it is', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  await openTemplate(window, 'LeNet');
  await openSamples(window);
  await setField(window, 'Epochs', '1000');
  await getButton(window, 'Train').click();
  await expect(window.getByTestId('maps-conv1')).not.toHaveAttribute('data-version', '0');
  await window.keyboard.press('Control+n');
  await window.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
  await openTemplate(window, 'All-convolutional');
  await expect(window.getByTestId('run-status')).toContainText('network “LeNet”');
  await window.waitForTimeout(1500); // maps would have come several times
  await expect(window.getByTestId('maps-conv1')).toHaveAttribute('data-version', '0');
  await expect(window.getByRole('button', { name: /^Reopen the images at/ })).toHaveAttribute('aria-disabled', 'true');
  await getButton(window, 'Stop').click();
  await expectRun(window, 'stopped');
  await expectQuiet(workshop);
});

test('what is dropped on the window is opened or predicted, or said to be neither', async () => {
  await using workshop = await openWorkshop();
  const { window, folder } = workshop;
  const messages = window.getByRole('region', { name: 'Messages' });
  await openTemplate(window, 'LeNet');
  await openSamples(window);
  const note = join(folder, 'note.txt');
  writeFileSync(note, 'not a folder');
  await dropPath(window, note);
  await expect(messages).toContainText('note.txt can’t be opened');
  await expect(window.getByTestId('class-counts')).toBeVisible(); // the open images stay
  await window.keyboard.press('Escape');
  await expect(messages).toBeEmpty();

  await test.step('an image before there is a network that could predict it, and after', async () => {
    const image = join(samplesFolder, 'bag', '00313.png');
    await dropPath(window, image);
    await expect(messages).toContainText('There is no trained network yet');
    await window.keyboard.press('Escape');
    await selectNothing(window);
    await setField(window, 'Epochs', '1000');
    await getButton(window, 'Train').click();
    await expect(window.getByTestId('curve-accuracy')).not.toHaveAttribute('data-epochs', '0');
    await dropPath(window, image);
    await expect(messages).toContainText(/00313\.png: .* %/);
  });
  await test.step('a folder while a run uses the images', async () => {
    mkdirSync(join(folder, 'other'));
    await dropPath(window, join(folder, 'other'));
    await expect(messages).toContainText('a training run is using the images');
    await getButton(window, 'Stop').click();
    await expectRun(window, 'stopped');
    await dropPath(window, join(folder, 'other'));
    await expect(window.getByRole('region', { name: 'Images' }).getByRole('alert')).toContainText(join(folder, 'other'));
  });
  await expectQuiet(workshop);
});

test('two Chinese characters are drawn differently: there is a font for them', async () => {
  await using workshop = await openWorkshop();
  const inked = await workshop.window.evaluate(() => {
    const font = getComputedStyle(document.body).fontFamily;
    return ['卷', '积', '积'].map((character) => {
      const context = Object.assign(document.createElement('canvas'), { width: 64, height: 64 }).getContext('2d');
      if (context === null) throw new Error('expected a canvas to draw on');
      context.font = `48px ${font}`;
      context.fillText(character, 4, 52);
      return [...context.getImageData(0, 0, 64, 64).data].flatMap((value, index) => (index % 4 === 3 && value > 127 ? [index >> 2] : []));
    });
  });
  expect(inked[0]?.length).toBeGreaterThan(100);
  expect(inked[1]).toEqual(inked[2]);
  expect(inked[0]).not.toEqual(inked[1]);
});
