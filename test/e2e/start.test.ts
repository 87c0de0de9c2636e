// The first screen: one press does the whole job, in the light and in the dark, with the mouse or the keyboard alone.
import { expect, type Page, test } from '@playwright/test';
import { countSteps, expectQuiet, expectRun, getButton, openWorkshop } from './person.ts';

const mainButton = (window: Page) => window.getByRole('button', { name: 'Train LeNet on the sample images' });

test('one press opens LeNet and the sample images and trains to the end', async () => {
  await using workshop = await openWorkshop();
  const { window, application } = workshop;
  await mainButton(window).click();
  await expectRun(window, 'running');
  await expect(window.getByTestId('class-counts').getByRole('listitem')).toHaveCount(10);
  await expectRun(window, 'finished', 60_000);
  for (const measure of ['loss', 'accuracy']) await expect(window.getByTestId(`curve-${measure}`)).toHaveAttribute('data-epochs', '10');
  const validation = window.getByRole('figure').filter({ hasText: 'Accuracy' }).getByTestId('legend-validation').locator('b');
  expect(Number.parseFloat((await validation.textContent()) ?? '')).toBeGreaterThan(70);
  await expect(getButton(window, 'Export model')).toBeEnabled();

  await test.step('in the light and in the dark', async () => {
    for (const theme of ['light', 'dark'] as const) {
      const button = window.getByRole('button', { name: /^Change the theme/ });
      while ((await button.getAttribute('aria-label')) !== `Change the theme (now ${theme})`) {
        const before = (await button.getAttribute('aria-label')) ?? '';
        await button.click();
        await expect(button).not.toHaveAttribute('aria-label', before);
      }
      expect(await application.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe(theme);
      await window.screenshot({ path: `test-results/workbench-${theme}.png` });
      const [red = 0] = await window.evaluate(() => (getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? []).map(Number));
      expect(red > 127, `${theme} background`).toBe(theme === 'light');
    }
  });
  await expectQuiet(workshop);
});

test('the keyboard alone reaches the first button and starts the job', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  await expect(mainButton(window)).toBeVisible();
  for (let presses = 0; presses < 60; presses++) {
    await window.keyboard.press('Tab');
    if (await mainButton(window).evaluate((button) => button === document.activeElement)) break;
  }
  await expect(mainButton(window)).toBeFocused();
  await window.keyboard.press('Enter');
  await expectRun(window, 'running');
  await expect.poll(() => countSteps(window)).toBeGreaterThan(0);
  await window.keyboard.press('Control+.');
  await expectRun(window, 'stopped');
});

test('everything that can be used has a name, and every field a label', async () => {
  await using workshop = await openWorkshop();
  const { window } = workshop;
  await window.getByRole('button', { name: /^LeNet\b.*layers/ }).click();
  await window.getByTestId('node-conv1').getByTestId('layer-head').click();
  const nameless = await window
    .locator('button, input, select, textarea, a[href], [role=img], [role=switch], [role=toolbar], section')
    .evaluateAll((elements) =>
      elements
        .filter((element) => {
          const labels =
            element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLButtonElement
              ? element.labels
              : null;
          const referenced =
            element
              .getAttribute('aria-labelledby')
              ?.split(' ')
              .map((id) => document.getElementById(id)?.textContent ?? '') ?? [];
          const text = element instanceof HTMLSelectElement ? '' : element.textContent;
          const names = [element.getAttribute('aria-label'), ...referenced, ...[...(labels ?? [])].map((label) => label.textContent), text];
          return !names.some((name) => (name ?? '').trim() !== '');
        })
        .map((element) => element.outerHTML.slice(0, 160)),
    );
  expect(nameless).toEqual([]);
});
