// The canvas's context menu: for what lies under the pointer, which is selected if it is not yet, so that the menu's commands mean it.
import { type MouseEvent, type ReactNode, useState } from 'react';
import { ContextMenu } from '../commands/ContextMenu.tsx';
import type { ContextName } from '../commands/command.ts';
import { select, selectionStore } from '../document/selection.ts';
import styles from './CanvasMenu.module.css';

export function CanvasMenu({ children }: { readonly children: ReactNode }) {
  const [context, setContext] = useState<ContextName>('canvas');
  return (
    <ContextMenu context={context}>
      <div className={styles.place} onContextMenuCapture={(event) => setContext(turnTo(event))}>
        {children}
      </div>
    </ContextMenu>
  );
}

/** Selects what was meant, and says what that is. */
function turnTo({ target }: MouseEvent): ContextName {
  const find = (kind: string): string | undefined =>
    target instanceof Element ? (target.closest(`.react-flow__${kind}`)?.getAttribute('data-id') ?? undefined) : undefined;
  const node = find('node');
  const edge = find('edge');
  const { nodes, edges } = selectionStore.getState();
  if (node !== undefined) {
    if (!nodes.includes(node)) select({ nodes: [node] });
    return nodes.includes(node) && nodes.length > 1 ? 'several' : 'layer';
  }
  if (edge === undefined) return target instanceof Element && target.closest('.react-flow__nodesselection') !== null ? 'several' : 'canvas';
  if (!edges.includes(edge)) select({ edges: [edge] });
  return 'wire';
}
