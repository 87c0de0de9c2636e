// Where the views are, as a value, and what can be done with it: pure functions from one layout to the next. A hidden view, and a
// folded dock, keep their places. The layout is kept between two starts; `fitLayout` makes it one of the views that there are.
import type { WorkbenchLayout } from '../../engine/protocol.ts';
import { type DockName, dockNames, type View } from './view.ts';

export type Layout = WorkbenchLayout;
export type Dock = Layout['docks'][DockName];
export type Stack = Dock['stacks'][number];
/** What of a view the layout needs. */
export type PlacedView = Pick<View, 'id' | 'dock' | 'joins' | 'share'>;

/** A tab among those of a place (before another one, or last), or a place of its own beside one, or in a dock that shows none. */
export type Target =
  | { readonly kind: 'tab'; readonly dock: DockName; readonly stack: number; readonly before?: string }
  | { readonly kind: 'split'; readonly dock: DockName; readonly stack: number; readonly side: 'before' | 'after' }
  | { readonly kind: 'dock'; readonly dock: DockName };

interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** Pixels: as wide as the palette's two columns, a line of the form, and three lines of a chart want. Who has this size was never given one. */
export const firstSizes: Readonly<Record<DockName, number>> = { left: 262, right: 312, bottom: 240 };
/** Of a large window a dock that was never given a size takes such a share, up to what its views can use, in pixels. */
const largeShares: Readonly<Record<DockName, { readonly side: keyof WindowSize; readonly share: number; readonly most: number }>> = {
  left: { side: 'width', share: 0.13, most: 400 },
  right: { side: 'width', share: 0.14, most: 440 },
  bottom: { side: 'height', share: 0.26, most: 480 },
};

/** Pixels that a dock of this size in the layout takes in a window of that size. */
export function sizeInWindow(window: WindowSize, name: DockName, size: number): number {
  if (size !== firstSizes[name]) return size;
  const { side, share, most } = largeShares[name];
  return Math.max(size, Math.min(most, Math.round(share * window[side])));
}

/** Pixels. Less is no use to what stands there. */
export const smallestSizes: Readonly<Record<DockName, number>> = { left: 252, right: 280, bottom: 190 };

export function makeLayout(views: readonly PlacedView[]): Layout {
  const empty = (dock: DockName): Dock => ({ size: firstSizes[dock], isOpen: true, stacks: [] });
  return addViews({ version: 1, docks: { left: empty('left'), right: empty('right'), bottom: empty('bottom') }, hidden: [] }, views);
}

/** A kept layout for the views that there are: each stands in it once, new ones where they stand at first. */
export function fitLayout(kept: Layout, views: readonly PlacedView[]): Layout {
  const missing = new Map(views.map((view) => [view.id, view]));
  const take = (id: string): boolean => missing.delete(id);
  const fitDock = (dock: Dock): Dock => ({
    ...dock,
    stacks: mend(dock.stacks.map((stack) => ({ ...stack, views: stack.views.filter(take) }))),
  });
  const docks = { left: fitDock(kept.docks.left), right: fitDock(kept.docks.right), bottom: fitDock(kept.docks.bottom) };
  const hidden = kept.hidden.filter((id) => views.some((view) => view.id === id) && !missing.has(id));
  return addViews({ ...kept, docks, hidden }, [...missing.values()]);
}

function addViews(layout: Layout, views: readonly PlacedView[]): Layout {
  const placed = views.reduce((before, { id, dock: name, joins = false, share: weight = 50 }) => {
    const dock = before.docks[name];
    const last = dock.stacks.at(-1);
    const stacks: Stack[] =
      joins && last !== undefined
        ? [...dock.stacks.slice(0, -1), { ...last, views: [...last.views, id] }]
        : [...dock.stacks, { views: [id], active: id, share: weight }];
    return withDock(before, name, { stacks });
  }, layout);
  return dockNames.reduce((before, name) => withDock(before, name, { stacks: mend(before.docks[name].stacks) }), placed);
}

/** Without empty places; each has one in front that is in it; shares add up to 100. */
function mend(stacks: readonly Stack[]): Stack[] {
  const used = stacks.filter(({ views }) => views.length > 0);
  return share(used.map((stack) => (stack.views.includes(stack.active) ? stack : { ...stack, active: stack.views[0] ?? '' })));
}

function share(stacks: readonly Stack[]): Stack[] {
  const sum = stacks.reduce((total, stack) => total + stack.share, 0);
  return stacks.map((stack) => ({ ...stack, share: sum > 0 ? (stack.share / sum) * 100 : 100 / stacks.length }));
}

function withDock(layout: Layout, name: DockName, change: Partial<Dock>): Layout {
  return { ...layout, docks: { ...layout.docks, [name]: { ...layout.docks[name], ...change } } };
}

export function findPlace(layout: Layout, id: string): { readonly dock: DockName; readonly stack: number } | undefined {
  for (const dock of dockNames) {
    const stack = layout.docks[dock].stacks.findIndex(({ views }) => views.includes(id));
    if (stack >= 0) return { dock, stack };
  }
  return undefined;
}

/** True where it has a place on the screen, be it behind another tab. */
export function isShown(layout: Layout, id: string): boolean {
  const place = findPlace(layout, id);
  return place !== undefined && layout.docks[place.dock].isOpen && !layout.hidden.includes(id);
}

/** A place of a dock as it is on the screen. */
export interface ShownStack extends Stack {
  /** Among all places of the dock, those of hidden views included. */
  readonly index: number;
}

/** The places of a dock that have something to show, from the left or from above. */
export function listShown(layout: Layout, name: DockName): readonly ShownStack[] {
  const { isOpen, stacks } = layout.docks[name];
  if (!isOpen) return [];
  return stacks.flatMap((stack, index) => {
    const views = stack.views.filter((id) => !layout.hidden.includes(id));
    const [first] = views;
    if (first === undefined) return [];
    return [{ ...stack, index, views, active: views.includes(stack.active) ? stack.active : first }];
  });
}

/** Brings a view to the front where it stands, unfolding its dock. */
export function showView(layout: Layout, id: string): Layout {
  const place = findPlace(layout, id);
  if (place === undefined) return layout;
  const stacks = layout.docks[place.dock].stacks.map((stack, index) => (index === place.stack ? { ...stack, active: id } : stack));
  const shown = withDock(layout, place.dock, { isOpen: true, stacks });
  // what unfolds with it would be more than was asked for
  const others = layout.docks[place.dock].isOpen ? [] : stacks.flatMap(({ views }) => views).filter((other) => other !== id);
  return { ...shown, hidden: [...new Set([...layout.hidden, ...others])].filter((other) => other !== id) };
}

export function hideView(layout: Layout, id: string): Layout {
  return layout.hidden.includes(id) ? layout : { ...layout, hidden: [...layout.hidden, id] };
}

export function isDockShown(layout: Layout, dock: DockName): boolean {
  return listShown(layout, dock).length > 0;
}

/** Folds a dock, or unfolds it; one in which all is hidden shows all. */
export function toggleDock(layout: Layout, name: DockName): Layout {
  if (isDockShown(layout, name)) return withDock(layout, name, { isOpen: false });
  const members = layout.docks[name].stacks.flatMap(({ views }) => views);
  const unfolded = withDock(layout, name, { isOpen: true });
  const isAllHidden = members.every((id) => layout.hidden.includes(id));
  return isAllHidden ? { ...unfolded, hidden: layout.hidden.filter((id) => !members.includes(id)) } : unfolded;
}

/** Takes a view to another place and brings it to the front there. */
export function moveView(layout: Layout, id: string, target: Target): Layout {
  const from = findPlace(layout, id);
  if (from === undefined || (target.kind === 'tab' && target.before === id)) return layout;
  const all = dockNames.map((name): [DockName, Stack[]] => {
    const stacks = layout.docks[name].stacks.map((stack) => ({ ...stack, views: stack.views.filter((other) => other !== id) }));
    return [name, name === target.dock ? put(stacks, id, target) : stacks];
  });
  const moved = all.reduce((before, [name, stacks]) => withDock(before, name, { stacks: mend(stacks) }), layout);
  return showView(withDock(moved, target.dock, { isOpen: true }), id);
}

function put(stacks: readonly Stack[], id: string, target: Target): Stack[] {
  const average = 100 / Math.max(1, stacks.length);
  const own = (size: number): Stack => ({ views: [id], active: id, share: size });
  if (target.kind === 'dock' || stacks[target.stack] === undefined) return [...stacks, own(average)];
  return stacks.flatMap((stack, index) => {
    if (index !== target.stack) return [stack];
    if (target.kind === 'tab') {
      const before = target.before === undefined ? -1 : stack.views.indexOf(target.before);
      return [{ ...stack, views: stack.views.toSpliced(before < 0 ? stack.views.length : before, 0, id) }];
    }
    if (stack.views.length === 0) return [own(stack.share)]; // it stood here alone
    const half = { ...stack, share: stack.share / 2 };
    return target.side === 'before' ? [own(half.share), half] : [half, own(half.share)];
  });
}

/** `size`: pixels. */
export function resizeDock(layout: Layout, name: DockName, size: number): Layout {
  return withDock(layout, name, { size: Math.round(Math.min(8000, Math.max(smallestSizes[name], size))) });
}

/** `shares`: percent by the place's index; places that are not shown keep theirs. */
export function shareDock(layout: Layout, name: DockName, shares: ReadonlyMap<number, number>): Layout {
  const stacks = layout.docks[name].stacks.map((stack, index) => ({ ...stack, share: shares.get(index) ?? stack.share }));
  return withDock(layout, name, { stacks });
}
