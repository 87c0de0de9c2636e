// All shortcuts by menu, from the registry of commands, with what the mouse does on the canvas.
import { useStore } from 'zustand';
import { joinClasses } from '../design/classes.ts';
import { Dialog } from '../design/Dialog.tsx';
import typography from '../design/text.module.css';
import { useLanguage } from '../i18n/language.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { menuNames, say } from './command.ts';
import { registryStore } from './registry.ts';
import styles from './ShortcutsDialog.module.css';
import { formatShortcut } from './shortcut.ts';
import { shortcutsDialogStore } from './shortcuts-dialog.ts';
import { commandTexts } from './words.ts';

export function ShortcutsDialog() {
  const isOpen = useStore(shortcutsDialogStore, (state) => state.isOpen);
  const text = useTexts(commandTexts);
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(next) => shortcutsDialogStore.setState({ isOpen: next })}
      title={text('shortcuts')}
      description={text('mouse')}
      closeLabel={text('close')}
      isWide
    >
      <ShortcutList />
    </Dialog>
  );
}

function ShortcutList() {
  const text = useTexts(commandTexts);
  const language = useLanguage();
  const commands = useStore(registryStore, (registry) => registry.commands);
  const withKeys = [...commands.values()].flatMap(({ place, title, id, shortcut }) =>
    place === undefined || shortcut === undefined ? [] : [{ id, menu: place.menu, title: say(title, language), shortcut }],
  );
  return (
    <div className={styles.groups}>
      {menuNames.map((menu) => {
        const members = withKeys.filter((command) => command.menu === menu);
        if (members.length === 0) return null;
        return (
          <section key={menu} aria-label={text(menu)}>
            <h3 className={joinClasses(typography.muted, typography.small)}>{text(menu)}</h3>
            <dl>
              {members.map(({ id, title, shortcut }) => (
                <div key={id} className={styles.row}>
                  <dt>{title}</dt>
                  <dd>
                    <kbd>{formatShortcut(shortcut)}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </div>
  );
}
