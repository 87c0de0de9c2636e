// A window of bare React Flow in the application's own Electron, as large as the application's, with the canvas in the same place. Its
// session is its own, for the application's forbids every page but its own.
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { outputFolder, projectPath } from '../../../build/paths.ts';
import { asProduction } from '../../../build/production.ts';
import type { GraphDocument } from '../../../engine/document/document.ts';
import type { Workshop } from '../../e2e/person.ts';
import { type BareContents, type Box, toBare } from './contents.ts';

export interface BareWindow {
  readonly page: Page;
  readonly show: () => Promise<void>;
  readonly hide: () => Promise<void>;
}

const bundleFolder = join(outputFolder, 'bench', 'bare');
let bundled: Promise<unknown> | undefined;

function bundleBare(): Promise<unknown> {
  bundled ??= asProduction(() =>
    build({
      configFile: false,
      logLevel: 'warn',
      root: projectPath('test', 'bench', 'canvas', 'bare'),
      base: './',
      plugins: [react()],
      build: { target: 'chrome130', outDir: bundleFolder, emptyOutDir: true, modulePreload: { polyfill: false } },
    }),
  );
  return bundled;
}

/** Opens it with the layers of the document, and with the part of it in sight that the application shows now; hidden. */
export async function openBare({ application, window: own }: Workshop, document: GraphDocument, onlyVisible: boolean): Promise<BareWindow> {
  await bundleBare();
  const place = await readPlace(own);
  const opened = application.waitForEvent('window');
  await application.evaluate(
    async ({ BrowserWindow }, { file, name }) => {
      const [width = 0, height = 0] =
        BrowserWindow.getAllWindows()
          .find((other) => other.title.includes('Receptive'))
          ?.getContentSize() ?? [];
      const bare = new BrowserWindow({
        width,
        height,
        useContentSize: true,
        autoHideMenuBar: true,
        webPreferences: { sandbox: true, contextIsolation: true, partition: name },
      });
      await bare.loadFile(file);
    },
    { file: join(bundleFolder, 'index.html'), name: `bare-${onlyVisible}` },
  );
  const page = await opened;
  await page.waitForFunction(() => typeof window.showBare === 'function');
  const contents: BareContents = { ...toBare(document), ...place, onlyVisible };
  await page.evaluate((given) => window.showBare(given), contents);
  await page.locator('.react-flow__node').first().waitFor();
  const handle = await application.browserWindow(page);
  await handle.evaluate((bare) => bare.hide());
  return { page, show: () => handle.evaluate((bare) => bare.show()), hide: () => handle.evaluate((bare) => bare.hide()) };
}

/** Where the canvas lies in the window, and what part of the network it shows. */
function readPlace(page: Page): Promise<{ readonly box: Box; readonly viewport: BareContents['viewport'] }> {
  return page.evaluate(() => {
    const { x, y, width, height } = document.querySelector('.react-flow')?.getBoundingClientRect() ?? new DOMRect();
    const style = getComputedStyle(document.querySelector('.react-flow__viewport') as Element);
    const { e, f, a } = new DOMMatrix(style.transform);
    return { box: { x, y, width, height }, viewport: { x: e, y: f, zoom: a } };
  });
}
