// Every control as it looks, in all its states, both themes and both languages, against pictures that were looked at. Who says the same in
// both languages is pictured in one. The fonts are those of fonts.conf, on any machine; after a change that is meant, look at what is
// different in out/e2e and renew them:
//   npm run test:e2e -- test/e2e/gallery.test.ts --update-snapshots
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Locator, type Page, test } from '@playwright/test';
import { captureCommand } from '../../build/command.ts';
import { type GalleryServer, galleryWindow, serveBundledGallery } from '../../build/gallery.ts';
import { distFolder, projectPath } from '../../build/paths.ts';
import { findRuntime } from '../../build/runtime.ts';
import { getSandboxSwitches } from '../../build/sandbox.ts';

const renew = 'If the change is meant: npm run test:e2e -- test/e2e/gallery.test.ts --update-snapshots';
const themes = ['light', 'dark'] as const;
const languages = ['en', 'zh'] as const;
type Language = (typeof languages)[number];
const fonts = projectPath('test', 'e2e', 'fonts.conf');

let server: GalleryServer;
let application: ElectronApplication;
let page: Page;
/** What each specimen says in English. */
let english: ReadonlyMap<string, string>;
const folder = mkdtempSync(join(tmpdir(), 'receptive-gallery-'));

test.beforeAll(async () => {
  requireFonts();
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
    env: { ...(process.env as Record<string, string>), RECEPTIVE_GALLERY: server.address, FONTCONFIG_FILE: fonts },
  });
  page = await application.firstWindow();
  await show('light', 'en');
  english = await listSpecimens();
});

test.afterAll(async () => {
  await application?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Else every picture would be another one, and none would say why. */
function requireFonts(): void {
  if (process.platform !== 'linux') return;
  const { answer } = captureCommand('fc-list', [':', 'family'], { env: { ...process.env, FONTCONFIG_FILE: fonts } });
  const missing = ['DejaVu Sans', 'DejaVu Sans Mono', 'Noto Sans CJK SC'].filter((family) => !answer.includes(family));
  if (missing.length === 0) return;
  const wanted = `Expected the fonts of the pictures, found no ${missing.join(', ')}`;
  throw new Error(`${wanted}. On Debian: apt-get install fontconfig fonts-dejavu-core fonts-noto-cjk`);
}

async function show(theme: (typeof themes)[number], language: Language): Promise<void> {
  await page.goto(`${server.address}?theme=${theme}&language=${language}`);
  await expect(page.getByTestId('gallery-covers')).toBeAttached();
  await page.mouse.move(0, 0);
}

/** The specimens' names, each with all that it says. */
async function listSpecimens(): Promise<ReadonlyMap<string, string>> {
  const entries = await page.locator('[data-testid^=gallery-]').evaluateAll((specimens) =>
    specimens.map((specimen): [string, string] => {
      const fields = [...specimen.querySelectorAll('input')].flatMap(({ value, placeholder }) => [value, placeholder]);
      return [specimen.getAttribute('aria-label') ?? '', [specimen.textContent, ...fields].join('\n')];
    }),
  );
  return new Map(entries);
}

/** The names of the specimens that are pictured in this language, which is the page's. */
async function listPictured(language: Language): Promise<readonly string[]> {
  const specimens = await listSpecimens();
  return [...specimens].filter(([name, words]) => language === 'en' || words !== english.get(name)).map(([name]) => name);
}

const nameCovers = (): Promise<string[]> =>
  page.locator('[data-cover]').evaluateAll((covers) => covers.map((cover) => cover.getAttribute('data-cover') ?? ''));

/** Hides all others: a picture must not depend on what stands above, be it by a part of a pixel. */
async function showAlone(specimen: Locator): Promise<void> {
  await specimen.evaluate((shown) => {
    for (const other of document.querySelectorAll<HTMLElement>('[data-testid^=gallery-]')) other.hidden = other !== shown;
  });
}

/** Opens one after the other of what covers the rest, with the keyboard. */
async function openEach(look: (cover: Locator, name: string) => Promise<void>): Promise<void> {
  await showAlone(page.getByTestId('gallery-covers'));
  const cover = page.locator('[data-radix-popper-content-wrapper] > *, [data-modal]');
  for (const name of await nameCovers()) {
    const opener = page.locator(`[data-cover="${name}"]`);
    const button = opener.locator('button').first();
    await ((await opener.getAttribute('data-opens')) === 'focus' ? button.focus() : button.press('Enter'));
    await expect(cover).toBeVisible();
    await look(cover, name);
    await page.keyboard.press('Escape');
    await expect(cover).toHaveCount(0);
  }
}

const namePicture = (name: string, theme: string, language: Language): string => `${name}-${theme}${language === 'en' ? '' : '-zh'}.png`;

for (const theme of themes) {
  for (const language of languages) {
    test(`controls look as they did, and what they open over the rest, ${theme}, ${language}`, async () => {
      await show(theme, language);
      // the screen's own pointer rests somewhere, and what comes to lie beneath it would show that
      await page.addStyleTag({ content: '* { pointer-events: none !important }' });
      const names = await listPictured(language);
      expect(names.length).toBeGreaterThan(12);
      for (const name of names) {
        const specimen = page.getByTestId(`gallery-${name}`);
        await showAlone(specimen);
        await expect.soft(specimen, renew).toHaveScreenshot(namePicture(name, theme, language));
      }
      await openEach((cover, name) => expect.soft(cover, renew).toHaveScreenshot(namePicture(`open-${name}`, theme, language)));
    });
  }
}

test('every picture is of something that is shown', async () => {
  const expected: string[] = [];
  for (const language of languages) {
    await show('light', language);
    const names = [...(await listPictured(language)), ...(await nameCovers()).map((name) => `open-${name}`)];
    expected.push(...themes.flatMap((theme) => names.map((name) => namePicture(name, theme, language))));
  }
  expect(readdirSync(projectPath('test', 'e2e', 'pictures')).sort()).toEqual(expected.sort());
});

test('hovering, pressing and the focus look as the browser draws them, on every control', async () => {
  await show('light', 'en');
  await page.addStyleTag({ content: '*, *::before { transition: none !important }' });
  const controls = ':is(button, input, select, summary)';
  /** Of every control in a state that is caused: all that is computed for it. It stays in the page, being long. */
  const read = (moment: 'plain' | 'shown' | 'forced'): Promise<void> =>
    page.evaluate(
      ([name, selector]) => {
        const readStyle = (style: CSSStyleDeclaration): [string, string][] => [...style].map((key) => [key, style.getPropertyValue(key)]);
        const looks = [...document.querySelectorAll(`:is([data-show], [data-caused]) ${selector}`)].map((control) => [
          ...readStyle(getComputedStyle(control)),
          ...readStyle(getComputedStyle(control, '::before')),
        ]);
        Object.assign(window, { looks: { ...(window as unknown as { looks?: object }).looks, [name]: looks } });
      },
      [moment, controls] as const,
    );
  await read('shown');
  await page.evaluate(() => {
    for (const state of document.querySelectorAll<HTMLElement>('[data-show]')) {
      state.dataset['caused'] = state.dataset['show'];
      delete state.dataset['show'];
    }
  });
  await read('plain');
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument');
  for (const [caused, forcedPseudoClasses] of [
    ['hover', ['hover']],
    ['hover press', ['hover', 'active']],
    ['focus', ['focus', 'focus-visible']],
  ] as const) {
    const { nodeIds } = await session.send('DOM.querySelectorAll', {
      nodeId: root.nodeId,
      selector: `[data-caused="${caused}"] ${controls}`,
    });
    expect(nodeIds.length, caused).toBeGreaterThan(5);
    for (const nodeId of nodeIds) await session.send('CSS.forcePseudoState', { nodeId, forcedPseudoClasses: [...forcedPseudoClasses] });
  }
  await read('forced');
  await session.detach();

  const { wrong, changed } = await page.evaluate((selector) => {
    type Looks = Readonly<Record<'plain' | 'shown' | 'forced', readonly (readonly [string, string][])[]>>;
    const { plain, shown, forced } = (window as unknown as { looks: Looks }).looks;
    const differ = (first: Looks['plain'], second: Looks['plain'], index: number): readonly string[] =>
      (first[index] ?? []).flatMap(([key, value], place) => {
        const other = second[index]?.[place]?.[1];
        return other === value ? [] : [`${key}: ${value}, not ${other}`];
      });
    const places = [...document.querySelectorAll(`[data-caused] ${selector}`)].map((control) => {
      const specimen = control.closest('section')?.getAttribute('aria-label');
      return `${specimen} ${control.closest('[data-look]')?.getAttribute('data-look')}`;
    });
    return {
      wrong: places.flatMap((place, index) => differ(shown, forced, index).map((difference) => `${place}: ${difference}`)),
      changed: places.filter((_, index) => differ(shown, plain, index).length > 0),
    };
  }, controls);
  expect(wrong).toEqual([]);
  expect(changed).toEqual(expect.arrayContaining(['button-normal hover', 'button-normal press', 'button-normal focus']));
});

test('a hover that is shown is the one of a mouse', async () => {
  await show('light', 'en');
  const buttons = page.getByTestId('gallery-button-normal');
  const find = (look: string): Locator => buttons.locator(`[data-look="${look}"] button`).first();
  const read = (element: Element): string => getComputedStyle(element).borderColor;
  const shown = await find('hover').evaluate(read);
  expect(await find('normal').evaluate(read)).not.toBe(shown);
  await find('normal').hover();
  await expect.poll(() => find('normal').evaluate(read)).toBe(shown);
});

test('every rule of the controls’ style sheets is seen', async () => {
  await show('light', 'en');
  let unseen = await page.evaluate(() =>
    [...document.styleSheets]
      .flatMap((sheet) => [...sheet.cssRules])
      .flatMap((rule) => (rule instanceof CSSStyleRule ? rule.selectorText.split(/,\s*(?![^(]*\))/) : []))
      // of states that are caused, the copies; of bare elements, nothing
      .filter((selector) => !/:(hover|active|focus)/.test(selector) && selector.includes('.'))
      .map((selector) => selector.replace(/::[\w-]+/g, '')),
  );
  expect(unseen.length).toBeGreaterThan(60);
  const look = async (): Promise<void> => {
    unseen = await page.evaluate((selectors) => selectors.filter((selector) => document.querySelector(selector) === null), unseen);
  };
  await look();
  await openEach(look);
  expect(unseen).toEqual([]);
});

for (const language of languages) {
  test(`nothing is cut off, ${language}`, async () => {
    await show('light', language);
    const cut = await page.locator('button, p, dt, dd, label, summary').evaluateAll((elements) =>
      elements
        .filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
        .filter((element) => getComputedStyle(element).display !== 'inline' && element.closest('[data-look^=long]') === null)
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
