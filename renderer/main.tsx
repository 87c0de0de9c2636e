// Starts the page: connects it to the main process, restores what was being drawn, and shows the workbench.
// In this order, with lines between them that keep it: zod's settings before there are schemas, bare elements and libraries before our sheets.
import './configure.ts';

import 'react-flow-renderer/dist/style.css';
import 'uplot/dist/uPlot.min.css';
import './design/tokens.css';
import './design/reset.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { ReceptiveBridge } from '../engine/protocol.ts';
import { sentence } from '../engine/words/texts.ts';
import { App } from './app/App.tsx';
import { allCommands, followedByCommands } from './app/commands.ts';
import { receiveEvent, receiveUnreadable } from './app/events.ts';
import { followDocument } from './app/follow-document.ts';
import { settleMessages } from './app/settle-messages.ts';
import { views } from './app/views.ts';
import { barTexts } from './app/words.ts';
import { connectBridge, receiveEvents } from './bridge/bridge.ts';
import { keepMenu } from './commands/keep-menu.ts';
import { provideCommands } from './commands/registry.ts';
import { keepDraft, restoreDraft } from './document/draft.ts';
import { keptTexts } from './document/words.ts';
import { applyLanguage } from './i18n/language.ts';
import { textsNow } from './i18n/use-texts.ts';
import styles from './main.module.css';
import { attempt } from './messages/messages.ts';
import { applyTheme, readSettings } from './settings/settings.ts';
import { provideViews } from './views/layout-store.ts';
import { viewTexts } from './views/words.ts';

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly receptive?: ReceptiveBridge;
  }
}

async function start(element: HTMLElement): Promise<void> {
  applyTheme(window);
  applyLanguage(document);
  const root = createRoot(element);
  if (window.receptive === undefined) {
    root.render(<p className={styles.noBridge}>{textsNow(barTexts)('no-bridge')}</p>);
    return;
  }
  connectBridge(window.receptive);
  provideCommands(allCommands, followedByCommands);
  receiveEvents(window, { event: receiveEvent, unreadable: receiveUnreadable });
  await Promise.all([
    attempt('settings', sentence(barTexts, 'reading-settings'), readSettings),
    attempt('draft', sentence(keptTexts, 'restoring'), restoreDraft),
    attempt('layout', sentence(viewTexts, 'reading'), () => provideViews(views)),
  ]);
  keepDraft();
  followDocument(document);
  settleMessages();
  keepMenu();
  root.render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

const element = document.getElementById('root');
if (element === null) throw new Error('expected the element #root in index.html');
void start(element);
