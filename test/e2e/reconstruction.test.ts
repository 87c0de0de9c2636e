// A network that gives its images back, in the window: curves of loss and signal-to-noise ratio, what it makes of the watched image
// beside it, and an evaluation without classes. Its end's inspector has the loss.
import { expect, test } from '@playwright/test';
import {
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

test('an auto-encoder is trained and shows what it gives back', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  await openTemplate(window, 'Auto-encoder');
  await openSamples(window);
  await expect(window.getByTestId('curve-accuracy')).toHaveCount(0);

  await test.step('its loss is chosen where its end is', async () => {
    const loss = window.getByRole('complementary', { name: 'Inspector' }).getByLabel('Loss', { exact: true });
    await expect(loss).toHaveCount(0);
    await selectLayer(window, 'image');
    await expect(loss).toHaveValue('meanSquaredError');
    await selectNothing(window);
  });

  await setField(window, 'Epochs', '3');
  await getButton(window, 'Train').click();
  await expectRun(window, 'finished', 60_000);
  for (const measure of ['loss', 'psnr']) {
    await expect(window.getByTestId(`curve-${measure}`)).toHaveAttribute('data-epochs', '3');
    expect(Number(await window.getByTestId(`curve-${measure}`).getAttribute('data-points'))).toBeGreaterThan(100);
  }
  const validation = window.getByRole('figure').filter({ hasText: 'PSNR' }).getByTestId('legend-validation').locator('b');
  await expect(validation).toHaveText(/^\d\d\.\d dB$/);

  await test.step('beside the watched image', async () => {
    const side = window.getByRole('region', { name: 'Prediction for the watched image' });
    const given = side.getByRole('img', { name: 'What image gives back' });
    await expect(given).toBeVisible();
    await expect(side.getByRole('listitem')).toHaveCount(0);
    const isDrawn = await given.evaluate((canvas) => {
      const { data = [] } = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, 28, 28) ?? {};
      return new Set(data).size > 20;
    });
    expect(isDrawn).toBe(true);
    await window.screenshot({ path: 'test-results/auto-encoder.png' });
  });

  await test.step('evaluated', async () => {
    await getButton(window, 'Evaluate').click();
    const evaluation = window.getByRole('region', { name: 'Evaluation' });
    await expect(evaluation.getByRole('status')).toHaveText(/^\d\d\.\d dB PSNR on 200 images, loss 0\.0\d+$/);
    await expect(evaluation.getByRole('listitem')).toHaveCount(0);
  });
  await expectQuiet(workshop);
});
