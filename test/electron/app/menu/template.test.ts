// The menu of the page's description, and what of a description is not taken.
import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { createLeastTemplate, createTemplate, type MenuSurroundings } from '../../../../electron/app/menu/template.ts';
import { commandSchemas, type MenuDescription, type MenuItemDescription } from '../../../../engine/protocol.ts';

const surroundings = (more: Partial<MenuSurroundings> = {}): MenuSurroundings => ({
  platform: 'linux',
  language: 'en',
  isPackaged: true,
  choose: () => undefined,
  ...more,
});
const menuOf = (...items: MenuItemDescription[]): MenuDescription[] => [{ id: 'file', label: '&File', items }];
const command = { kind: 'command', id: 'save', label: '&Save', isEnabled: true } as const;
const submenuOf = (items: MenuItemDescription[], more: Partial<MenuSurroundings> = {}) =>
  createTemplate(menuOf(...items), surroundings(more))
    .filter(({ id }) => id === 'file')
    .flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));

describe('the menu', () => {
  it('tells which item was chosen, and shows its key without taking it from the page', () => {
    const choose = vi.fn();
    const [item] = submenuOf([{ ...command, accelerator: 'CmdOrCtrl+S', isEnabled: false }], { choose });
    expect(item).toMatchObject({ id: 'save', enabled: false, accelerator: 'CmdOrCtrl+S', registerAccelerator: false });
    if (item?.click !== undefined) (item.click as () => void)();
    expect(choose).toHaveBeenCalledWith('save');
  });

  it('keeps keys without Command from macOS, which would take them from text fields', () => {
    const items = [
      { ...command, accelerator: 'Delete' },
      { ...command, accelerator: 'CmdOrCtrl+D' },
    ];
    expect(submenuOf(items, { platform: 'darwin' }).map(({ accelerator }) => accelerator)).toEqual([undefined, 'CmdOrCtrl+D']);
  });

  it('has roles, lines and switches; developer tools only outside the product, and Quit where the system wants it', () => {
    const items: MenuItemDescription[] = [
      { kind: 'role', role: 'copy', id: 'copy', label: 'Copy' },
      { kind: 'line' },
      { ...command, isOn: true },
      { ...command, isOn: false, isChoice: true },
      { kind: 'role', role: 'toggleDevTools', label: 'Tools' },
      { kind: 'role', role: 'quit', label: 'Quit' },
    ];
    expect(submenuOf(items)).toMatchObject([
      { role: 'copy', id: 'copy' },
      { type: 'separator' },
      { type: 'checkbox', checked: true },
      { type: 'radio', checked: false },
      { role: 'quit' },
    ]);
    const roles = (more: Partial<MenuSurroundings>) => submenuOf(items, more).flatMap(({ role }) => role ?? []);
    expect(roles({ isPackaged: false })).toEqual(['copy', 'toggleDevTools', 'quit']);
    expect(roles({ platform: 'darwin' })).toEqual(['copy']);
  });

  it('has menus within it, whose items tell of themselves alike', () => {
    const choose = vi.fn();
    const [within] = submenuOf([{ kind: 'submenu', label: '&New from', items: [command, { ...command, id: 'other', isEnabled: false }] }], {
      choose,
    });
    expect(within).toMatchObject({ label: '&New from', submenu: [{ id: 'save' }, { id: 'other', enabled: false }] });
    const [first] = Array.isArray(within?.submenu) ? within.submenu : [];
    if (first?.click !== undefined) (first.click as () => void)();
    expect(choose).toHaveBeenCalledExactlyOnceWith('save');
  });

  it('can be left by, before there is a page', () => {
    expect(createLeastTemplate(surroundings())).toEqual([{ label: '&File', submenu: [{ role: 'quit', label: 'Quit' }] }]);
  });

  it('is in the language of the person where the page has said nothing, the application’s own menu of macOS too', () => {
    const labels = (items: readonly MenuItemConstructorOptions[]): string[] =>
      items.flatMap(({ label, submenu }) => [...(label === undefined ? [] : [label]), ...(Array.isArray(submenu) ? labels(submenu) : [])]);
    const template = createLeastTemplate(surroundings({ platform: 'darwin', language: 'zh' }));
    expect(template).toMatchObject([{ label: 'Receptive' }, { label: '文件(&F)', submenu: [{ role: 'close' }] }]);
    expect(labels(template).filter((label) => label !== 'Receptive' && !/\p{Script=Han}/u.test(label))).toEqual([]);
    const roles = (items: readonly MenuItemConstructorOptions[]): string[] =>
      items.flatMap(({ role, label, submenu }) => [...(role && !label ? [role] : []), ...(Array.isArray(submenu) ? roles(submenu) : [])]);
    expect(roles(template)).toEqual([]);
  });
});

describe('of what the page describes', () => {
  const take = (menus: unknown): boolean => commandSchemas.setMenu.safeParse({ menus }).success;

  it('a menu is taken', () => {
    expect(take(menuOf(command, { kind: 'line' }))).toBe(true);
  });

  it.each([
    ['no menu', []],
    ['a menu without items', [{ id: 'file', label: 'File', items: [] }]],
    ['more items than anybody reads', menuOf(...Array.from({ length: 101 }, () => command))],
    ['a role that it may not give', menuOf({ kind: 'role', role: 'reload', label: 'Reload' } as never)],
    ['a key that is none', menuOf({ ...command, accelerator: 'Hyper+Q' })],
    ['a menu within without items', menuOf({ kind: 'submenu', label: 'More', items: [] })],
    [
      'a menu within a menu within',
      menuOf({ kind: 'submenu', label: 'More', items: [{ kind: 'submenu', label: 'x', items: [command] }] } as never),
    ],
    ['a label without end', menuOf({ ...command, label: 'a'.repeat(201) })],
    ['an id of other signs', menuOf({ ...command, id: '../save' })],
    ['more than belongs to an item', menuOf({ ...command, click: 'run()' } as never)],
  ])('%s is refused', (_what, menus) => {
    expect(take(menus)).toBe(false);
  });
});
