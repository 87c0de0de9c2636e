import { describe, expect, it } from 'vitest';
import { plural } from '../../engine/base/numbers.ts';
import { allCommands } from '../../renderer/app/commands.ts';
import { formatShortcut, matchesShortcut, toAccelerator } from '../../renderer/commands/shortcut.ts';
import { chooseSpread } from '../../renderer/data/choose-spread.ts';
import { formatDuration, formatProgress, formatShortCount, formatValue } from '../../renderer/i18n/numbers.ts';

const press = (key: string, modifiers: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...modifiers,
});

describe('shortcuts', () => {
  it('tell Undo from Redo, and Control from Command', () => {
    expect(matchesShortcut(press('z', { ctrlKey: true }), 'Mod+Z', false)).toBe(true);
    expect(matchesShortcut(press('Z', { ctrlKey: true, shiftKey: true }), 'Mod+Z', false)).toBe(false);
    expect(matchesShortcut(press('Z', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+Z', false)).toBe(true);
    expect(matchesShortcut(press('z', { metaKey: true }), 'Mod+Z', false)).toBe(false);
    expect(matchesShortcut(press('z', { metaKey: true }), 'Mod+Z', true)).toBe(true);
    expect(matchesShortcut(press('?', { shiftKey: true }), '?', false)).toBe(true);
    expect(matchesShortcut(press('+', { shiftKey: true }), '+', false)).toBe(true);
    expect(matchesShortcut(press('Delete', { ctrlKey: true }), 'Delete', false)).toBe(false);
  });

  it('are written as the system writes them', () => {
    expect(formatShortcut('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z');
    expect(formatShortcut('Mod+Shift+Z', true)).toBe('⌘⇧Z');
    expect([formatShortcut('+', false), formatShortcut('+', true)]).toEqual(['+', '+']);
  });

  it('are written in menus as Electron reads them', () => {
    expect(['Mod+Shift+Z', '+', 'F1', 'Mod+.'].map(toAccelerator)).toEqual(['CmdOrCtrl+Shift+Z', 'Plus', 'F1', 'CmdOrCtrl+.']);
  });

  it('are each used once', () => {
    const all = allCommands.flatMap(({ shortcut, alternatives = [] }) => [...(shortcut === undefined ? [] : [shortcut]), ...alternatives]);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('images to choose from', () => {
  it('show every class, spread over it', () => {
    expect(chooseSpread([4, 4], 4)).toEqual([0, 2, 4, 6]);
    expect(chooseSpread([1, 0, 9], 6)).toEqual([0, 1, 4, 7]);
    expect(chooseSpread([9], 4)).toEqual([0, 2, 4, 6]);
    expect(chooseSpread([4], 24)).toEqual([0, 1, 2, 3]);
    expect(chooseSpread([0, 0], 6)).toEqual([]);
    expect(
      chooseSpread(
        Array.from({ length: 40 }, () => 3),
        24,
      ),
    ).toHaveLength(24);
  });
});

describe('numbers', () => {
  it('read well', () => {
    expect([formatShortCount(999), formatShortCount(61706), formatShortCount(2_500_000)]).toEqual(['999', '61.7 k', '2.5 M']);
    expect([0, 75, 3700].map((seconds) => formatDuration(seconds, 'en'))).toEqual(['0:00', '1:15', '1:01:40']);
    expect([formatDuration(1_000_000, 'en'), formatDuration(1_000_000, 'zh')]).toEqual(['11 days', '11 天']);
    expect([formatProgress(12, 3000, 'en'), formatProgress(12, 3000, 'zh')]).toEqual(['12 of 3,000', '12 / 3,000']);
    expect([formatValue(0.12345), formatValue(0.00001), formatValue(0)]).toEqual(['0.123', '1.0e-5', '0']);
    expect([plural(1, 'layer'), plural(2, 'layer')]).toEqual(['1 layer', '2 layers']);
  });
});
