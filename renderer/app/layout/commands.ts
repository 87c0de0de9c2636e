// Commands on panels: one for each view, one for each side of the window, moving the panel of the moment, and the layout of the first start.
import { type Sentence, sentence } from '../../../engine/words/texts.ts';
import { type Command, type CommandEntry, defineCommands } from '../../commands/command.ts';
import { commandTexts, momentTexts, reasonTexts, titleTexts } from '../../commands/words.ts';
import { isDockShown, toggleDock } from '../../views/layout.ts';
import { changeLayout, isInFront, layoutStore, resetLayout, toggleView } from '../../views/layout-store.ts';
import type { DockName, View } from '../../views/view.ts';
import { findUsed, type MoveName, moveSeen, planMove } from './moves.ts';

const place = { menu: 'view', part: 5 } as const;
const toggle = (dock: DockName, shortcut: string) => ({
  place,
  shortcut,
  isOn: () => isDockShown(layoutStore.getState().layout, dock),
  run: () => changeLayout((layout) => toggleDock(layout, dock)),
});

const move = (name: MoveName): CommandEntry => ({
  place: { menu: 'view', part: 4, submenu: sentence(commandTexts, 'move-panel') },
  titleNow: () => {
    const view = nameUsed();
    return view === undefined ? sentence(titleTexts, `panel-${name}`) : sentence(momentTexts, `panel-${name}`, { view });
  },
  reason() {
    const used = findUsed();
    if (used === undefined) return sentence(reasonTexts, 'no-panel');
    const plan = planMove(layoutStore.getState().layout, used, name);
    return plan.kind === 'sentence' ? plan : undefined;
  },
  run() {
    const used = findUsed();
    if (used !== undefined) changeLayout((layout) => moveSeen(layout, used, name));
  },
});

function nameUsed(): Sentence | undefined {
  const used = findUsed();
  return layoutStore.getState().views.find(({ id }) => id === used?.id)?.title;
}

export const layoutCommands = defineCommands([layoutStore], {
  'panel-to-left': move('to-left'),
  'panel-to-right': move('to-right'),
  'panel-to-bottom': move('to-bottom'),
  'panel-apart': move('apart'),
  'panel-together': move('together'),
  'toggle-left': toggle('left', 'Mod+B'),
  'toggle-bottom': toggle('bottom', 'Mod+J'),
  'toggle-right': toggle('right', 'Mod+Shift+B'),
  'reset-layout': { place, run: resetLayout },
});

/** Shows a view, brings it to the front, or hides it. */
export function makeViewCommands(views: readonly View[]): readonly Command[] {
  return views.map(({ id, title, shortcut, synonyms = [] }) => ({
    id: `view:${id}`,
    title,
    synonyms: ['panel', 'show', 'hide', '面板', '显示', '隐藏', ...synonyms],
    place: { menu: 'view', part: 4 },
    ...(shortcut === undefined ? {} : { shortcut }),
    isOn: () => isInFront(layoutStore.getState(), id),
    run: () => toggleView(id),
  }));
}
