// A menu in Electron's words: from what the page has described, or the least that a window needs while there is no page to ask.
import type { MenuItemConstructorOptions } from 'electron';
import type { MenuDescription, MenuItemDescription } from '../../../engine/protocol.ts';

export interface MenuSurroundings {
  readonly platform: NodeJS.Platform;
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

/** Before the page has told its own, and after it has died. Labels are Electron's. */
export function createLeastTemplate(surroundings: MenuSurroundings): MenuItemConstructorOptions[] {
  return [...startOf(surroundings), { role: 'fileMenu' }];
}

const startOf = ({ platform }: MenuSurroundings): MenuItemConstructorOptions[] => (platform === 'darwin' ? [{ role: 'appMenu' }] : []);

function createItem(item: MenuItemDescription, { platform, isPackaged, choose }: MenuSurroundings): MenuItemConstructorOptions[] {
  switch (item.kind) {
    case 'line':
      return [{ type: 'separator' }];
    case 'role': {
      if (item.role === 'toggleDevTools' && isPackaged) return [];
      if (item.role === 'quit' && platform === 'darwin') return []; // stands in the application's own menu there
      return [{ role: item.role, label: item.label, ...(item.id === undefined ? {} : { id: item.id }) }];
    }
    case 'command': {
      const { id, label, isEnabled, isOn, accelerator } = item;
      // macOS gives a menu its keys whatever is said here: those without Command would be taken from text fields
      const hasKey = accelerator !== undefined && (platform !== 'darwin' || accelerator.includes('CmdOrCtrl'));
      return [
        {
          id,
          label,
          enabled: isEnabled,
          ...(isOn === undefined ? {} : { type: 'checkbox' as const, checked: isOn }),
          ...(hasKey ? { accelerator, registerAccelerator: false } : {}),
          click: () => choose(id),
        },
      ];
    }
  }
}
