// Train, pause or resume, stop, evaluate and export; what can't be done now says why.
import { useStore } from 'zustand';
import { CommandButton } from '../commands/CommandButton.tsx';
import { findReason } from '../commands/registry.ts';
import { documentStore } from '../document/document.ts';
import { datasetStore } from './dataset.ts';
import { evaluationStore } from './evaluation.ts';
import styles from './RunControls.module.css';
import { hasWeights, isActive, runStore } from './run.ts';
import { evaluateReason, trainReason } from './train.ts';

export function RunControls() {
  const status = useStore(runStore, (state) => state.status);
  useStore(runStore, hasWeights);
  useStore(documentStore, () => trainReason());
  useStore(datasetStore, () => trainReason());
  useStore(evaluationStore, (state) => state.running);
  const idle = 'no run is under way';
  const canPause = status === 'running' || status === 'paused';
  return (
    <div className={styles.controls} role="toolbar" aria-label="Training">
      <CommandButton command="train" icon="play" tone={isActive(status) ? 'normal' : 'primary'} reason={trainReason()} />
      <CommandButton
        command="pause"
        className={styles.pause}
        label={status === 'paused' ? 'Resume' : 'Pause'}
        icon={status === 'paused' ? 'play' : 'pause'}
        tone={status === 'paused' ? 'primary' : 'normal'}
        reason={canPause ? undefined : status === 'pausing' ? 'the run is pausing' : idle}
      />
      <CommandButton
        command="stop"
        icon="stop"
        reason={isActive(status) ? (status === 'stopping' ? 'the run is ending' : undefined) : idle}
      />
      <span className={styles.spacer} />
      <CommandButton command="evaluate" reason={evaluateReason()} />
      <CommandButton command="export" label="Export model" icon="export" reason={findReason('export')} />
    </div>
  );
}
