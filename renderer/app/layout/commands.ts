// Commands on panels: one for each view, one for each side of the window, and the layout of the first start.
import type { Command } from '../../commands/command.ts';
import { defineCommands } from '../../commands/command.ts';
import { isDockShown, toggleDock } from '../../views/layout.ts';
import { changeLayout, isInFront, layoutStore, resetLayout, toggleView } from '../../views/layout-store.ts';
import type { DockName, View } from '../../views/view.ts';

const place = { menu: 'view', part: 5 } as const;
const toggle = (dock: DockName, shortcut: string) => ({
  place,
  shortcut,
  isOn: () => isDockShown(layoutStore.getState().layout, dock),
  run: () => changeLayout((layout) => toggleDock(layout, dock)),
});

export const layoutCommands = defineCommands([layoutStore], {
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
