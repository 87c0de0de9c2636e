// Where a dragged tab may be let go: in the middle of a place among its tabs, near its edge as a place of its own, and at the edges
// of the canvas in a dock that shows nothing. They are there only while a tab is dragged.
import { useState } from 'react';
import { useStore } from 'zustand';
import type { ArrangedStack } from '../../views/arrange-stacks.ts';
import { moveView, type Target } from '../../views/layout.ts';
import { changeLayout } from '../../views/layout-store.ts';
import { type DockName, dockNames } from '../../views/view.ts';
import styles from './DropTargets.module.css';
import { carriesView, dragStore, takeDragged } from './drag-view.ts';

export function StackTargets({ dock, stack }: { readonly dock: DockName; readonly stack: ArrangedStack }) {
  const dragged = useStore(dragStore, (state) => state.view);
  if (dragged === undefined) return null;
  const place = { dock, stack: stack.index } as const;
  return (
    <div className={styles.over} data-direction={dock === 'bottom' ? 'row' : 'column'}>
      <DropTarget target={{ kind: 'split', ...place, side: 'before' }} />
      <DropTarget target={{ kind: 'tab', ...place }} />
      <DropTarget target={{ kind: 'split', ...place, side: 'after' }} />
    </div>
  );
}

/** At the edges of the canvas. */
export function DockTargets({ shown }: { readonly shown: Readonly<Record<DockName, boolean>> }) {
  const dragged = useStore(dragStore, (state) => state.view);
  if (dragged === undefined) return null;
  return dockNames
    .filter((dock) => !shown[dock])
    .map((dock) => (
      <div key={dock} className={styles.edge} data-dock={dock}>
        <DropTarget target={{ kind: 'dock', dock }} />
      </div>
    ));
}

function DropTarget({ target }: { readonly target: Target }) {
  const [isOver, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the menu of each place moves tabs without a mouse
    <div
      className={styles.target}
      data-testid={`drop-${target.kind}-${target.dock}`}
      data-over={isOver}
      onDragEnter={() => setOver(true)}
      onDragLeave={() => setOver(false)}
      onDragOver={carriesView}
      onDrop={(event) => {
        const id = takeDragged(event);
        if (id !== undefined) changeLayout((layout) => moveView(layout, id, target));
      }}
    />
  );
}
