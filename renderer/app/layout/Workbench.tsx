// The canvas and the docks around it, with dividers that the mouse and the arrow keys move. The canvas stays the same element whatever
// comes and goes around it. Sizes are pixels: a larger window gives its room to the canvas, and some of it to sides that nobody has sized.
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react';
import { Group, Panel, type PanelImperativeHandle } from 'react-resizable-panels';
import { useStore } from 'zustand';
import { arrangeStacks, narrowBelow } from '../../views/arrange-stacks.ts';
import { resizeDock, sizeInWindow, smallestSizes } from '../../views/layout.ts';
import { changeLayout, layoutStore } from '../../views/layout-store.ts';
import type { DockName } from '../../views/view.ts';
import { Divider } from './Divider.tsx';
import { Dock } from './Dock.tsx';
import { DockTargets } from './DropTargets.tsx';
import styles from './Workbench.module.css';

/** Pixels that are left to the canvas. */
const smallestStage = { width: 364, height: 200 } as const;

export function Workbench({ children }: { readonly children: ReactNode }) {
  useNarrowness();
  const state = useStore(layoutStore);
  const { left, right, bottom } = arrangeStacks(state);
  const sides = useDockSize('left', left.length > 0);
  const below = useDockSize('bottom', bottom.length > 0);
  const across = useDockSize('right', right.length > 0);
  const middle = smallestStage.width + (right.length > 0 ? smallestSizes.right : 0);
  return (
    <Group orientation="horizontal" className={styles.workbench} onLayoutChanged={sides.keep}>
      {left.length > 0 && (
        <Panel key="left" {...sides.panel}>
          <Dock name="left" stacks={left} />
        </Panel>
      )}
      {left.length > 0 && <Divider key="left divider" dock="left" />}
      <Panel key="middle" id="middle" minSize={`${middle}px`} className={styles.frame}>
        <Group orientation="vertical" onLayoutChanged={below.keep}>
          <Panel key="upper" id="upper" minSize={`${smallestStage.height}px`} className={styles.frame}>
            <Group orientation="horizontal" onLayoutChanged={across.keep}>
              <Panel key="stage" id="stage" minSize={`${smallestStage.width}px`} className={styles.frame}>
                <main className={styles.stage}>
                  {children}
                  <DockTargets shown={{ left: left.length > 0, right: right.length > 0, bottom: bottom.length > 0 }} />
                </main>
              </Panel>
              {right.length > 0 && <Divider key="right divider" dock="right" />}
              {right.length > 0 && (
                <Panel key="right" {...across.panel}>
                  <Dock name="right" stacks={right} />
                </Panel>
              )}
            </Group>
          </Panel>
          {bottom.length > 0 && <Divider key="bottom divider" dock="bottom" />}
          {bottom.length > 0 && (
            <Panel key="bottom" {...below.panel}>
              <Dock name="bottom" stacks={bottom} />
            </Panel>
          )}
        </Group>
      </Panel>
    </Group>
  );
}

function followWindow(tell: () => void): () => void {
  window.addEventListener('resize', tell);
  return () => window.removeEventListener('resize', tell);
}

/** The panel of a dock at the size of the layout; a size that a person has given it goes there. */
function useDockSize(name: DockName, isShown: boolean) {
  const kept = useStore(layoutStore, ({ layout }) => layout.docks[name].size);
  const size = useSyncExternalStore(followWindow, () => sizeInWindow({ width: innerWidth, height: innerHeight }, name, kept));
  const handle = useRef<PanelImperativeHandle>(null);
  const given = useRef<number>(undefined);
  useEffect(() => {
    // a panel that has just appeared has its size as its first one, and can't be asked yet
    if (isShown && given.current !== undefined && given.current !== size) handle.current?.resize(`${size}px`);
    given.current = isShown ? size : undefined;
    if (!isShown) return;
    // what a small window has taken a larger one gives back
    let frame = 0;
    const restore = (): void => {
      frame = 0;
      const panel = handle.current;
      if (panel !== null && panel.getSize().inPixels < size - 1) panel.resize(`${size}px`);
    };
    const restoreSoon = (): void => {
      frame ||= requestAnimationFrame(restore);
    };
    window.addEventListener('resize', restoreSoon);
    return () => {
      window.removeEventListener('resize', restoreSoon);
      cancelAnimationFrame(frame);
    };
  }, [size, isShown]);
  return {
    panel: {
      id: name,
      panelRef: handle,
      className: styles.frame ?? '',
      defaultSize: `${size}px`,
      minSize: `${smallestSizes[name]}px`,
      groupResizeBehavior: 'preserve-pixel-size',
    },
    keep: (_layout: unknown, { isUserInteraction }: { readonly isUserInteraction: boolean }): void => {
      if (!isUserInteraction) return;
      // a press of a key is told of before the panel has its new size
      requestAnimationFrame(() => {
        const pixels = handle.current?.getSize().inPixels;
        if (pixels !== undefined) changeLayout((layout) => resizeDock(layout, name, pixels));
      });
    },
  } as const;
}

function useNarrowness(): void {
  useEffect(() => {
    const query = matchMedia(`(width < ${narrowBelow}px)`);
    const follow = (): void => layoutStore.setState({ isNarrow: query.matches });
    follow();
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
}
