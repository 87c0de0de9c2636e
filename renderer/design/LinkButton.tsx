// A button that reads as a part of the text around it.
import type { ComponentProps } from 'react';
import { joinClasses } from './classes.ts';
import styles from './LinkButton.module.css';

interface LinkButtonProperties extends Omit<ComponentProps<'button'>, 'type' | 'className'> {
  readonly tone?: 'normal' | 'warning';
  readonly size?: 'normal' | 'small';
}

export function LinkButton({ tone = 'normal', size = 'normal', ...rest }: LinkButtonProperties) {
  const classes = joinClasses(styles.link, tone === 'warning' && styles.warning, size === 'small' && styles.small);
  return <button {...rest} type="button" className={classes} />;
}
