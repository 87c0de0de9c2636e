// The lower edge of the window: the newest message, and what folds the sides of the window.
import { CommandButton } from '../commands/CommandButton.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { Messages } from './Messages.tsx';
import styles from './StatusBar.module.css';
import { barTexts } from './words.ts';

export function StatusBar() {
  const text = useTexts(barTexts);
  return (
    <footer className={styles.bar}>
      <Messages />
      <div className={styles.docks} role="toolbar" aria-label={text('panels')}>
        <CommandButton command="toggle-left" icon="dock-left" iconOnly tone="quiet" size="tiny" />
        <CommandButton command="toggle-bottom" icon="dock-bottom" iconOnly tone="quiet" size="tiny" />
        <CommandButton command="toggle-right" icon="dock-right" iconOnly tone="quiet" size="tiny" />
      </div>
    </footer>
  );
}
