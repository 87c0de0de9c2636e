// All shortcuts by group, from the list of commands, with what the mouse does on the canvas.
import { Dialog } from 'radix-ui';
import { useStore } from 'zustand';
import { Button } from '../design/Button.tsx';
import { type Command, commandList } from './list.ts';
import { formatShortcut } from './shortcut.ts';
import { shortcutsDialogStore } from './shortcuts-dialog.ts';

const groups: readonly Command['group'][] = ['File', 'Edit', 'Canvas', 'Training', 'Window'];

export function ShortcutsDialog() {
  const open = useStore(shortcutsDialogStore, (state) => state.isOpen);
  const setOpen = (isOpen: boolean): void => shortcutsDialogStore.setState({ isOpen });
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content className="dialog shortcuts">
          <Dialog.Title className="dialog-title">Keyboard shortcuts</Dialog.Title>
          <Dialog.Description className="muted">
            Drag from a layer’s right dot to another’s left dot to connect them. Shift and drag selects several layers.
          </Dialog.Description>
          <div className="shortcut-groups">
            {groups.map((group) => (
              <section key={group} aria-label={group}>
                <h3 className="small muted">{group}</h3>
                <dl>
                  {commandList.map((command) =>
                    command.group === group && command.shortcut !== undefined ? (
                      <div key={command.id} className="shortcut-row">
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
          <div className="dialog-actions">
            <Button label="Close" onPress={() => setOpen(false)} />
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
