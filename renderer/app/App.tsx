// The workbench: bar above, layers and images left, canvas in the middle, inspector right, the run below.
import { Tooltip } from 'radix-ui';
import { type DragEvent, useState } from 'react';
import { useStore } from 'zustand';
import { Canvas } from '../canvas/Canvas.tsx';
import { CommandPalette } from '../commands/palette/CommandPalette.tsx';
import { ShortcutsDialog } from '../commands/ShortcutsDialog.tsx';
import { useShortcuts } from '../commands/use-shortcuts.ts';
import { DataPanel } from '../data/DataPanel.tsx';
import { refuseDrag } from '../design/text.ts';
import { documentStore, selectDocument } from '../document/document.ts';
import { openDropped } from '../files/drop.ts';
import { UnsavedDialog } from '../files/UnsavedDialog.tsx';
import { workspaceStore } from '../files/workspace.ts';
import { Inspector } from '../inspector/Inspector.tsx';
import { reportFailure } from '../messages/messages.ts';
import { Palette } from '../palette/Palette.tsx';
import { RunPanel } from '../runs/RunPanel.tsx';
import styles from './App.module.css';
import { Messages } from './Messages.tsx';
import { StartPanel } from './start/StartPanel.tsx';
import { TopBar } from './TopBar.tsx';

export function App() {
  useShortcuts();
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
          openDropped(file, item.webkitGetAsEntry()?.isDirectory === true).catch(reportFailure('Opening what was dropped'));
        }}
      >
        <div className={styles.top}>
          <TopBar />
        </div>
        <div className={styles.left}>
          <Palette />
          <DataPanel />
        </div>
        <main className={styles.stage}>
          <Canvas />
          {isEmpty && !startDismissed && <StartPanel />}
        </main>
        <div className={styles.inspector}>
          <Inspector />
        </div>
        <div className={styles.run}>
          <RunPanel />
        </div>
      </div>
      <Messages />
      <UnsavedDialog />
      <ShortcutsDialog />
      <CommandPalette />
    </Tooltip.Provider>
  );
}
