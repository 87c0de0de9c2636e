// What follows a change of the document elsewhere: the window's title, and the reasons why a start or its images were refused,
// which go with the first change.

import { documentStore, isUnsaved, selectDocument } from '../document/document.ts';
import { settle } from '../messages/messages.ts';
import { datasetStore } from '../runs/dataset.ts';
import { runStore } from '../runs/run.ts';

export function followDocument(page: Document): () => void {
  const showTitle = (): void => {
    const state = documentStore.getState();
    page.title = `${isUnsaved(state) ? '• ' : ''}${selectDocument(state).name} – Receptive`;
  };
  showTitle();
  return documentStore.subscribe((state, former) => {
    showTitle();
    if (selectDocument(state) !== selectDocument(former) && datasetStore.getState().diagnostics.length > 0)
      datasetStore.setState({ diagnostics: [] });
    const { refusals } = runStore.getState();
    if (selectDocument(state) === selectDocument(former) || refusals.length === 0) return;
    runStore.setState({ refusals: [] });
    settle('train');
  });
}
