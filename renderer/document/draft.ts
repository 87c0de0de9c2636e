// Nothing a person made is lost: soon after each change, and when the page goes, the document goes to the main process as a
// draft, which is there again at the next start.
import type { GraphDocument } from '../../engine/document/document.ts';
import { parseDocument } from '../../engine/document/parse.ts';
import { sentence } from '../../engine/words/texts.ts';
import { send } from '../bridge/bridge.ts';
import { attempt, showDiagnostics } from '../messages/messages.ts';
import { documentStore, isUnsaved, replaceDocument } from './document.ts';
import { keptTexts } from './words.ts';

export const draftDelayMilliseconds = 200;

/** Restores the stored draft, if there is one that can be read. */
export async function restoreDraft(): Promise<void> {
  const answer = await send('readDraft', {});
  if (answer.kind === 'none') return;
  const parsed = parseDocument(answer.document);
  if (parsed.ok) replaceDocument(parsed.value, { path: answer.path, unsaved: answer.unsaved });
  else showDiagnostics(sentence(keptTexts, 'unreadable'), parsed.diagnostics, 'draft');
}

/** Stores the draft after each change; gives the function that ends it. */
export function keepDraft(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stored: { document: GraphDocument; unsaved: boolean } | undefined;
  const store = (): void => {
    const state = documentStore.getState();
    const document = state.history.present;
    const unsaved = isUnsaved(state);
    if (stored?.document === document && stored.unsaved === unsaved) return;
    stored = { document, unsaved };
    void attempt('keeping', sentence(keptTexts, 'keeping'), () =>
      send('storeDraft', { document, unsaved, ...(state.path === undefined ? {} : { path: state.path }) }),
    );
  };
  const unsubscribe = documentStore.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(store, draftDelayMilliseconds);
  });
  globalThis.addEventListener?.('pagehide', store);
  return () => {
    globalThis.removeEventListener?.('pagehide', store);
    clearTimeout(timer);
    unsubscribe();
  };
}
