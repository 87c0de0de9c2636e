// How far something has come, as a bar: named where it stands alone, left out for those who hear the page where words say it, too.
import { joinClasses } from './classes.ts';
import styles from './Progress.module.css';

interface ProgressProperties {
  /** From 0 to 1. */
  readonly share: number;
  readonly label?: string;
  readonly isThin?: boolean;
}

export function Progress({ share, label, isThin = false }: ProgressProperties) {
  const percent = Math.min(1, Math.max(0, share)) * 100;
  const words =
    label === undefined
      ? { 'aria-hidden': true }
      : { role: 'progressbar', 'aria-label': label, 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': Math.round(percent) };
  return (
    <div className={joinClasses(styles.track, isThin && styles.thin)} {...words}>
      <span style={{ width: `${percent}%` }} />
    </div>
  );
}
