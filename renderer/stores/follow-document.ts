// What other stores keep about a document that no longer is: the reasons of a refused start go with the first change.
import { documentStore, selectDocument } from './document.ts';
import { runStore } from './run.ts';

export function followDocument(): () => void {
  return documentStore.subscribe((state, former) => {
    if (selectDocument(state) !== selectDocument(former) && runStore.getState().refusals.length > 0) runStore.setState({ refusals: [] });
  });
}
