// One control of the gallery under its name, with its states side by side; or something that opens over the rest, with what opens it.
import type { ReactNode } from 'react';
import styles from './Gallery.module.css';
import { listCaused } from './show-states.ts';

export function Specimen({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section className={styles.specimen} aria-label={name} data-testid={`gallery-${name}`}>
      <h2>{name}</h2>
      <div className={styles.states}>{children}</div>
    </section>
  );
}

interface StateProperties {
  /** What it is, in one word or several after commas. Of these, `hover`, `press` and `focus` are shown by `show-states.ts`. */
  readonly name: string;
  readonly children: ReactNode;
}

/** A state with its name beneath. Where it is `long`, its words do not fit, on purpose. */
export function State({ name, children }: StateProperties) {
  return (
    <div className={styles.state} data-look={name} data-show={listCaused(name)}>
      {children}
      <small>{name}</small>
    </div>
  );
}

interface CoverProperties {
  readonly name: string;
  /** What opens it: the focus on its button, or Enter. Escape closes it. */
  readonly opens?: 'focus' | 'press';
  readonly children: ReactNode;
}

/** What is pictured is what its first button opens. */
export function Cover({ name, opens = 'press', children }: CoverProperties) {
  return (
    <div className={styles.state} data-cover={name} data-opens={opens}>
      {children}
      <small>{name}</small>
    </div>
  );
}
