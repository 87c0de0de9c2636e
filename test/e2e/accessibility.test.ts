// Every view of the window under the eyes of axe, light and dark: nothing serious or critical.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { expectAccessible } from '../helpers/accessibility.ts';
import {
  chooseToOpen,
  copySampleClass,
  expectQuiet,
  expectRun,
  getButton,
  openSamples,
  openTemplate,
  openWorkshop,
  selectLayer,
  selectNothing,
  setField,
} from './person.ts';

test('every view has names, roles and contrast, in light and in dark', async () => {
  await using workshop = await openWorkshop();
  const { window, application, folder } = workshop;
  const dialog = window.getByRole('dialog');
  await expect(window.getByRole('button', { name: 'Start from an empty canvas' })).toBeVisible();
  await expectAccessible(window, 'the first screen');

  await openTemplate(window, 'LeNet');
  await selectLayer(window, 'conv1');
  await expectAccessible(window, 'a network with a layer in the inspector');

  await test.step('a layer with a problem', async () => {
    await selectLayer(window, 'input');
    await setField(window, 'Height', '8');
    await expect(window.getByTestId('node-conv2')).toHaveAttribute('data-severity', 'error');
    await window.getByTestId('node-problem-conv2').click();
    await expect(dialog).toBeVisible();
    await expectAccessible(window, 'the problems of a layer');
    await window.keyboard.press('Escape');
    await selectLayer(window, 'input');
    await setField(window, 'Height', '28');
  });

  await test.step('images, some of them left out', async () => {
    await openSamples(window); // writes the samples that are copied here
    for (const name of ['bag', 'sandal']) copySampleClass(name, join(folder, 'images', name));
    mkdirSync(join(folder, 'images', 'bag'), { recursive: true });
    writeFileSync(join(folder, 'images', 'bag', 'text.png'), 'this is no image');
    await chooseToOpen(application, join(folder, 'images'));
    await window.getByRole('button', { name: 'Open folder' }).click();
    await window.getByTestId('skipped-count').click();
    await expect(dialog).toBeVisible();
    await expectAccessible(window, 'the files left out');
    await window.keyboard.press('Escape');
    await openSamples(window);
  });

  await test.step('a training that runs, and one that has ended', async () => {
    await selectNothing(window);
    await setField(window, 'Epochs', '1000');
    await getButton(window, 'Train').click();
    await expectRun(window, 'running');
    await expect(window.getByTestId('curve-accuracy')).not.toHaveAttribute('data-epochs', '0');
    await expectAccessible(window, 'a training that runs');
    await getButton(window, 'Stop').click();
    await expectRun(window, 'stopped');
    await expectAccessible(window, 'a training that has ended');
  });

  await test.step('the shortcuts, and the question before changes are lost', async () => {
    await window.keyboard.press('?');
    await expect(dialog).toBeVisible();
    await expectAccessible(window, 'the keyboard shortcuts');
    await window.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await window.keyboard.press('Control+n');
    await expect(window.getByRole('alertdialog')).toBeVisible();
    await expectAccessible(window, 'the question before changes are lost');
  });
  await expectQuiet(workshop);
});
