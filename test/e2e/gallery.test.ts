// Every control as it looks, in all its states and both themes, against pictures that were looked at. The pictures are made with the
// fonts of this test's own surroundings (Debian's, under xvfb); after a change that is meant, look at what is different in out/e2e and renew them:
//   npm run test:e2e -- test/e2e/gallery.test.ts --update-snapshots
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Locator, type Page, test } from '@playwright/test';
import { type GalleryServer, galleryWindow, serveBundledGallery } from '../../build/gallery.ts';
import { distFolder } from '../../build/paths.ts';
import { findRuntime } from '../../build/runtime.ts';
import { getSandboxSwitches } from '../../build/sandbox.ts';

const renew = 'If the change is meant: npm run test:e2e -- test/e2e/gallery.test.ts --update-snapshots';

let server: GalleryServer;
let application: ElectronApplication;
let page: Page;
const folder = mkdtempSync(join(tmpdir(), 'receptive-gallery-'));

test.beforeAll(async () => {
  server = await serveBundledGallery();
  const runtime = findRuntime();
  if (runtime === null) throw new Error('Expected an Electron runtime, found none. Run the end-to-end tests with: npm run test:e2e');
  application = await _electron.launch({
    executablePath: runtime.executable,
    args: [
      ...getSandboxSwitches(runtime.executable),
      '--log-level=3',
      '--force-device-scale-factor=1',
      `--user-data-dir=${folder}`,
      galleryWindow,
    ],
    chromiumSandbox: true,
    env: { ...(process.env as Record<string, string>), RECEPTIVE_GALLERY: server.address },
  });
  page = await application.firstWindow();
});

test.afterAll(async () => {
  await application?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function show(theme: 'light' | 'dark', language: 'en' | 'zh'): Promise<void> {
  await page.goto(`${server.address}?theme=${theme}&language=${language}`);
  await expect(page.getByTestId('gallery-covers')).toBeAttached();
  await page.mouse.move(0, 0);
}

/** Hides all others: a picture must not depend on what stands above, be it by a part of a pixel. */
async function showAlone(specimen: Locator): Promise<void> {
  await specimen.evaluate((shown) => {
    for (const other of document.querySelectorAll<HTMLElement>('[data-testid^=gallery-]')) other.hidden = other !== shown;
  });
}

for (const theme of ['light', 'dark'] as const) {
  test(`controls look as they did, ${theme}`, async () => {
    await show(theme, 'en');
    // the screen's own pointer rests somewhere, and what scrolls beneath it would open its hint
    await page.addStyleTag({ content: '[data-testid^=gallery-] { pointer-events: none }' });
    const specimens = await page.locator('[data-testid^=gallery-]').all();
    expect(specimens.length).toBeGreaterThan(15);
    for (const specimen of specimens) {
      const name = (await specimen.getAttribute('aria-label')) ?? '';
      await showAlone(specimen);
      await expect.soft(specimen, renew).toHaveScreenshot(`${name}-${theme}.png`);
    }
  });

  test(`what covers the rest looks as it did, ${theme}`, async () => {
    await show(theme, 'en');
    for (const [button, role] of [
      ['Dialog', 'dialog'],
      ['Question', 'alertdialog'],
      ['Popup', 'dialog'],
      ['Problem', 'alert'],
    ] as const) {
      await page.getByRole('button', { name: button, exact: true }).click();
      const cover = page.getByRole(role);
      await expect(cover).toBeVisible();
      await page.mouse.move(0, 0);
      await expect.soft(cover, renew).toHaveScreenshot(`open-${button.toLowerCase()}-${theme}.png`);
      await page.keyboard.press('Escape');
    }
  });
}

test('hovering, pressing and the focus look as they are shown', async () => {
  await show('light', 'en');
  const read = (element: Element): string => {
    const { backgroundColor, borderColor, outline } = getComputedStyle(element);
    return [backgroundColor, borderColor, outline].join(' ');
  };
  const buttons = page.getByTestId('gallery-button-normal');
  const find = (state: string) => buttons.locator(`[data-show=${state}]`).getByRole('button').first();
  const plain = await find('normal').evaluate(read);
  const shown = { hover: await find('hover').evaluate(read), press: await find('press').evaluate(read) };
  expect(new Set([plain, shown.hover, shown.press]).size).toBe(3);
  await find('normal').hover();
  await expect.poll(() => find('normal').evaluate(read)).toBe(shown.hover);
});

for (const language of ['en', 'zh'] as const) {
  test(`nothing is cut off, ${language}`, async () => {
    await show('light', language);
    const cut = await page.locator('button, p, dt, dd, label, summary').evaluateAll((elements) =>
      elements
        .filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
        .filter((element) => getComputedStyle(element).display !== 'inline')
        .map((element) => element.textContent),
    );
    expect(cut).toEqual([]);
  });
}

test('nothing of the gallery goes into the application', () => {
  const shipped = readdirSync(join(distFolder, 'renderer'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(html|js|css)$/.test(name),
  );
  expect(shipped.length).toBeGreaterThan(2);
  const found = shipped.filter(
    (name) => /gallery/i.test(name) || readFileSync(join(distFolder, 'renderer', name), 'utf8').includes('data-show'),
  );
  expect(found).toEqual([]);
});
