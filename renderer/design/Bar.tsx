// A name, a bar and a number in one line: class counts, probabilities, accuracy by class.
import styles from './Bar.module.css';
import { joinClasses } from './classes.ts';

interface BarProperties {
  readonly label: string;
  /** 0 to 1. */
  readonly share: number;
  readonly value: string;
  readonly title?: string;
  readonly isMarked?: boolean;
}

export function Bar({ label, share, value, title, isMarked = false }: BarProperties) {
  const width = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) * 100 : 0;
  return (
    <li className={joinClasses(styles.row, isMarked && styles.marked)} title={title}>
      <span className={styles.label}>{label}</span>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.fill} style={{ width: `${width}%` }} />
      </span>
      <span className={styles.value}>{value}</span>
    </li>
  );
}
