// The one button. A button that can't be used stays focusable and says why in its tooltip.
import type { ComponentProps, ReactNode } from 'react';
import styles from './Button.module.css';
import { joinClasses } from './classes.ts';
import { Hint } from './Hint.tsx';
import { Icon, type IconName } from './Icon.tsx';

interface ButtonProperties extends Omit<ComponentProps<'button'>, 'disabled'> {
  readonly label: string;
  readonly icon?: IconName;
  /** Shows the icon alone; the label is its accessible name and its tooltip. */
  readonly iconOnly?: boolean;
  readonly tone?: 'normal' | 'primary' | 'quiet';
  readonly size?: 'normal' | 'tiny';
  readonly shortcut?: string | undefined;
  /** Why it can't be used now. */
  readonly reason?: string | undefined;
  readonly onPress?: () => void;
  /** On pressing it although it can't be used: leads to what stands in the way. */
  readonly onRefused?: () => void;
  readonly children?: ReactNode;
}

export function Button(properties: ButtonProperties) {
  const {
    label,
    icon,
    iconOnly = false,
    tone = 'normal',
    size = 'normal',
    shortcut,
    reason,
    onPress,
    onRefused,
    onClick, // from a part of a dialog or menu that is made of this button (asChild)
    children,
    className,
    ...rest
  } = properties;
  const isDisabled = reason !== undefined;
  const classes = [styles.button, styles[tone], iconOnly && styles.iconOnly, size === 'tiny' && styles.tiny, className];
  const button = (
    <button
      type="button"
      {...rest}
      className={joinClasses(...classes)}
      aria-disabled={isDisabled}
      {...(iconOnly ? { 'aria-label': label } : {})}
      onClick={(event) => {
        if (isDisabled) {
          onRefused?.();
          return;
        }
        onClick?.(event);
        onPress?.();
      }}
    >
      {icon !== undefined && <Icon name={icon} />}
      {!iconOnly && label}
      {children}
    </button>
  );
  // a button that says all there is to know has no hint, but stays the same element: else it would lose the focus
  const isHinted = iconOnly || isDisabled || shortcut !== undefined;
  const hint = isDisabled ? `${label}: ${reason}` : label;
  return (
    <Hint text={isHinted ? hint : undefined} shortcut={shortcut}>
      {button}
    </Hint>
  );
}
