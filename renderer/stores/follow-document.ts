// What other stores keep about a document that no longer is: the reasons of a refused start go with the first change.
import { documentStore, selectDocument } from './document.ts';
import { dismissAbout } from './messages.ts';
import { runStore } from './run.ts';

export function followDocument(): () => void {
  return documentStore.subscribe((state, former) => {
    const { refusals } = runStore.getState();
    if (selectDocument(state) === selectDocument(former) || refusals.length === 0) return;
    runStore.setState({ refusals: [] });
    dismissAbout(refusals);
  });
}
