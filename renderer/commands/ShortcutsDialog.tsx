// All shortcuts by group, from the list of commands, with what the mouse does on the canvas.
import { useStore } from 'zustand';
import { joinClasses } from '../design/classes.ts';
import { Dialog } from '../design/Dialog.tsx';
import typography from '../design/text.module.css';
import { type Command, commandList } from './list.ts';
import styles from './ShortcutsDialog.module.css';
import { formatShortcut } from './shortcut.ts';
import { shortcutsDialogStore } from './shortcuts-dialog.ts';

const groups: readonly Command['group'][] = ['File', 'Edit', 'Canvas', 'Training', 'Window'];

export function ShortcutsDialog() {
  const isOpen = useStore(shortcutsDialogStore, (state) => state.isOpen);
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(next) => shortcutsDialogStore.setState({ isOpen: next })}
      title="Keyboard shortcuts"
      description="Drag from a layer’s right dot to another’s left dot to connect them. Shift and drag selects several layers."
      closeLabel="Close"
      isWide
    >
      <div className={styles.groups}>
        {groups.map((group) => (
          <section key={group} aria-label={group}>
            <h3 className={joinClasses(typography.muted, typography.small)}>{group}</h3>
            <dl>
              {commandList.map((command) =>
                command.group === group && command.shortcut !== undefined ? (
                  <div key={command.id} className={styles.row}>
                    <dt>{command.label}</dt>
                    <dd>
                      <kbd>{formatShortcut(command.shortcut)}</kbd>
                    </dd>
                  </div>
                ) : null,
              )}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
