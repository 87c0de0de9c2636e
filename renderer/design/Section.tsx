// A part of a panel that can be folded, with a quiet heading.
import type { ReactNode } from 'react';
import styles from './Section.module.css';

export function Section({ title, aside, children }: { readonly title: string; readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <details className={styles.section} open>
      <summary>
        {title}
        {aside}
      </summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
