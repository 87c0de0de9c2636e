// The runtime's preparation, on small samples: unpacking, fuses, and which runtime is taken.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { projectPath } from '../../build/paths.ts';
import { setFuses } from '../../build/runtime/fuses.ts';
import { unzip } from '../../build/runtime/unzip.ts';
import { findRuntime } from '../../build/runtime.ts';
import { makeZip } from './zip-sample.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'receptive-runtime-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('unzip', () => {
  const unpack = async (zip: Buffer, getTarget = (name: string): string | null => name): Promise<void> => {
    writeFileSync(join(folder, 'a.zip'), zip);
    await unzip(join(folder, 'a.zip'), join(folder, 'out'), getTarget);
  };

  test('writes packed, stored and empty files with their executable bit, renames and leaves out', async () => {
    const zip = makeZip([
      { name: 'root/', mode: 0o40755 },
      { name: 'root/bin', content: 'x'.repeat(100_000), mode: 0o100755 },
      { name: 'root/deep/stored', content: 'as it is', stored: true },
      { name: 'root/empty' },
      { name: 'root/unwanted', content: 'no' },
    ]);
    await unpack(zip, (name) => (name.endsWith('unwanted') ? null : name.replace('root/bin', 'electron').replace('root/', '')));
    expect(readFileSync(join(folder, 'out', 'electron'), 'utf8')).toBe('x'.repeat(100_000));
    expect(statSync(join(folder, 'out', 'electron')).mode & 0o111).toBe(0o111);
    expect(statSync(join(folder, 'out', 'deep', 'stored')).mode & 0o111).toBe(0);
    expect(readFileSync(join(folder, 'out', 'deep', 'stored'), 'utf8')).toBe('as it is');
    expect(statSync(join(folder, 'out', 'empty')).size).toBe(0);
    expect(existsSync(join(folder, 'out', 'unwanted'))).toBe(false);
  });

  test.each([
    ['a path out of the folder', makeZip([{ name: '../outside', content: 'x' }]), 'points outside'],
    ['a link', makeZip([{ name: 'link', content: '/etc/passwd', mode: 0o120777 }]), 'links are not supported'],
    ['a file of another size than promised', makeZip([{ name: 'short', content: 'abc', claimedSize: 4 }]), 'expected 4'],
    ['something that is no archive', Buffer.from('<html>not found</html>'), 'expected a zip archive'],
  ])('refuses %s', async (_, zip, message) => {
    await expect(unpack(zip)).rejects.toThrow(message);
    expect(existsSync(join(folder, 'outside'))).toBe(false);
  });
});

describe('setFuses', () => {
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
  const write = (...parts: readonly string[]): string => {
    const file = join(folder, 'electron');
    writeFileSync(file, Buffer.concat(parts.map((part) => Buffer.from(part, 'latin1'))));
    return file;
  };

  test('changes the named fuses and nothing else, also where the sentinel lies across two reads', async () => {
    const before = 'x'.repeat((1 << 24) - 10);
    const file = write(before, sentinel, '\x01\x08', '01110011', 'after');
    await setFuses(file, [
      { index: 3, enabled: false },
      { index: 5, enabled: true },
    ]);
    expect(readFileSync(file, 'latin1').slice(before.length)).toBe(`${sentinel}\x01\x0801100111after`);
  });

  test.each([
    ['no executable of Electron', ['nothing here'], 'found no fuses'],
    ['a version it does not know', [sentinel, '\x02\x0801110011'], 'found version 2'],
    ['a fuse that is not there', [sentinel, '\x01\x02', '01'], 'found only 2 fuses'],
  ])('refuses %s', async (_, parts, message) => {
    await expect(setFuses(write(...parts), [{ index: 3, enabled: true }])).rejects.toThrow(message);
  });
});

describe('findRuntime', () => {
  test.runIf(process.platform === 'linux')('RECEPTIVE_ELECTRON comes first: a folder, or the executable itself', () => {
    writeFileSync(join(folder, 'electron'), '');
    writeFileSync(join(folder, 'version'), 'v99.1.0\n');
    for (const given of [folder, join(folder, 'electron')]) {
      vi.stubEnv('RECEPTIVE_ELECTRON', given);
      expect(findRuntime()).toEqual({ origin: 'environment', folder, executable: join(folder, 'electron'), version: '99.1.0' });
    }
  });

  test('RECEPTIVE_ELECTRON that points at nothing is said, not passed over', () => {
    vi.stubEnv('RECEPTIVE_ELECTRON', join(folder, 'nowhere'));
    expect(() => findRuntime()).toThrow(/found nothing at .*nowhere[\s\S]*unset it/);
  });

  test.runIf(process.platform === 'linux')('a prepared runtime in the cache is found, with the loader of this checkout', () => {
    vi.stubEnv('RECEPTIVE_ELECTRON', '');
    vi.stubEnv('XDG_CACHE_HOME', folder);
    const prepared = join(folder, 'receptive', 'electron-33.2.1-linux-x64');
    mkdirSync(prepared, { recursive: true });
    writeFileSync(join(prepared, 'electron'), '');
    if (existsSync(projectPath('node_modules', 'electron', 'path.txt'))) return; // the official one is installed and comes first
    expect(findRuntime()).toMatchObject({ origin: 'fallback', folder: prepared });
    const loader = readFileSync(projectPath('build', 'runtime', 'default-app-loader.mjs'), 'utf8');
    expect(readFileSync(join(prepared, 'resources', 'default_app.asar', 'main.mjs'), 'utf8')).toBe(loader);
  });

  test('the pinned runtime has a hash and names no registry', () => {
    const lock = readFileSync(projectPath('build', 'runtime', 'package-lock.json'), 'utf8');
    expect(lock).toMatch(/"integrity": "sha512-/);
    expect(lock).not.toContain('resolved');
    expect(readFileSync(projectPath('package-lock.json'), 'utf8')).not.toContain('"resolved"');
  });
});
