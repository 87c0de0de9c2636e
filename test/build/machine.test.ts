// What the scripts make of the machine they run on: missing libraries, package names, locks, changed sources.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withLock } from '../../build/lock.ts';
import { getSourcesHash } from '../../build/sources.ts';
import { choosePackages, parseMissingLibraries } from '../../build/system.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'receptive-machine-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('system', () => {
  test('reads the missing libraries from what ldd says', () => {
    const output =
      '\tlinux-vdso.so.1 (0x0)\n\tlibffmpeg.so => /opt/libffmpeg.so (0x0)\n\tlibnss3.so => not found\n\tlibgbm.so.1 => not found\n';
    expect(parseMissingLibraries(output)).toEqual(['libnss3.so', 'libgbm.so.1']);
  });

  test('takes the t64 name where the lists have it, the plain one where they do not', () => {
    const names = ['libgtk-3-0', 'libnss3', 'libasound2', 'xvfb'];
    const renamed = ['libgtk-3-0t64', 'libnss3', 'libasound2t64', 'xvfb'];
    expect(choosePackages(names, (name) => name === 'libgtk-3-0t64' || name === 'libasound2t64', false)).toEqual(renamed);
    expect(choosePackages(names, (name) => names.includes(name), true)).toEqual(names);
  });

  test('without any package lists it goes by the release', () => {
    expect(choosePackages(['libasound2'], () => false, true)).toEqual(['libasound2t64']);
    expect(choosePackages(['libasound2'], () => false, false)).toEqual(['libasound2']);
  });
});

describe('withLock', () => {
  test('lets one in at a time, tells the other that it waits, and leaves no lock behind', async () => {
    const lockFile = join(folder, 'deep', 'work.lock');
    const order: string[] = [];
    const work = (name: string): Promise<void> =>
      withLock(
        lockFile,
        () => order.push(`${name} waits`),
        async () => {
          order.push(`${name} begins`);
          await sleep(150);
          order.push(`${name} ends`);
        },
      );
    await Promise.all([work('first'), work('second')]);
    expect(order).toEqual(['first begins', 'second waits', 'first ends', 'second begins', 'second ends']);
    expect(readdirSync(join(folder, 'deep'))).toEqual([]);
  });

  test('takes over the lock of a process that has died, and lets go when the work throws', async () => {
    const lockFile = join(folder, 'work.lock');
    writeFileSync(lockFile, '4194305'); // above the largest process id there can be
    await expect(
      withLock(
        lockFile,
        () => {},
        () => Promise.reject(new Error('the work failed')),
      ),
    ).rejects.toThrow('the work failed');
    expect(
      await withLock(
        lockFile,
        () => {},
        async () => 'in',
      ),
    ).toBe('in');
  });
});

describe('getSourcesHash', () => {
  test('follows contents, names and new files, but not what the kernel compiler makes of them', () => {
    for (const room of ['build', 'electron', 'engine/backends/wasm/generated', 'renderer'])
      mkdirSync(join(folder, room), { recursive: true });
    for (const file of ['package.json', 'package-lock.json', 'tsconfig.json', 'engine/a.ts']) writeFileSync(join(folder, file), file);
    const before = getSourcesHash(folder);
    writeFileSync(join(folder, 'engine/backends/wasm/generated/kernel-code.ts'), 'x');
    writeFileSync(join(folder, 'engine/a.ts'), 'engine/a.ts');
    expect(getSourcesHash(folder)).toBe(before);
    writeFileSync(join(folder, 'engine/a.ts'), 'engine/b.ts');
    const changed = getSourcesHash(folder);
    writeFileSync(join(folder, 'renderer/new.tsx'), '');
    expect(new Set([before, changed, getSourcesHash(folder)]).size).toBe(3);
  });
});
