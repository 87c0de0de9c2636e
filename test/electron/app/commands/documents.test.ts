// Opening and saving documents through the window's commands: what is wrong is said, nothing half is ever written.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDocumentCommands, getFileName, withExtension } from '../../../../electron/app/commands/documents.ts';
import type { Dialogs } from '../../../../electron/app/windows/dialogs.ts';
import { createDraftFile } from '../../../../electron/host/files/draft.ts';
import { createNetwork } from '../../../helpers/small-values.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'receptive-documents-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Dialogs in which the person chooses this path, or cancels. */
function choose(path: string | undefined): Dialogs {
  return { openFile: vi.fn(async () => path), openFolder: vi.fn(async () => path), saveFile: vi.fn(async () => path) };
}

function createCommands(dialogs: Dialogs = choose(undefined)) {
  return createDocumentCommands(dialogs, createDraftFile(join(folder, 'draft.json')));
}

describe('a document', () => {
  test('that was saved opens again as it was, by the dialog and by its path', async () => {
    const path = join(folder, 'net.receptive.json');
    const commands = createCommands(choose(path));
    const saved = await commands.saveDocument({ document: createNetwork({}) });
    expect(saved).toEqual({ kind: 'saved', path });
    const opened = await commands.openDocument({});
    expect(opened).toMatchObject({ kind: 'opened', path, document: { name: 'sample', nodes: [{ id: 'input' }, { id: 'flatten' }] } });
    expect(await commands.openDocument({ path })).toEqual(opened);
    expect(readdirSync(folder)).toEqual(['net.receptive.json']);
  });

  test('is saved where it came from without asking', async () => {
    const dialogs = choose(undefined);
    const path = join(folder, 'known.receptive.json');
    expect(await createCommands(dialogs).saveDocument({ document: createNetwork({}), path })).toEqual({ kind: 'saved', path });
    expect(dialogs.saveFile).not.toHaveBeenCalled();
  });

  test('gets its extension where the person typed none, and its name is suggested', async () => {
    const dialogs = choose(join(folder, 'net'));
    const saved = await createCommands(dialogs).saveDocument({ document: createNetwork({}) });
    expect(saved).toEqual({ kind: 'saved', path: join(folder, 'net.receptive.json') });
    expect(vi.mocked(dialogs.saveFile).mock.calls[0]?.[1]).toBe('sample.receptive.json');
  });

  test('stays as it is when the person cancels', async () => {
    expect(await createCommands().openDocument({})).toEqual({ kind: 'cancelled' });
    expect(await createCommands().saveDocument({ document: createNetwork({}) })).toEqual({ kind: 'cancelled' });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a file that is no document', () => {
  test.each([
    ['no JSON', '{"format": '],
    ['empty', ''],
    ['JSON of another kind', '[1, 2, 3]'],
    [
      'a document of a layer that does not exist',
      JSON.stringify({ ...createNetwork({}), edges: [], nodes: [{ id: 'a', type: 'magic', parameters: {}, position: { x: 0, y: 0 } }] }),
    ],
    ['a later version', JSON.stringify({ ...createNetwork({}), version: 99 })],
  ])('(%s) is refused with a diagnostic', async (_, text) => {
    const path = join(folder, 'broken.receptive.json');
    writeFileSync(path, text);
    expect(await createCommands().openDocument({ path })).toMatchObject({
      kind: 'failed',
      diagnostics: [{ severity: 'error', id: expect.any(String) }],
    });
  });

  test('(missing, a folder, too large) is refused with a diagnostic', async () => {
    const large = join(folder, 'large.json');
    writeFileSync(large, Buffer.alloc(20 * 1024 * 1024 + 1, ' '));
    for (const path of [join(folder, 'missing.json'), folder, large]) {
      expect(await createCommands().openDocument({ path }), path).toMatchObject({ kind: 'failed', diagnostics: [{ severity: 'error' }] });
    }
  });
});

test('what is no document is not saved: the file stays as it was', async () => {
  const path = join(folder, 'net.receptive.json');
  writeFileSync(path, 'before');
  expect(await createCommands().saveDocument({ document: { format: 'other' }, path })).toMatchObject({ kind: 'failed' });
  expect(readFileSync(path, 'utf8')).toBe('before');
});

test('a place that can’t be written to is said, and no temporary file stays', async () => {
  const path = join(folder, 'taken.json');
  mkdirSync(path);
  expect(await createCommands().saveDocument({ document: createNetwork({}), path })).toMatchObject({
    kind: 'failed',
    diagnostics: [{ path }],
  });
  expect(readdirSync(folder)).toEqual(['taken.json']);
});

test('the draft comes back through its commands, and is none at first', async () => {
  expect(await createCommands().readDraft({})).toEqual({ kind: 'none' });
  await createCommands().storeDraft({ document: { nodes: [] }, unsaved: true, path: '/a.receptive.json' });
  expect(await createCommands().readDraft({})).toEqual({
    kind: 'draft',
    document: { nodes: [] },
    path: '/a.receptive.json',
    unsaved: true,
  });
});

test('a name becomes a file name that every system takes', () => {
  expect(['LeNet', ' a/b\\c:d ', '../../etc', '', '...', 'Größe 2'].map(getFileName)).toEqual([
    'LeNet',
    'a-b-c-d',
    '-..-etc',
    'network',
    'network',
    'Größe 2',
  ]);
  expect(getFileName('x'.repeat(500))).toHaveLength(100);
  expect([withExtension('/a/b', '.receptive.json'), withExtension('/a/b.JSON', '.receptive.json')]).toEqual([
    '/a/b.receptive.json',
    '/a/b.JSON',
  ]);
});
