// What of a layout is on the screen now. In a window too narrow for panels at both sides of the canvas those at the left become tabs
// among those at the right: nothing is cut off or covered, and the layout itself stays what it was for a wider window.
import { type Layout, listShown, type ShownStack } from './layout.ts';
import type { DockName } from './view.ts';

/** Pixels of the window's width: both sides at their smallest, and the canvas. */
export const narrowBelow = 900;

export interface ArrangedStack extends ShownStack {
  /** Tabs of both sides: they can't be moved there. */
  readonly isShared?: true;
}

interface Arranged {
  readonly layout: Layout;
  readonly latest: string | undefined;
  readonly isNarrow: boolean;
}

export function arrangeStacks({ layout, latest, isNarrow }: Arranged): Readonly<Record<DockName, readonly ArrangedStack[]>> {
  const left = listShown(layout, 'left');
  const right = listShown(layout, 'right');
  const bottom = listShown(layout, 'bottom');
  const [first] = right;
  if (!isNarrow || left.length === 0 || first === undefined) return { left, right, bottom };
  const views = [...right, ...left].flatMap((stack) => stack.views);
  const active = latest !== undefined && views.includes(latest) ? latest : first.active;
  return { left: [], right: [{ index: first.index, views, active, share: 100, isShared: true }], bottom };
}
