// One control of the gallery under its name, with its states side by side.
import type { ReactNode } from 'react';
import styles from './Gallery.module.css';

export function Specimen({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section className={styles.specimen} aria-label={name} data-testid={`gallery-${name}`}>
      <h2>{name}</h2>
      <div className={styles.states}>{children}</div>
    </section>
  );
}

type ShownState = 'normal' | 'hover' | 'press' | 'focus' | 'disabled' | 'invalid';

/** A state with its name beneath. What mouse and keyboard cause is shown by `show-states.ts`. */
export function State({ state, children }: { readonly state: ShownState; readonly children: ReactNode }) {
  return (
    <div className={styles.state} data-show={state}>
      {children}
      <small>{state}</small>
    </div>
  );
}
