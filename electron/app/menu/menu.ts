// The application menu: short, with the usual shortcuts. Its items tell the window what was chosen; the window does it, so
// that a menu item and the window's own button are one thing.
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { WindowEvent } from '../../../engine/protocol.ts';

export type MenuItemName = Extract<WindowEvent, { kind: 'menu' }>['item'];

export function createMenu(choose: (item: MenuItemName) => void): Menu {
  const item = (id: MenuItemName, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    id,
    label,
    click: () => choose(id),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const application: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  return Menu.buildFromTemplate([
    ...application,
    {
      label: '&File',
      submenu: [
        item('new', '&New', 'CmdOrCtrl+N'),
        item('open', '&Open…', 'CmdOrCtrl+O'),
        separator,
        item('save', '&Save', 'CmdOrCtrl+S'),
        item('save-as', 'Save &As…', 'CmdOrCtrl+Shift+S'),
        separator,
        item('open-images', 'Open &Images…', 'CmdOrCtrl+I'),
        item('export', '&Export Model…', 'CmdOrCtrl+E'),
        ...(process.platform === 'darwin' ? [] : [separator, { role: 'quit' } as const]),
      ],
    },
    {
      label: '&Edit',
      submenu: [
        item('undo', '&Undo', 'CmdOrCtrl+Z'),
        item('redo', '&Redo', process.platform === 'win32' ? 'Ctrl+Y' : 'CmdOrCtrl+Shift+Z'),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        item('select-all', 'Select &All', 'CmdOrCtrl+A'),
      ],
    },
    {
      label: '&View',
      submenu: [
        item('toggle-theme', 'Change the &Theme', 'CmdOrCtrl+Shift+L'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [separator, { role: 'toggleDevTools' } as const]),
      ],
    },
  ]);
}
