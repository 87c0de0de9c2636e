// Files written all or nothing and read within bounds. Permissions can't be tested as root, who has them all.

import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turnEventLoop } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeUnfinishedFiles, tryWriting, writeFileAtomically } from '../../../../electron/host/files/atomic-write.ts';
import { readJsonFile, readTextFile } from '../../../../electron/host/files/read.ts';
import { diagnoseFileError } from '../../../../electron/host/files/system-errors.ts';
import { inEnglish } from '../../../helpers/in-english.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'receptive-files-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('writing a file', () => {
  it('creates it, replaces it, and leaves nothing else behind', async () => {
    const own = join(folder, 'own');
    mkdirSync(own);
    const path = join(own, 'model.json');
    await writeFileAtomically(path, 'first');
    await writeFileAtomically(path, new TextEncoder().encode('second'));
    expect(readFileSync(path, 'utf8')).toBe('second');
    expect(readdirSync(own)).toEqual(['model.json']);
  });

  it('keeps the former content and cleans up where it fails', async () => {
    const own = join(folder, 'failing');
    mkdirSync(join(own, 'taken', 'inside'), { recursive: true });
    await expect(writeFileAtomically(join(own, 'taken'), 'text')).rejects.toMatchObject({
      code: expect.stringMatching(/EISDIR|ENOTEMPTY|EEXIST|EPERM/),
    });
    await expect(writeFileAtomically(join(own, 'missing', 'file'), 'text')).rejects.toMatchObject({ code: 'ENOENT' });
    expect(readdirSync(own)).toEqual(['taken']);
  });

  it('writes what a link points to, and keeps the mode', async () => {
    const target = join(folder, 'target.json');
    const link = join(folder, 'link.json');
    writeFileSync(target, 'old');
    chmodSync(target, 0o640);
    symlinkSync(target, link);
    await writeFileAtomically(link, 'new');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(target, 'utf8')).toBe('new');
    expect(statSync(target).mode & 0o777).toBe(0o640);
  });

  it('refuses what is there and no file, which the rename would replace', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const write of [() => writeFileAtomically(pipe, 'text'), () => tryWriting(pipe)]) {
      const error = await write().catch((reason: unknown) => reason);
      expect(diagnoseFileError(error, pipe)).toMatchObject({ id: 'not-a-file', values: { kind: 'device' } });
    }
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  });

  it('takes names as long as the system does', async () => {
    const path = join(folder, 'n'.repeat(250));
    await tryWriting(path);
    await writeFileAtomically(path, 'text');
    expect(readFileSync(path, 'utf8')).toBe('text');
    await expect(tryWriting(join(folder, 'n'.repeat(300)))).rejects.toMatchObject({ code: 'ENAMETOOLONG' });
  });

  it('can be tried beforehand, and leaves nothing', async () => {
    const own = join(folder, 'tried');
    mkdirSync(own);
    writeFileSync(join(own, 'file'), 'kept');
    await tryWriting(join(own, 'file'));
    await tryWriting(join(own, 'new'));
    await expect(tryWriting(join(own, 'file', 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
    await expect(tryWriting(own)).rejects.toMatchObject({ code: 'EISDIR' });
    expect([readdirSync(own), readFileSync(join(own, 'file'), 'utf8')]).toEqual([['file'], 'kept']);
  });

  it('has whole content at every moment for those who read while others write', async () => {
    const path = join(folder, 'busy.json');
    const texts = ['a', 'b'].map((letter) => letter.repeat(200_000));
    await writeFileAtomically(path, texts[0] ?? '');
    const writing = Promise.all(Array.from({ length: 20 }, (_, turn) => writeFileAtomically(path, texts[turn % 2] ?? '')));
    for (let turn = 0; turn < 50; turn++) {
      const read = await readTextFile(path, 1e6);
      expect(read.ok && texts.includes(read.value)).toBe(true);
    }
    await writing;
  });
});

it('what is being written when a process ends at once is left nowhere', async () => {
  const own = join(folder, 'ending');
  mkdirSync(own);
  const writing = writeFileAtomically(join(own, 'model.json'), 'x'.repeat(8_000_000));
  // each turn of the event loop brings the writing one step further at most: the file is seen before it is whole
  while (readdirSync(own).length === 0) await turnEventLoop();
  expect(readdirSync(own)).not.toContain('model.json');
  removeUnfinishedFiles();
  expect(readdirSync(own)).toEqual([]);
  await expect(writing).rejects.toMatchObject({ code: 'ENOENT' });
});

describe('a place to write to', () => {
  it.each([
    ['a folder', () => folder, 'not-a-file'],
    ['a device', () => '/dev/null', 'not-a-file'],
    ['a missing folder', () => join(folder, 'none', 'm.json'), 'file-missing'],
  ])('is refused where it is %s, by trying and by writing', async (_, prepare, id) => {
    const path = prepare();
    // one after the other: a refusal that nobody awaits yet would be an unhandled one
    for (const attempt of [tryWriting, (target: string) => writeFileAtomically(target, 'x')]) {
      const error: unknown = await attempt(path).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(diagnoseFileError(error, path)).toMatchObject({ id, path });
    }
  });
});

describe('reading a file', () => {
  const write = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  it('gives its text without a byte-order mark', async () => {
    expect(await readTextFile(write('bom.txt', '\uFEFFGröße'), 100)).toMatchObject({ ok: true, value: 'Größe' });
  });

  it.each([
    ['one byte too many', () => write('large.json', 'x'.repeat(101)), 'file-too-large'],
    ['no file at all', () => join(folder, 'none.json'), 'file-missing'],
    ['a folder', () => folder, 'not-a-file'],
    ['a device without end', () => '/dev/zero', 'not-a-file'],
    ['bytes that are no text', () => write('binary.json', Uint8Array.of(0x7b, 0xff, 0xfe)), 'not-text'],
    ['an empty file', () => write('empty.json', ''), 'not-json'],
    ['half a file', () => write('half.json', '{"a": [1, 2'), 'not-json'],
  ])('refuses %s with its path and what to do', async (_, prepare, id) => {
    const path = prepare();
    const read = await readJsonFile(path, 100);
    expect(read).toMatchObject({ ok: false, diagnostics: [{ id, path, severity: 'error' }] });
    expect(read.diagnostics.map(inEnglish)[0]?.fix?.label.length).toBeGreaterThan(4);
  });

  it('says why the system refused', () => {
    expect(diagnoseFileError(Object.assign(new Error(), { code: 'ENOSPC' }), 'm.json')).toMatchObject({
      id: 'disk-full',
      values: { code: 'ENOSPC' },
    });
    expect(diagnoseFileError('odd', 'm.json')).toMatchObject({ id: 'file-unreadable', values: { code: 'odd' } });
  });
});
