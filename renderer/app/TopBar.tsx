// The upper bar: the document's name and state, files, undo and redo, canvas and window commands.
import { useStore } from 'zustand';
import { sentence } from '../../engine/words/texts.ts';
import { CommandButton } from '../commands/CommandButton.tsx';
import { TextInput } from '../design/TextInput.tsx';
import typography from '../design/text.module.css';
import { documentStore, edit, isUnsaved, selectDocument } from '../document/document.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { settingsStore } from '../settings/settings.ts';
import styles from './TopBar.module.css';
import { barTexts } from './words.ts';

export function TopBar() {
  const text = useTexts(barTexts);
  const theme = useStore(settingsStore, (state) => state.theme);
  return (
    <header className={styles.bar}>
      <h1 className={typography.hidden}>Receptive</h1>
      <div className={styles.group} role="toolbar" aria-label={text('file')}>
        <CommandButton command="new" icon="new" iconOnly tone="quiet" />
        <CommandButton command="open" icon="open" iconOnly tone="quiet" />
        <CommandButton command="save" icon="save" iconOnly tone="quiet" />
        <CommandButton command="save-as" icon="save-as" iconOnly tone="quiet" />
        <CommandButton command="export" icon="export" iconOnly tone="quiet" />
      </div>
      <div className={styles.group} role="toolbar" aria-label={text('edit')}>
        <CommandButton command="undo" icon="undo" iconOnly tone="quiet" />
        <CommandButton command="redo" icon="redo" iconOnly tone="quiet" />
        <CommandButton command="arrange" icon="arrange" iconOnly tone="quiet" />
        <CommandButton command="fit" icon="fit" iconOnly tone="quiet" />
      </div>
      <DocumentName />
      <div className={styles.group} role="toolbar" aria-label={text('window')}>
        <CommandButton command="palette" icon="search" iconOnly tone="quiet" />
        <CommandButton command="shortcuts" icon="keyboard" iconOnly tone="quiet" />
        <CommandButton command="toggle-theme" icon={theme} iconOnly tone="quiet" />
      </div>
    </header>
  );
}

function DocumentName() {
  const text = useTexts(barTexts);
  const name = useStore(documentStore, (state) => selectDocument(state).name);
  const unsaved = useStore(documentStore, isUnsaved);
  const path = useStore(documentStore, (state) => state.path);
  return (
    <div className={styles.document} title={path ?? text('no-file')}>
      <TextInput
        label={text('name')}
        className={styles.name}
        value={name}
        commit={(typed) => {
          if (typed.trim() !== '') edit({ name: sentence(barTexts, 'rename') }, (document) => ({ ...document, name: typed.trim() }));
        }}
      />
      <span
        className={styles.unsaved}
        data-testid="unsaved"
        data-unsaved={unsaved}
        role="img"
        aria-label={text(unsaved ? 'unsaved' : 'saved')}
      />
    </div>
  );
}
