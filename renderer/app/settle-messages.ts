// Messages go when their cause goes, also where something else than a new attempt has mended it: a refused start with the images it
// asked for, a failed prediction with the weights it lacked, a failed evaluation with a new one, a run that ended early with the next.
import { settle } from '../messages/messages.ts';
import { datasetStore } from '../runs/dataset.ts';
import { evaluationStore } from '../runs/evaluation.ts';
import { hasWeights, isActive, runStore } from '../runs/run.ts';

export function settleMessages(): () => void {
  const ends = [
    runStore.subscribe((state, former) => {
      if (state.status === 'starting' && former.status !== 'starting') settle('run', 'train', 'evaluate');
      if (isActive(former.status) && !isActive(state.status)) settle('images'); // they were refused while they were in use
      if (hasWeights(state) && !hasWeights(former)) settle('predict', 'export', 'evaluate');
    }),
    datasetStore.subscribe((state, former) => {
      if (state.opening && !former.opening) settle('images');
      if (state.dataset === former.dataset) return;
      settle('images', 'evaluate');
      if (runStore.getState().refusals.length > 0) runStore.setState({ refusals: [] });
      settle('train');
    }),
    evaluationStore.subscribe((state, former) => {
      if (state.running && !former.running) settle('evaluate');
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}
