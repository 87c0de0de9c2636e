// One line of a form: a label at the left, its control at the right, its help on pointing at the label, and what is wrong with what was
// typed beside it, so that nothing below moves.
import { Popover } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import styles from './Field.module.css';
import { Hint } from './Hint.tsx';
import { PopupContent } from './Popup.tsx';
import typography from './text.module.css';

interface FieldProperties {
  readonly label: string;
  readonly help?: string | undefined;
  readonly problem?: string | undefined;
  /** Makes the control with the ids by which it is labelled and described. */
  readonly children: (ids: { readonly id: string; readonly describedBy: string }) => ReactNode;
}

export function Field({ label, help, problem, children }: FieldProperties) {
  const id = useId();
  const describedBy = `${id}-help`;
  const keepFocus = (event: Event): void => event.preventDefault();
  return (
    <Popover.Root open={problem !== undefined}>
      <Popover.Anchor asChild>
        <div className={styles.field}>
          <Hint text={help} side="left">
            <label htmlFor={id} id={`${id}-label`}>
              {label}
            </label>
          </Hint>
          {children({ id, describedBy })}
          <span className={typography.hidden} id={describedBy}>
            {help}
          </span>
        </div>
      </Popover.Anchor>
      <PopupContent tone="error" role="alert" side="left" onOpenAutoFocus={keepFocus} onCloseAutoFocus={keepFocus}>
        {problem}
      </PopupContent>
    </Popover.Root>
  );
}
