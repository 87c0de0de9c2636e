// Windows over the window. A dialog shows something and is closed; a question wants one of its answers, and Escape is the one that
// changes nothing.
import { AlertDialog, Dialog as RadixDialog } from 'radix-ui';
import type { ReactNode, RefObject } from 'react';
import { Button } from './Button.tsx';
import { joinClasses } from './classes.ts';
import styles from './Dialog.module.css';
import typography from './text.module.css';

interface DialogProperties {
  readonly title: string;
  readonly description: ReactNode;
  readonly closeLabel: string;
  readonly isWide?: boolean;
  /** What opens it; without one, whoever shows it says whether it is open. */
  readonly trigger?: ReactNode;
  readonly isOpen?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
  readonly children: ReactNode;
}

export function Dialog({ title, description, closeLabel, isWide = false, trigger, isOpen, onOpenChange, children }: DialogProperties) {
  const state = { ...(isOpen === undefined ? {} : { open: isOpen }), ...(onOpenChange === undefined ? {} : { onOpenChange }) };
  return (
    <RadixDialog.Root {...state}>
      {trigger !== undefined && <RadixDialog.Trigger asChild>{trigger}</RadixDialog.Trigger>}
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={styles.veil} />
        <RadixDialog.Content className={joinClasses(styles.dialog, isWide && styles.wide)} data-modal>
          <RadixDialog.Title className={styles.title}>{title}</RadixDialog.Title>
          <RadixDialog.Description className={typography.muted}>{description}</RadixDialog.Description>
          {children}
          <div className={styles.actions}>
            <RadixDialog.Close asChild>
              <Button label={closeLabel} />
            </RadixDialog.Close>
          </div>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

interface QuestionProperties {
  readonly isOpen: boolean;
  readonly title: string;
  readonly description: string;
  /** Has the focus at first, so that Enter presses it. */
  readonly firstFocus: RefObject<HTMLButtonElement | null>;
  /** Stands apart from the answers. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  onCancel(): void;
}

export function Question({ isOpen, title, description, firstFocus, aside, children, onCancel }: QuestionProperties) {
  return (
    <AlertDialog.Root
      open={isOpen}
      onOpenChange={(open) => {
        if (!open) onCancel();
      }}
    >
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={styles.veil} />
        <AlertDialog.Content
          className={styles.dialog}
          data-modal
          onOpenAutoFocus={(event) => {
            event.preventDefault(); // it would go to a Cancel of Radix's own
            firstFocus.current?.focus();
          }}
        >
          <AlertDialog.Title className={styles.title}>{title}</AlertDialog.Title>
          <AlertDialog.Description className={typography.muted}>{description}</AlertDialog.Description>
          <div className={styles.actions}>
            {aside !== undefined && <div className={styles.apart}>{aside}</div>}
            {children}
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
