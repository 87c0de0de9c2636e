// What is kept in the user's data folder: settings, the draft, the window's place. Damage never stops a start.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { minimumSize, placeWindow } from '../../../../electron/app/windows/window-state.ts';
import { createDraftFile } from '../../../../electron/host/files/draft.ts';
import { createSettingsStore, getDefaultWorkers } from '../../../../electron/host/files/settings.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'receptive-stored-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('settings', () => {
  const path = () => join(folder, 'settings.json');

  test('are, at first, a worker for each core but one, and the system’s theme', async () => {
    expect(await createSettingsStore(path(), 8).read()).toEqual({ workers: 7, availableWorkers: 8, theme: 'system', language: 'system' });
    expect([1, 2, 3].map(getDefaultWorkers)).toEqual([1, 1, 2]);
  });

  test('last until the next start, one changed at a time', async () => {
    const store = createSettingsStore(path(), 8);
    await store.change({ workers: 3 });
    expect(await store.change({ theme: 'dark' })).toEqual({ workers: 3, availableWorkers: 8, theme: 'dark', language: 'system' });
    expect(await createSettingsStore(path(), 8).read()).toEqual({ workers: 3, availableWorkers: 8, theme: 'dark', language: 'system' });
  });

  test('never ask for more workers than there are cores', async () => {
    await createSettingsStore(path(), 8).change({ workers: 8 });
    expect((await createSettingsStore(path(), 2).read()).workers).toBe(2);
  });

  test.each(['', '{', '[]', 'null', '7', '{"workers": "many"}', '{"workers": -1, "theme": "pink"}'])(
    'in a damaged file (%s) are the first ones',
    async (text) => {
      writeFileSync(path(), text);
      expect(await createSettingsStore(path(), 4).read()).toEqual({ workers: 3, availableWorkers: 4, theme: 'system', language: 'system' });
    },
  );

  test('of which one is damaged keep the other', async () => {
    writeFileSync(path(), '{"workers": 2, "theme": "pink"}');
    expect(await createSettingsStore(path(), 4).read()).toMatchObject({ workers: 2, theme: 'system' });
  });
});

describe('the draft', () => {
  const path = () => join(folder, 'draft.json');

  test('comes back as it was stored', async () => {
    const draft = { document: { nodes: [1, { a: null }] }, path: '/home/a/net.receptive.json', unsaved: true };
    await createDraftFile(path()).write(draft);
    expect(await createDraftFile(path()).read()).toEqual(draft);
  });

  test('is the newest one, however fast they came, and no temporary file is left', async () => {
    const file = createDraftFile(path());
    await Promise.all(Array.from({ length: 50 }, (_, index) => file.write({ document: index, unsaved: true })));
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toEqual({ document: 49, unsaved: true });
    expect(readdirSync(folder)).toEqual(['draft.json']);
  });

  test('is on the disk when settled, without anyone waiting for the write', async () => {
    const file = createDraftFile(path());
    void file.write({ document: 1, unsaved: true });
    void file.write({ document: 2, unsaved: false });
    await file.settled();
    expect(await createDraftFile(path()).read()).toEqual({ document: 2, unsaved: false });
  });

  test('that can’t be written is an error, and the next one is written again', async () => {
    const file = createDraftFile(join(folder, 'missing', 'draft.json'));
    await expect(file.write({ document: 1, unsaved: true })).rejects.toThrow();
    await expect(file.settled()).resolves.toBeUndefined();
    await expect(file.write({ document: 2, unsaved: true })).rejects.toThrow();
  });

  test('is none where there is no file or a damaged one', async () => {
    expect(await createDraftFile(path()).read()).toBeUndefined();
    writeFileSync(path(), '{"document":{},"unsav');
    expect(await createDraftFile(path()).read()).toBeUndefined();
  });
});

describe('the window', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };
  const second = { x: 1920, y: 0, width: 1280, height: 1024 };

  test('opens where it was, also on a second screen', () => {
    expect(placeWindow({ x: 2000, y: 50, width: 1000, height: 700, maximized: false }, [screen, second])).toEqual({
      x: 2000,
      y: 50,
      width: 1000,
      height: 700,
    });
  });

  test('is centred at its size when its screen is gone, or when its top edge can’t be reached', () => {
    for (const [x, y] of [
      [2000, 50],
      [100, 1060],
      [100, -300],
      [-990, 100],
    ] as const) {
      expect(placeWindow({ x, y, width: 1000, height: 700, maximized: false }, [screen])).toEqual({ width: 1000, height: 700 });
    }
  });

  test('is never larger than its screen nor smaller than is usable, and fits the first time', () => {
    expect(placeWindow({ width: 9000, height: 9000, maximized: false }, [screen])).toEqual({ width: 1920, height: 1080 });
    expect(placeWindow({ width: 10, height: 10, maximized: false }, [screen])).toEqual(minimumSize);
    expect(placeWindow(undefined, [{ ...screen, width: 1280, height: 800 }])).toEqual({ width: 1280, height: 800 });
    expect(placeWindow(undefined, [])).toEqual({ width: 1440, height: 900 });
  });
});
