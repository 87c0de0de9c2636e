// Where views are: shown, hidden, moved among tabs and docks, kept between two starts, and mended where what was kept is damaged.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { commandSchemas, type WorkbenchLayout, workbenchLayoutSchema } from '../../engine/protocol.ts';
import { views as realViews } from '../../renderer/app/views.ts';
import { arrangeStacks } from '../../renderer/views/arrange-stacks.ts';
import {
  fitLayout,
  hideView,
  isShown,
  type Layout,
  listShown,
  makeLayout,
  moveView,
  type PlacedView,
  resizeDock,
  shareDock,
  showView,
  sizeInWindow,
  toggleDock,
} from '../../renderer/views/layout.ts';
import {
  changeLayout,
  isInFront,
  keepingDelayMilliseconds,
  layoutStore,
  provideViews,
  resetLayout,
  toggleView,
} from '../../renderer/views/layout-store.ts';
import { type DockName, dockNames } from '../../renderer/views/view.ts';
import { connectFakeBridge } from './fake-bridge.ts';

const views: readonly PlacedView[] = [
  { id: 'layers', dock: 'left' },
  { id: 'images', dock: 'left' },
  { id: 'inspector', dock: 'right' },
  { id: 'run', dock: 'bottom' },
  { id: 'problems', dock: 'bottom', joins: true },
];
const first = makeLayout(views);
const shown = (layout: Layout, dock: DockName): string[] =>
  listShown(layout, dock).map((stack) => stack.views.map((id) => (id === stack.active ? `[${id}]` : id)).join(' '));

describe('a layout', () => {
  test('begins with each view at its side, those that join as tabs of the one before', () => {
    expect(shown(first, 'left')).toEqual(['[layers]', '[images]']);
    expect(shown(first, 'bottom')).toEqual(['[run] problems']);
    expect(workbenchLayoutSchema.parse(first)).toEqual(first);
  });

  test('takes more of a large window, up to what its views can use, where nobody has given a side its size', () => {
    const sizes = (layout: Layout, width: number, height: number): number[] =>
      dockNames.map((name) => sizeInWindow({ width, height }, name, layout.docks[name].size));
    expect(dockNames).toEqual(['left', 'right', 'bottom']);
    expect(sizes(first, 800, 560)).toEqual([262, 312, 240]);
    expect(sizes(first, 1280, 800)).toEqual([262, 312, 240]);
    expect(sizes(first, 2560, 1440)).toEqual([333, 358, 374]);
    expect(sizes(first, 3840, 2160)).toEqual([400, 440, 480]);
    expect(sizes(resizeDock(first, 'left', 300), 3840, 2160)).toEqual([300, 440, 480]);
  });

  test('a hidden view comes back where it was, and a place with nothing to show takes no room', () => {
    const hidden = hideView(first, 'images');
    expect(shown(hidden, 'left')).toEqual(['[layers]']);
    expect(shown(showView(hidden, 'images'), 'left')).toEqual(['[layers]', '[images]']);
    expect(shown(hideView(first, 'run'), 'bottom')).toEqual(['[problems]']);
  });

  test('a folded dock comes back as it was; one view of it can be shown without the others', () => {
    const folded = toggleDock(first, 'left');
    expect(shown(folded, 'left')).toEqual([]);
    expect(toggleDock(folded, 'left')).toEqual(first);
    expect(shown(showView(folded, 'images'), 'left')).toEqual(['[images]']);
    const empty = hideView(hideView(first, 'layers'), 'images');
    expect(shown(toggleDock(empty, 'left'), 'left')).toEqual(['[layers]', '[images]']);
  });

  test('a view moves among tabs, to a place of its own at either side, and to a dock that shows nothing', () => {
    const tab = moveView(first, 'images', { kind: 'tab', dock: 'bottom', stack: 0, before: 'problems' });
    expect(shown(tab, 'left')).toEqual(['[layers]']);
    expect(shown(tab, 'bottom')).toEqual(['run [images] problems']);
    const apart = moveView(first, 'problems', { kind: 'split', dock: 'bottom', stack: 0, side: 'before' });
    expect(shown(apart, 'bottom')).toEqual(['[problems]', '[run]']);
    expect(shown(moveView(first, 'layers', { kind: 'split', dock: 'left', stack: 1, side: 'after' }), 'left')).toEqual([
      '[images]',
      '[layers]',
    ]);
    const folded = toggleDock(moveView(first, 'inspector', { kind: 'tab', dock: 'left', stack: 0 }), 'right');
    expect(shown(moveView(folded, 'run', { kind: 'dock', dock: 'right' }), 'right')).toEqual(['[run]']);
    expect(shown(moveView(first, 'run', { kind: 'split', dock: 'left', stack: 7, side: 'after' }), 'left')).toEqual([
      '[layers]',
      '[images]',
      '[run]',
    ]);
  });

  test('whatever is moved wherever, each view stands in it once and the shares of a dock add up to 100', () => {
    let layout = first;
    for (let step = 0; step < 200; step++) {
      const id = views[step % views.length]?.id ?? '';
      const dock = dockNames[(step * 7) % 3] ?? 'left';
      const stack = (step * 5) % 3;
      const kinds = [
        { kind: 'dock', dock } as const,
        { kind: 'tab', dock, stack } as const,
        { kind: 'split', dock, stack, side: 'before' } as const,
      ];
      layout = moveView(layout, id, kinds[(step * 11) % 3] ?? { kind: 'dock', dock });
      const all = dockNames.flatMap((name) => layout.docks[name].stacks.flatMap((place) => place.views));
      expect([...all].sort()).toEqual(views.map((view) => view.id).sort());
      for (const name of dockNames) {
        const shares = layout.docks[name].stacks.map(({ share }) => share);
        if (shares.length > 0) expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100);
      }
      expect(workbenchLayoutSchema.safeParse(layout).success).toBe(true);
    }
  });

  test('a window too narrow for both sides has all of them as tabs at the right, the latest in front', () => {
    const narrow = { layout: first, latest: undefined, isNarrow: true };
    expect(arrangeStacks(narrow).left).toEqual([]);
    expect(arrangeStacks(narrow).right).toMatchObject([{ views: ['inspector', 'layers', 'images'], active: 'inspector' }]);
    expect(arrangeStacks({ ...narrow, latest: 'images' }).right[0]?.active).toBe('images');
    expect(arrangeStacks({ ...narrow, layout: toggleDock(first, 'right') }).left).toHaveLength(2);
  });
});

describe('a kept layout', () => {
  test('is fitted to the views that there are: unknown ones go, new ones stand where they begin, doubles stand once', () => {
    const kept = resizeDock(moveView(hideView(first, 'problems'), 'images', { kind: 'tab', dock: 'right', stack: 0 }), 'left', 300);
    const damaged: Layout = {
      ...kept,
      docks: { ...kept.docks, bottom: { ...kept.docks.bottom, stacks: [{ views: ['gone', 'layers', 'run'], active: 'gone', share: 0 }] } },
      hidden: ['gone', 'problems'],
    };
    const fitted = fitLayout(damaged, views);
    expect(fitted.docks.left.size).toBe(300);
    expect(shown(fitted, 'left')).toEqual(['[layers]']);
    expect(shown(fitted, 'right')).toEqual(['inspector [images]']);
    expect(shown(fitted, 'bottom')).toEqual(['[run] problems']);
    expect(isShown(fitted, 'gone')).toBe(false);
  });

  test.each([
    ['of another version', { ...first, version: 2 }],
    ['without a dock', { ...first, docks: { left: first.docks.left } }],
    ['with a size that is no size', { ...first, docks: { ...first.docks, left: { ...first.docks.left, size: -4 } } }],
    ['that is a text', 'wide'],
  ])('%s is refused at the border', (_name, layout) => {
    expect(commandSchemas.writeLayout.safeParse({ layout }).success).toBe(false);
    expect(commandSchemas.writeLayout.safeParse({ layout: first }).success).toBe(true);
  });

  test('shares are kept by place', () => {
    const shared = shareDock(
      first,
      'left',
      new Map([
        [0, 70],
        [1, 30],
      ]),
    );
    expect(shared.docks.left.stacks.map(({ share }) => share)).toEqual([70, 30]);
  });
});

describe('the window', () => {
  let end = (): void => undefined;
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => {
    end();
    vi.useRealTimers();
  });

  test('has its views as they were at the last start, and keeps what is changed, once for changes in quick succession', async () => {
    const kept = hideView(makeLayout(realViews), 'images');
    const asked = connectFakeBridge({ readLayout: { layout: kept }, writeLayout: { kind: 'done' } });
    end = await provideViews(realViews);
    expect(layoutStore.getState().layout).toEqual(kept);
    toggleView('images');
    changeLayout((layout) => resizeDock(layout, 'left', 333));
    await vi.advanceTimersByTimeAsync(keepingDelayMilliseconds);
    const written = asked.filter(({ name }) => name === 'writeLayout').map(({ input }) => (input as { layout: WorkbenchLayout }).layout);
    expect(written).toHaveLength(1);
    expect(written[0]?.docks.left.size).toBe(333);
    expect(written[0]?.hidden).toEqual([]);
    resetLayout();
    expect(layoutStore.getState().layout).toEqual(makeLayout(realViews));
  });

  test('a view behind another is brought to the front, one in front is hidden', async () => {
    connectFakeBridge({ readLayout: {}, writeLayout: { kind: 'done' } });
    end = await provideViews(realViews);
    const inFront = (): boolean => isInFront(layoutStore.getState(), 'problems');
    expect(inFront()).toBe(false);
    toggleView('problems');
    expect(inFront()).toBe(true);
    toggleView('problems');
    expect(inFront()).toBe(false);
    expect(isShown(layoutStore.getState().layout, 'problems')).toBe(false);
  });

  test('the views of the window have names and places of their own', () => {
    expect(new Set(realViews.map(({ id }) => id)).size).toBe(realViews.length);
    for (const dock of dockNames) expect(listShown(makeLayout(realViews), dock).length, dock).toBeGreaterThan(0);
  });
});
