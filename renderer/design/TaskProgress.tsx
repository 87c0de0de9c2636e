// How far something slow has come, and the way out of it.

import { Button } from './Button.tsx';
import { Progress } from './Progress.tsx';
import styles from './TaskProgress.module.css';
import typography from './text.module.css';

interface TaskProgressProperties {
  readonly text: string;
  /** How far it has come in words: `12 of 300`. Nothing where that is not known yet. */
  readonly detail?: string | undefined;
  /** From 0 to 1. */
  readonly share: number;
  readonly cancelLabel: string;
  onCancel(): void;
}

export function TaskProgress({ text, detail, share, cancelLabel, onCancel }: TaskProgressProperties) {
  return (
    <div className={styles.task}>
      <p>
        {text}
        {detail !== undefined && <span className={typography.muted}> {detail}</span>}
      </p>
      <Progress label={text} share={share} />
      <Button label={cancelLabel} size="tiny" onPress={onCancel} />
    </div>
  );
}
