// A coloured box in a panel that says what is wrong, or what will happen.
import type { ReactNode } from 'react';
import styles from './Callout.module.css';
import { joinClasses } from './classes.ts';

interface CalloutProperties {
  readonly tone: 'error' | 'warning';
  /** Said aloud at once where it has just happened. */
  readonly isAlert?: boolean;
  readonly children: ReactNode;
}

export function Callout({ tone, isAlert = false, children }: CalloutProperties) {
  return (
    <div className={joinClasses(styles.callout, styles[tone])} {...(isAlert ? { role: 'alert' } : {})}>
      {children}
    </div>
  );
}
