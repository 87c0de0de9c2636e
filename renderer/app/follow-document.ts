// What follows a change of the document, or of the language it is untitled in, elsewhere: the window's title, and the reasons why a start or its images were refused,
// which go with the first change.

import { documentStore, isUnsaved, retitleUntouched, selectDocument } from '../document/document.ts';
import { settle } from '../messages/messages.ts';
import { datasetStore } from '../runs/dataset.ts';
import { runStore } from '../runs/run.ts';
import { settingsStore } from '../settings/settings.ts';

export function followDocument(page: Document): () => void {
  const showTitle = (): void => {
    const state = documentStore.getState();
    page.title = `${isUnsaved(state) ? '• ' : ''}${selectDocument(state).name} – Receptive`;
  };
  retitleUntouched();
  showTitle();
  const stopRetitling = settingsStore.subscribe(({ language }, former) => {
    if (language !== former.language) retitleUntouched();
  });
  const stopFollowing = documentStore.subscribe((state, former) => {
    showTitle();
    if (selectDocument(state) !== selectDocument(former) && datasetStore.getState().diagnostics.length > 0)
      datasetStore.setState({ diagnostics: [] });
    const { refusals } = runStore.getState();
    if (selectDocument(state) === selectDocument(former) || refusals.length === 0) return;
    runStore.setState({ refusals: [] });
    settle('train');
  });
  return () => {
    stopRetitling();
    stopFollowing();
  };
}
