// What opens beside something that was pressed, or that is wrong: the contents of one of Radix's popovers, in the window's look.
import { Popover } from 'radix-ui';
import type { ComponentProps } from 'react';
import { joinClasses } from './classes.ts';
import styles from './Popup.module.css';

interface PopupContentProperties extends Omit<ComponentProps<typeof Popover.Content>, 'sideOffset' | 'collisionPadding' | 'className'> {
  readonly tone?: 'normal' | 'error';
}

export function PopupContent({ tone = 'normal', ...rest }: PopupContentProperties) {
  return (
    <Popover.Portal>
      <Popover.Content
        {...rest}
        className={joinClasses(styles.popup, tone === 'error' && styles.error)}
        sideOffset={6}
        collisionPadding={8}
      />
    </Popover.Portal>
  );
}
