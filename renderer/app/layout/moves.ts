// Where a view can be taken to without dragging: the menu of its place and the commands offer the same, and the commands say why not.
import { type Sentence, sentence } from '../../../engine/words/texts.ts';
import { reasonTexts } from '../../commands/words.ts';
import { type ArrangedStack, arrangeStacks } from '../../views/arrange-stacks.ts';
import { type Layout, listShown, moveView, type Target } from '../../views/layout.ts';
import { layoutStore } from '../../views/layout-store.ts';
import { type DockName, dockNames } from '../../views/view.ts';

export const moveNames = ['to-left', 'to-right', 'to-bottom', 'apart', 'together'] as const;
export type MoveName = (typeof moveNames)[number];

/** A view that can be seen, and where. */
export interface SeenView {
  readonly id: string;
  readonly dock: DockName;
  readonly stack: ArrangedStack;
}

/** The view that somebody is at work in, if it can be seen. */
export function findUsed(): SeenView | undefined {
  const state = layoutStore.getState();
  const arranged = arrangeStacks(state);
  for (const dock of dockNames) {
    const stack = arranged[dock].find(({ active }) => active === state.used);
    if (stack !== undefined) return { id: stack.active, dock, stack };
  }
  return undefined;
}

/** Where the move leads, or why it can't be made. */
export function planMove(layout: Layout, { dock, stack }: SeenView, name: MoveName): Target | Sentence {
  if (stack.isShared) return sentence(reasonTexts, 'window-narrow');
  switch (name) {
    case 'apart':
      return stack.views.length > 1 ? { kind: 'split', dock, stack: stack.index, side: 'after' } : sentence(reasonTexts, 'panel-alone');
    case 'together': {
      const neighbour = listShown(layout, dock).find(({ index }) => index !== stack.index);
      return neighbour === undefined ? sentence(reasonTexts, 'no-neighbour') : { kind: 'tab', dock, stack: neighbour.index };
    }
    default: {
      const target = name === 'to-left' ? 'left' : name === 'to-right' ? 'right' : 'bottom';
      return target === dock ? sentence(reasonTexts, 'panel-there') : { kind: 'dock', dock: target };
    }
  }
}

/** The layout after the move; the same where it can't be made. */
export function moveSeen(layout: Layout, view: SeenView, name: MoveName): Layout {
  const plan = planMove(layout, view, name);
  return plan.kind === 'sentence' ? layout : moveView(layout, view.id, plan);
}
