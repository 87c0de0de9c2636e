// The application menu. The page describes it (engine/protocol.ts, `setMenu`), for it knows what can be done now and in which language
// the person reads; items tell the page what was chosen. Without a page there is the least menu that a window needs.
import { app, Menu } from 'electron';
import type { MenuDescription } from '../../../engine/protocol.ts';
import { createLeastTemplate, createTemplate, type MenuSurroundings } from './template.ts';

export interface ApplicationMenu {
  show(menus: readonly MenuDescription[]): void;
  /** There is no page any more. */
  reset(): void;
}

export function createApplicationMenu(choose: (id: string) => void): ApplicationMenu {
  const surroundings: MenuSurroundings = { platform: process.platform, isPackaged: app.isPackaged, choose };
  let shown: readonly MenuDescription[] = [];
  const reset = (): void => {
    shown = [];
    Menu.setApplicationMenu(Menu.buildFromTemplate(createLeastTemplate(surroundings)));
  };
  reset();
  return {
    show(menus) {
      const menu = Menu.getApplicationMenu();
      // a menu that is open closes when another takes its place: what differs in possibility alone is changed in it
      if (menu !== null && hasSameItems(shown, menus)) updateItems(menu, menus);
      else Menu.setApplicationMenu(Menu.buildFromTemplate(createTemplate(menus, surroundings)));
      shown = menus;
    },
    reset,
  };
}

/** Labels, keys and order are the same; what can be done and what is on may differ. */
function hasSameItems(first: readonly MenuDescription[], second: readonly MenuDescription[]): boolean {
  const withoutState = (menus: readonly MenuDescription[]): string =>
    JSON.stringify(menus, (name, value: unknown) => (name === 'isEnabled' || name === 'isOn' ? typeof value : value));
  return withoutState(first) === withoutState(second);
}

function updateItems(menu: Menu, menus: readonly MenuDescription[]): void {
  for (const item of menus.flatMap(({ items }) => items)) {
    if (item.kind !== 'command') continue;
    const shown = menu.getMenuItemById(item.id);
    if (shown === null) continue;
    shown.enabled = item.isEnabled;
    if (item.isOn !== undefined) shown.checked = item.isOn;
  }
}
