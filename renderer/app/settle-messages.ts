// Messages go when their cause goes, also where something else than a new attempt has mended it: a refused start with the images it
// asked for, a failed prediction with the weights it lacked, a failed evaluation with a new one, a run that ended early with the next;
// and what failed with that which it was about: a run that could not be paused with its end, an image that could not be read with another.
import { settle } from '../messages/messages.ts';
import { datasetStore } from '../runs/dataset.ts';
import { evaluationStore } from '../runs/evaluation.ts';
import { previewStore } from '../runs/preview.ts';
import { hasWeights, isActive, runStore } from '../runs/run.ts';

export function settleMessages(): () => void {
  const ends = [
    runStore.subscribe((state, former) => {
      if (state.status === 'starting' && former.status !== 'starting') settle('run', 'train', 'evaluate');
      if (isActive(former.status) && !isActive(state.status)) settle('images', 'steering'); // they were refused while they were in use
      if (state.runId !== former.runId) settle('maps');
      if (hasWeights(state) && !hasWeights(former)) settle('predict', 'export', 'evaluate');
    }),
    datasetStore.subscribe((state, former) => {
      if (state.opening && !former.opening) settle('images');
      if (!state.opening) settle('cancel-opening');
      if (state.dataset === former.dataset) return;
      settle('images', 'evaluate', 'thumbnails');
      if (runStore.getState().refusals.length > 0) runStore.setState({ refusals: [] });
      settle('train');
    }),
    evaluationStore.subscribe((state, former) => {
      if (state.running && !former.running) settle('evaluate');
      if (!state.running) settle('cancel-evaluation');
    }),
    previewStore.subscribe((state, former) => {
      if (state.pinned !== former.pinned) settle('watched', 'looking', 'maps');
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}
