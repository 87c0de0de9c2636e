// A tooltip: a few words, the shortcut, and why something can't be done now. Shown on hover and on keyboard focus.
import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './Hint.module.css';

interface HintProperties {
  /** Nothing where there is no hint, for the time being. */
  readonly text: ReactNode | undefined;
  readonly shortcut?: string | undefined;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  readonly children: ReactNode;
}

export function Hint({ text, shortcut, side = 'bottom', children }: HintProperties) {
  return (
    <Tooltip.Root {...(text === undefined ? { open: false } : {})}>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className={styles.hint} side={side} sideOffset={6} collisionPadding={8}>
          {text}
          {shortcut !== undefined && <kbd>{shortcut}</kbd>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
