// The window: a bar above, the canvas with the panels around it, a bar below, and what opens over them.
import { Tooltip } from 'radix-ui';
import { type DragEvent, useState } from 'react';
import { useStore } from 'zustand';
import { Canvas } from '../canvas/Canvas.tsx';
import { CommandPalette } from '../commands/palette/CommandPalette.tsx';
import { ShortcutsDialog } from '../commands/ShortcutsDialog.tsx';
import { useShortcuts } from '../commands/use-shortcuts.ts';
import { refuseDrag } from '../design/text.ts';
import { documentStore, selectDocument } from '../document/document.ts';
import { openDropped } from '../files/drop.ts';
import { UnsavedDialog } from '../files/UnsavedDialog.tsx';
import { workspaceStore } from '../files/workspace.ts';
import { useTexts } from '../i18n/use-texts.ts';
import styles from './App.module.css';
import { Workbench } from './layout/Workbench.tsx';
import { StatusBar } from './StatusBar.tsx';
import { StartPanel } from './start/StartPanel.tsx';
import { TopBar } from './TopBar.tsx';
import { barTexts } from './words.ts';

export function App() {
  useShortcuts();
  const text = useTexts(barTexts);
  const [isDropping, setDropping] = useState(false);
  const isEmpty = useStore(documentStore, (state) => selectDocument(state).nodes.length === 0);
  const startDismissed = useStore(workspaceStore, (state) => state.startDismissed);
  const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');
  return (
    <Tooltip.Provider delayDuration={500} skipDelayDuration={200}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping files is a second way to what buttons do */}
      <div
        className={styles.workbench}
        data-dropping={isDropping}
        data-drop-text={text('drop')}
        onDragStart={refuseDrag}
        onDragOver={(event) => {
          if (!carriesFiles(event)) return;
          event.preventDefault();
          setDropping(true);
        }}
        onDragLeave={(event) => {
          if (event.relatedTarget === null) setDropping(false);
        }}
        onDrop={(event) => {
          setDropping(false);
          const [item] = [...event.dataTransfer.items].filter(({ kind }) => kind === 'file');
          const file = item?.getAsFile();
          if (item === undefined || file === null || file === undefined) return;
          event.preventDefault();
          void openDropped(file, item.webkitGetAsEntry()?.isDirectory === true);
        }}
      >
        <TopBar />
        <Workbench>
          <Canvas />
          {isEmpty && !startDismissed && <StartPanel />}
        </Workbench>
        <StatusBar />
      </div>
      <UnsavedDialog />
      <ShortcutsDialog />
      <CommandPalette />
    </Tooltip.Provider>
  );
}
