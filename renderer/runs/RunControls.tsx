// Train, pause or resume, stop, evaluate and export; what can't be done now says why.
import { useStore } from 'zustand';
import { CommandButton } from '../commands/CommandButton.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import styles from './RunControls.module.css';
import { isActive, runStore } from './run.ts';
import { runTexts } from './words.ts';

export function RunControls() {
  const status = useStore(runStore, (state) => state.status);
  const text = useTexts(runTexts);
  return (
    <div className={styles.controls} role="toolbar" aria-label={text('training')}>
      <CommandButton command="train" icon="play" tone={isActive(status) ? 'normal' : 'primary'} />
      <CommandButton
        command="pause"
        className={styles.pause}
        icon={status === 'paused' ? 'play' : 'pause'}
        tone={status === 'paused' ? 'primary' : 'normal'}
      />
      <CommandButton command="stop" icon="stop" />
      <span className={styles.spacer} />
      <CommandButton command="evaluate" />
      <CommandButton command="export" icon="export" />
    </div>
  );
}
