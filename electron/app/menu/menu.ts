// The application menu. The page describes it (engine/protocol.ts, `setMenu`), for it knows what can be done now and in which language
// the person reads; items tell the page what was chosen. Without a page there is the least menu that a window needs.
import { app, Menu } from 'electron';
import type { Language } from '../../../engine/base/messages.ts';
import type { MenuDescription } from '../../../engine/protocol.ts';
import { createLeastTemplate, createTemplate, type MenuSurroundings } from './template.ts';

export interface ApplicationMenu {
  show(menus: readonly MenuDescription[]): void;
  /** There is no page any more. */
  reset(): void;
  /** The person has chosen another language, or the same. */
  speak(language: Language): void;
}

export function createApplicationMenu(firstLanguage: Language, choose: (id: string) => void): ApplicationMenu {
  let shown: readonly MenuDescription[] = [];
  // the system marks what was chosen as switched; whether it is, the page says
  const chooseUnmarked = (id: string): void => {
    choose(id);
    const menu = Menu.getApplicationMenu();
    if (menu !== null) updateItems(menu, shown);
  };
  let surroundings: MenuSurroundings = {
    platform: process.platform,
    isPackaged: app.isPackaged,
    choose: chooseUnmarked,
    language: firstLanguage,
  };
  const build = (): void => {
    const template = shown.length === 0 ? createLeastTemplate(surroundings) : createTemplate(shown, surroundings);
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  const reset = (): void => {
    shown = [];
    build();
  };
  reset();
  return {
    show(menus) {
      const menu = Menu.getApplicationMenu();
      // a menu that is open closes when another takes its place: what differs in possibility alone is changed in it
      const isSame = menu !== null && hasSameItems(shown, menus);
      shown = menus;
      if (isSame) updateItems(menu, menus);
      else build();
    },
    reset,
    speak(language) {
      if (language === surroundings.language) return;
      surroundings = { ...surroundings, language };
      build();
    },
  };
}

/** Labels, keys and order are the same; what can be done and what is on may differ. */
function hasSameItems(first: readonly MenuDescription[], second: readonly MenuDescription[]): boolean {
  const withoutState = (menus: readonly MenuDescription[]): string =>
    JSON.stringify(menus, (name, value: unknown) => (name === 'isEnabled' || name === 'isOn' ? typeof value : value));
  return withoutState(first) === withoutState(second);
}

function updateItems(menu: Menu, menus: readonly MenuDescription[]): void {
  const items = menus.flatMap((described) => described.items).flatMap((item) => (item.kind === 'submenu' ? item.items : [item]));
  for (const item of items) {
    if (item.kind !== 'command') continue;
    const shown = menu.getMenuItemById(item.id);
    if (shown === null) continue;
    shown.enabled = item.isEnabled;
    // of choices the one that is on takes the mark from the others, and none can be without it
    if (item.isOn === true || (item.isOn === false && item.isChoice !== true)) shown.checked = item.isOn;
  }
}
