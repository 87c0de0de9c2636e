// Starts the page: connects it to the main process, restores what was being drawn, and shows the workbench.
import './configure.ts';
import 'react-flow-renderer/dist/style.css';
import 'uplot/dist/uPlot.min.css';
import './theme.css';
import './ui/ui.css';
import './layout.css';
import './canvas/canvas.css';
import './panels.css';
import './runs/runs.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { ReceptiveBridge } from '../engine/protocol.ts';
import { App } from './App.tsx';
import { connectBridge, receiveEvents } from './bridge.ts';
import { receiveEvent, receiveUnreadable } from './events.ts';
import { applyLanguage } from './i18n/language.ts';
import { keepDraft, restoreDraft } from './stores/draft.ts';
import { followDocument } from './stores/follow-document.ts';
import { reportFailure } from './stores/messages.ts';
import { applyTheme, readSettings } from './stores/settings.ts';

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
    root.render(
      <p className="no-bridge">
        This page is the window of the Receptive application, and does nothing in a browser. Start it with: npm start
      </p>,
    );
    return;
  }
  connectBridge(window.receptive);
  receiveEvents(window, { event: receiveEvent, unreadable: receiveUnreadable });
  await Promise.all([
    readSettings().catch(reportFailure('Reading the settings')),
    restoreDraft().catch(reportFailure('Restoring the draft')),
  ]);
  keepDraft();
  followDocument(document);
  root.render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

const element = document.getElementById('root');
if (element === null) throw new Error('expected the element #root in index.html');
void start(element);
