// What the palette of commands lists for what is typed.
import { describe, expect, it } from 'vitest';
import type { Language } from '../../engine/base/messages.ts';
import { allCommands, followedByCommands } from '../../renderer/app/commands.ts';
import { collectEntries, type PaletteWords, searchEntries } from '../../renderer/commands/palette/search.ts';
import { provideCommands, registryStore } from '../../renderer/commands/registry.ts';

const words: PaletteWords = { headingOf: (menu) => menu, recent: 'lately' };

function search(typed: string, language: Language = 'en', recent: readonly string[] = []) {
  provideCommands(allCommands, followedByCommands)();
  const { commands, states } = registryStore.getState();
  return searchEntries(collectEntries(commands.values(), states, language, words), typed, recent, words);
}
const first = (typed: string, language?: Language): string | undefined => search(typed, language)[0]?.entries[0]?.id;

describe('the palette', () => {
  it('finds a command by the beginning of its words, by letters in their order, and by other words for it', () => {
    expect(['train', 'eval', 'zoom sel', 'svas', 'abort', 'dark'].map((typed) => first(typed))).toEqual([
      'train',
      'evaluate',
      'fit-selection',
      'save-as',
      'stop',
      'theme-dark',
    ]);
  });

  it('finds it in Chinese and, in a Chinese window, in English as well', () => {
    expect([first('训练', 'zh'), first('train', 'zh'), first('停止', 'zh'), first('深色', 'zh'), first('深色', 'en')]).toEqual([
      'train',
      'train',
      'stop',
      'theme-dark',
      'theme-dark',
    ]);
    expect(search('撤', 'zh')[0]?.entries[0]).toMatchObject({ id: 'undo', title: '撤销', reason: '没有可撤销的操作' });
  });

  it.each(['en', 'zh'] as const)('finds a language by its name in either one, whichever the window speaks (%s)', (language) => {
    const found = (typed: string): string | undefined => first(typed, language);
    expect(['english', '英文', 'chinese', '中文', '简体'].map(found)).toEqual([
      'language-en',
      'language-en',
      'language-zh',
      'language-zh',
      'language-zh',
    ]);
    for (const typed of ['language', '语言']) {
      const ids = search(typed, language)[0]?.entries.map(({ id }) => id);
      expect(ids?.slice(0, 3).sort(), typed).toEqual(['language-en', 'language-system', 'language-zh']);
    }
  });

  it('offers layers and templates', () => {
    expect(first('dropout')).toBe('layer:dropout');
    expect(first('lenet')).toBe('template:lenet');
    expect([first('resnet'), first('auto-enc'), first('无监督', 'en')]).toEqual([
      'template:residual',
      'template:auto-encoder',
      'template:auto-encoder',
    ]);
  });

  it('finds nothing for what is no name, and says why what it finds can’t be done', () => {
    expect(search('qqqxyz')).toEqual([]);
    expect(search('stop')[0]?.entries[0]).toMatchObject({ id: 'stop', reason: 'no run is under way', shortcut: 'Ctrl+.' });
  });

  it('lists all by menu while nothing is typed, what was used lately before it, and of equals the one used lately', () => {
    const groups = search('', 'en', ['fit', 'train', 'gone']);
    expect(groups.map(({ heading }) => heading)).toEqual(['lately', 'file', 'Templates', 'edit', 'view', 'layers', 'training', 'help']);
    expect(groups[0]?.entries.map(({ id }) => id)).toEqual(['fit', 'train']);
    const ids = groups.flatMap(({ entries }) => entries.map(({ id }) => id));
    expect([...ids].sort()).toEqual(allCommands.map(({ id }) => id).sort());
  });
});
