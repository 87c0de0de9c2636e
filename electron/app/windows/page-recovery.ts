// The page comes back by itself: when its process has died, and when it has left its address in the one way that can't be
// refused. What it showed of a run or an opening folder is gone with it, so those are ended; its drawing is in the draft.
import type { BrowserWindow } from 'electron';
import { isPageAddress, pageAddress } from '../security/page-files.ts';

/** A page that dies again so soon after it was loaded anew would die for ever. */
const shortestLifeMilliseconds = 10_000;

export function keepPage(window: BrowserWindow, onLost: () => void): void {
  let returnedAt = Number.NEGATIVE_INFINITY;
  let wasLoaded = false;
  const returnToPage = (): void => {
    onLost();
    if (performance.now() - returnedAt < shortestLifeMilliseconds) return;
    returnedAt = performance.now();
    void window.loadURL(pageAddress);
  };
  // An empty page is committed without asking anyone (security.ts refuses all others).
  window.webContents.on('did-navigate', (_event, address) => {
    if (!isPageAddress(address)) returnToPage();
    else if (wasLoaded) onLost(); // the page has loaded itself anew, as under `npm run dev`
    wasLoaded = true;
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') returnToPage();
  });
}
