// The layout of this window: read at the start, kept soon after each change. What is kept belongs to the person, not to a document.
import { createStore } from 'zustand/vanilla';
import { sentence } from '../../engine/words/texts.ts';
import { send } from '../bridge/bridge.ts';
import { attempt } from '../messages/messages.ts';
import { arrangeStacks } from './arrange-stacks.ts';
import { fitLayout, hideView, type Layout, makeLayout, showView } from './layout.ts';
import { dockNames, type View } from './view.ts';
import { viewTexts } from './words.ts';

interface LayoutState {
  readonly views: readonly View[];
  readonly layout: Layout;
  /** The one that was brought to the front last: it stays there where sides share a place. */
  readonly latest: string | undefined;
  /** The one that was brought to the front, pressed or typed in last: commands that move a panel mean it. */
  readonly used?: string | undefined;
  /** The window is too narrow for panels at both sides of the canvas. */
  readonly isNarrow: boolean;
}

export const layoutStore = createStore<LayoutState>()(() => ({ views: [], layout: makeLayout([]), latest: undefined, isNarrow: false }));

export const keepingDelayMilliseconds = 300;

/** Makes these the views, places them as they were at the last start, and keeps what changes. Gives the function that ends it. */
export async function provideViews(views: readonly View[]): Promise<() => void> {
  layoutStore.setState({ views, layout: makeLayout(views), latest: undefined, used: undefined });
  const { layout: kept } = await send('readLayout', {});
  if (kept !== undefined) layoutStore.setState({ layout: fitLayout(kept, views) });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = (): void => {
    clearTimeout(timer);
    timer = undefined;
    void attempt('layout', sentence(viewTexts, 'keeping'), () => send('writeLayout', { layout: layoutStore.getState().layout }));
  };
  const unsubscribe = layoutStore.subscribe((state, former) => {
    if (state.layout === former.layout) return;
    clearTimeout(timer);
    timer = setTimeout(keep, keepingDelayMilliseconds);
  });
  const leave = (): void => {
    if (timer !== undefined) keep();
  };
  globalThis.addEventListener?.('pagehide', leave);
  return () => {
    globalThis.removeEventListener?.('pagehide', leave);
    clearTimeout(timer);
    unsubscribe();
  };
}

export function changeLayout(change: (layout: Layout) => Layout): void {
  layoutStore.setState(({ layout }) => ({ layout: change(layout) }));
}

/** Brings a view to the front. */
export function bringForward(id: string): void {
  layoutStore.setState(({ layout }) => ({ layout: showView(layout, id), latest: id, used: id }));
}

/** Somebody is at work in it. */
export function noteUse(id: string): void {
  if (layoutStore.getState().used !== id) layoutStore.setState({ used: id });
}

/** True where it can be seen and is not behind another tab. */
export function isInFront(state: LayoutState, id: string): boolean {
  const arranged = arrangeStacks(state);
  return dockNames.some((dock) => arranged[dock].some(({ active }) => active === id));
}

/** Hides a view that can be seen; else brings it to the front. */
export function toggleView(id: string): void {
  if (isInFront(layoutStore.getState(), id)) changeLayout((layout) => hideView(layout, id));
  else bringForward(id);
}

export function resetLayout(): void {
  layoutStore.setState(({ views }) => ({ layout: makeLayout(views), latest: undefined }));
}
