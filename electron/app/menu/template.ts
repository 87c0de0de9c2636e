// A menu in Electron's words: from what the page has described, or the least that a window needs while there is no page to ask.
import type { MenuItemConstructorOptions } from 'electron';
import type { Language } from '../../../engine/base/messages.ts';
import type { MenuDescription, MenuItemDescription } from '../../../engine/protocol.ts';
import { textsIn } from '../../../engine/words/texts.ts';
import { menuTexts } from '../words.ts';

export interface MenuSurroundings {
  readonly platform: NodeJS.Platform;
  /** Of what the page has not described. */
  readonly language: Language;
  /** Outside the packaged product there are the developer tools. */
  readonly isPackaged: boolean;
  /** An item of the page's was chosen. */
  choose(id: string): void;
}

export function createTemplate(menus: readonly MenuDescription[], surroundings: MenuSurroundings): MenuItemConstructorOptions[] {
  return [
    ...startOf(surroundings),
    ...menus.map(({ id, label, items }) => ({ id, label, submenu: items.flatMap((item) => createItem(item, surroundings)) })),
  ];
}

/** Before the page has told its own, and after it has died. */
export function createLeastTemplate(surroundings: MenuSurroundings): MenuItemConstructorOptions[] {
  const { platform, language } = surroundings;
  const text = textsIn(menuTexts, language);
  const leave: MenuItemConstructorOptions =
    platform === 'darwin' ? { role: 'close', label: text('close') } : { role: 'quit', label: text('quit') };
  return [...startOf(surroundings), { label: text('file'), submenu: [leave] }];
}

/** The application's own menu, which only macOS has. Electron's labels would be English. */
function startOf({ platform, language }: MenuSurroundings): MenuItemConstructorOptions[] {
  if (platform !== 'darwin') return [];
  const text = textsIn(menuTexts, language);
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const submenu: MenuItemConstructorOptions[] = [
    { role: 'about', label: text('about') },
    line,
    { role: 'services', label: text('services') },
    line,
    { role: 'hide', label: text('hide') },
    { role: 'hideOthers', label: text('hideOthers') },
    { role: 'unhide', label: text('showAll') },
    line,
    { role: 'quit', label: text('quitReceptive') },
  ];
  return [{ label: 'Receptive', submenu }];
}

function createItem(item: MenuItemDescription, surroundings: MenuSurroundings): MenuItemConstructorOptions[] {
  const { platform, isPackaged, choose } = surroundings;
  switch (item.kind) {
    case 'line':
      return [{ type: 'separator' }];
    case 'role': {
      if (item.role === 'toggleDevTools' && isPackaged) return [];
      if (item.role === 'quit' && platform === 'darwin') return []; // stands in the application's own menu there
      return [{ role: item.role, label: item.label, ...(item.id === undefined ? {} : { id: item.id }) }];
    }
    case 'submenu':
      return [{ label: item.label, submenu: item.items.flatMap((inner) => createItem(inner, surroundings)) }];
    case 'command': {
      const { id, label, isEnabled, isOn, isChoice, accelerator } = item;
      // macOS gives a menu its keys whatever is said here: those without Command would be taken from text fields
      const hasKey = accelerator !== undefined && (platform !== 'darwin' || accelerator.includes('CmdOrCtrl'));
      return [
        {
          id,
          label,
          enabled: isEnabled,
          ...(isOn === undefined ? {} : { type: isChoice === true ? ('radio' as const) : ('checkbox' as const), checked: isOn }),
          ...(hasKey ? { accelerator, registerAccelerator: false } : {}),
          click: () => choose(id),
        },
      ];
    }
  }
}
