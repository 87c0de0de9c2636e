// The upper bar: the document's name and state, files, undo and redo, canvas and window commands.
import { useStore } from 'zustand';
import { CommandButton } from '../commands/CommandButton.tsx';
import { findReason } from '../commands/registry.ts';
import { TextInput } from '../design/TextInput.tsx';
import typography from '../design/text.module.css';
import { documentStore, edit, isUnsaved, selectDocument } from '../document/document.ts';
import { hasWeights, runStore } from '../runs/run.ts';
import { settingsStore } from '../settings/settings.ts';
import styles from './TopBar.module.css';

const themeLabels = { system: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' } as const;

export function TopBar() {
  useStore(runStore, hasWeights);
  const theme = useStore(settingsStore, (state) => state.theme);
  const undoName = useStore(documentStore, (state) => state.history.past.at(-1)?.name);
  const redoName = useStore(documentStore, (state) => state.history.future.at(-1)?.name);
  const hasLayers = useStore(documentStore, (state) => selectDocument(state).nodes.length > 0);
  return (
    <header className={styles.bar}>
      <h1 className={typography.hidden}>Receptive</h1>
      <div className={styles.group} role="toolbar" aria-label="File">
        <CommandButton command="new" icon="new" iconOnly tone="quiet" />
        <CommandButton command="open" icon="open" iconOnly tone="quiet" />
        <CommandButton command="save" icon="save" iconOnly tone="quiet" />
        <CommandButton command="save-as" icon="save-as" iconOnly tone="quiet" />
        <CommandButton command="export" icon="export" iconOnly tone="quiet" reason={findReason('export')} />
      </div>
      <div className={styles.group} role="toolbar" aria-label="Edit">
        <CommandButton
          command="undo"
          icon="undo"
          iconOnly
          tone="quiet"
          label={undoName === undefined ? 'Undo' : `Undo: ${undoName}`}
          reason={undoName === undefined ? findReason('undo') : undefined}
        />
        <CommandButton
          command="redo"
          icon="redo"
          iconOnly
          tone="quiet"
          label={redoName === undefined ? 'Redo' : `Redo: ${redoName}`}
          reason={redoName === undefined ? findReason('redo') : undefined}
        />
        <CommandButton command="arrange" icon="arrange" iconOnly tone="quiet" reason={hasLayers ? undefined : 'the canvas is empty'} />
        <CommandButton command="fit" icon="fit" iconOnly tone="quiet" reason={hasLayers ? undefined : 'the canvas is empty'} />
      </div>
      <DocumentName />
      <div className={styles.group} role="toolbar" aria-label="Window">
        <CommandButton command="shortcuts" icon="keyboard" iconOnly tone="quiet" />
        <CommandButton command="toggle-theme" icon={theme} iconOnly tone="quiet" label={themeLabels[theme]} />
      </div>
    </header>
  );
}

function DocumentName() {
  const name = useStore(documentStore, (state) => selectDocument(state).name);
  const unsaved = useStore(documentStore, isUnsaved);
  const path = useStore(documentStore, (state) => state.path);
  return (
    <div className={styles.document} title={path ?? 'Not in a file yet'}>
      <TextInput
        label="Name of the network"
        className={styles.name}
        value={name}
        commit={(text) => {
          if (text.trim() !== '') edit({ name: 'Rename network' }, (document) => ({ ...document, name: text.trim() }));
        }}
      />
      <span
        className={styles.unsaved}
        data-testid="unsaved"
        data-unsaved={unsaved}
        role="img"
        aria-label={unsaved ? 'Unsaved changes' : 'All changes saved'}
      />
    </div>
  );
}
