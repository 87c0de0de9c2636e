// The application menu as the page describes it: complete, readable by the main process, in the window's language.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CommandInput, commandSchemas, type MenuDescription } from '../../engine/protocol.ts';
import { allCommands, followedByCommands } from '../../renderer/app/commands.ts';
import type { Command } from '../../renderer/commands/command.ts';
import { keepMenu, menuDelayMilliseconds } from '../../renderer/commands/keep-menu.ts';
import { describeMenus } from '../../renderer/commands/menu-description.ts';
import { provideCommands, registryStore } from '../../renderer/commands/registry.ts';
import { addLayerAt } from '../../renderer/document/edit.ts';
import { settingsStore } from '../../renderer/settings/settings.ts';
import { type AskedCommand, connectFakeBridge } from './fake-bridge.ts';

const describeAll = (language: 'en' | 'zh'): MenuDescription[] => {
  const { commands, states } = registryStore.getState();
  return describeMenus(commands.values(), states, language);
};
/** With those of menus within. */
const itemsOf = (menus: readonly MenuDescription[]) =>
  menus.flatMap(({ items }) => items).flatMap((item) => (item.kind === 'submenu' ? item.items : [item]));
const readLabel = (label: string): string => label.replaceAll(/&(.)/g, '$1');

let end: () => void;
beforeEach(() => {
  settingsStore.setState({ language: 'en' });
  end = provideCommands(allCommands, followedByCommands);
});
afterEach(() => {
  end();
  vi.useRealTimers();
});

describe('the menu', () => {
  it.each(['en', 'zh'] as const)('has every command once, and is one that the main process takes (%s)', (language) => {
    const menus = describeAll(language);
    expect(commandSchemas.setMenu.parse({ menus })).toEqual({ menus });
    const ids = itemsOf(menus).flatMap((item) => (item.kind === 'line' || item.id === undefined ? [] : [item.id]));
    for (const id of allCommands.map((command) => command.id))
      expect(
        ids.filter((other) => other === id),
        id,
      ).toEqual([id]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has the templates in a menu within, by their names, with letters of their own', () => {
    const file = describeAll('en').find(({ id }) => id === 'file');
    const within = file?.items.find((item) => item.kind === 'submenu');
    expect(readLabel(within?.label ?? '')).toBe('New from a template');
    expect(within?.items.map(({ id, label }) => [id, label])).toEqual([
      ['template:lenet', '&LeNet'],
      ['template:all-convolutional', '&All-convolutional'],
      ['template:auto-encoder', 'Auto-&encoder'],
      ['template:residual', '&Residual'],
      ['template:vgg-small', '&Small VGG'],
    ]);
  });

  it('gathers in a menu within what stands side by side there, not what another part or command sets apart', () => {
    const command = (id: string, part: number, submenu?: string): Command => ({
      id,
      title: id,
      place: { menu: 'edit', part, ...(submenu === undefined ? {} : { submenu }) },
      run: () => undefined,
    });
    end();
    end = provideCommands(
      [command('a', 1, 'more'), command('b', 1, 'more'), command('c', 1), command('d', 1, 'more'), command('e', 2, 'more')],
      [],
    );
    const [menu] = describeAll('en');
    const shown = menu?.items.map((item) => {
      if (item.kind === 'submenu') return item.items.map(({ id }) => id);
      return item.kind === 'command' ? item.id : item.kind;
    });
    expect(shown).toEqual([['a', 'b'], 'c', ['d'], 'line', ['e']]);
  });

  it('speaks Chinese where that is the language', () => {
    const menus = describeAll('zh');
    const items = itemsOf(menus).flatMap((item) => ('label' in item ? [item] : []));
    // some layers and templates are called alike in both languages
    const labels = [...menus, ...items.filter(({ id = '' }) => !/^(layer|template):/.test(id))].map(({ label }) => label);
    for (const label of labels) expect(label).toMatch(/\p{Script=Han}/u);
    expect(items.find(({ id }) => id === 'layer:dense')?.label).toBe('全连接');
  });

  it('gives each item of a menu a letter of its own, as far as letters go', () => {
    for (const { id, items } of describeAll('en')) {
      const letters = items.flatMap((item) => ('label' in item ? (/&([^&])/.exec(item.label)?.[1]?.toLowerCase() ?? []) : []));
      expect(letters.length, id).toBeGreaterThan(0);
      expect(new Set(letters).size, id).toBe(letters.length);
    }
  });

  it.each([
    ['en', ['Language: as the system (跟随系统)', 'Language: English', 'Language: 简体中文'], ['Theme: light', 'Theme: dark']],
    ['zh', ['语言：跟随系统（as the system）', '语言：English', '语言：简体中文'], ['主题：浅色', '主题：深色']],
  ] as const)(
    'offers languages as a part of their own, each to be recognised in any language, and themes (%s)',
    async (language, languages, themes) => {
      settingsStore.setState({ language, theme: 'dark' });
      await Promise.resolve(); // the registry looks behind all changes of one moment
      const view = describeAll(language).find(({ id }) => id === 'view')?.items ?? [];
      const start = view.findIndex((item) => item.kind === 'command' && item.id === 'language-system');
      expect([view[start - 1]?.kind, view[start + 3]?.kind]).toEqual(['line', 'line']);
      const choices = view.slice(start, start + 3).flatMap((item) => (item.kind === 'command' ? [item] : []));
      expect(choices.map(({ label }) => readLabel(label))).toEqual(languages);
      expect(choices.map(({ id, isOn, isChoice }) => [id, isOn, isChoice])).toEqual([
        ['language-system', false, true],
        ['language-en', language === 'en', true],
        ['language-zh', language === 'zh', true],
      ]);
      const shown = view.flatMap((item) => (item.kind === 'command' && item.id.startsWith('theme-') ? [item] : []));
      expect(shown.map(({ label }) => readLabel(label)).slice(1)).toEqual(themes);
      expect(shown.map(({ isOn }) => isOn)).toEqual([false, false, true]);
      settingsStore.setState({ theme: 'system' });
    },
  );

  it('sets parts apart by lines, greys out what can’t be done, and shows what is on', () => {
    const command = (id: string, part: number, more: Partial<Command> = {}): Command => ({
      id,
      title: `R&D ${id}`,
      place: { menu: 'edit', part },
      run: () => undefined,
      ...more,
    });
    end();
    end = provideCommands([command('b', 2, { reason: () => 'no' }), command('a', 1, { isOn: () => true }), command('c', 2)], []);
    const [menu] = describeAll('en');
    expect(menu?.items.map((item) => (item.kind === 'command' ? [item.id, item.isEnabled, item.isOn] : item.kind))).toEqual([
      ['a', true, true],
      'line',
      ['b', false, undefined],
      ['c', true, undefined],
    ]);
    expect(menu?.items.flatMap((item) => ('label' in item ? [item.label] : []))).toEqual(['&R&&D a', 'R&&&D b', 'R&&D &c']);
  });
});

describe('the main process', () => {
  const menusOf = ({ input }: AskedCommand): MenuDescription[] => (input as CommandInput<'setMenu'>).menus;

  it('is told the menu at the start, and again when something in it has changed, not more often', async () => {
    vi.useFakeTimers();
    const asked = connectFakeBridge({ setMenu: { kind: 'done' } });
    const endKeeping = keepMenu();
    expect(asked).toHaveLength(1);
    settingsStore.setState({ workers: 3 });
    await vi.advanceTimersByTimeAsync(menuDelayMilliseconds);
    expect(asked).toHaveLength(1);

    addLayerAt('input', { x: 0, y: 0 });
    addLayerAt('input', { x: 0, y: 200 });
    await vi.advanceTimersByTimeAsync(menuDelayMilliseconds);
    expect(asked).toHaveLength(2);
    const arrange = itemsOf(menusOf(asked[1] as AskedCommand)).find((item) => item.kind === 'command' && item.id === 'arrange');
    expect(arrange).toMatchObject({ isEnabled: true });

    settingsStore.setState({ language: 'zh' });
    await vi.advanceTimersByTimeAsync(menuDelayMilliseconds);
    expect(menusOf(asked[2] as AskedCommand).map(({ label }) => readLabel(label))[0]).toBe('文件(F)');
    endKeeping();
  });
});
