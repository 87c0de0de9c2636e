// The design as a test: the rooms' walls and the rules of the house hold in the whole tree, and each rule is seen to fail
// on a small sample that breaks it.
import { describe, expect, test } from 'vitest';
import { projectFolder } from '../build/paths.ts';
import { findForbiddenImports, findImportCycles } from './helpers/import-rules.ts';
import { parseSource, readSourceFiles, type SourceFile } from './helpers/source-files.ts';
import { findDefaultExports, findExportedAny, findImpureEngine, findLongFiles } from './helpers/style-rules.ts';

const files = readSourceFiles(projectFolder);

function sample(sources: Readonly<Record<string, string>>): SourceFile[] {
  return Object.entries(sources).map(([path, text]) => parseSource(path, text));
}

test('the whole tree is read, every room of it', () => {
  for (const room of ['engine', 'electron', 'renderer', 'build', 'test']) {
    expect(files.filter(({ path }) => path.startsWith(`${room}/`)).length, room).toBeGreaterThan(0);
  }
});

describe('forbidden imports', () => {
  test('no file imports from a room it may not enter', () => {
    expect(findForbiddenImports(files)).toEqual([]);
  });

  test.each([
    ['the engine, from the main process', 'engine/plan/compile.ts', `import { open } from '../../electron/files.ts';`],
    ['the engine, an asset', 'engine/index.ts', `import lenet from '../assets/templates/lenet.json';`],
    ['the engine, Node', 'engine/index.ts', `import { readFileSync } from 'node:fs';`],
    ['the engine, a package that is not on its list', 'engine/index.ts', `export { debounce } from 'lodash/debounce';`],
    ['the main process, from the window', 'electron/main.ts', `import '../renderer/main.tsx';`],
    ['the window, from the main process', 'renderer/stores/run.ts', `import type { Host } from '../../electron/pool/host.ts';`],
    ['the window, lazily', 'renderer/main.tsx', `const host = await import('../electron/pool/host.ts');`],
    ['the window, Electron itself', 'renderer/main.tsx', `import { ipcRenderer } from 'electron';`],
    ['the window, Node without its prefix', 'renderer/main.tsx', `import { join } from 'path';`],
    ['the build, the product', 'build/bundle.ts', `export * from '../engine/index.ts';`],
    ['the product, a test', 'electron/main.ts', `import { sample } from '../test/helpers/sample.ts';`],
    ['an alias', 'renderer/main.tsx', `import { Host } from '@/electron/pool/host.ts';`],
    ['the package by its own name', 'renderer/main.tsx', `import { Host } from 'receptive/electron/pool/host.ts';`],
    ['a path out of the project', 'engine/index.ts', `import { other } from '../../other/index.ts';`],
  ])('refused: %s', (_, path, text) => {
    expect(findForbiddenImports(sample({ [path]: text }))).toHaveLength(1);
  });

  test('allowed: what the table allows, and an import that only stands in a comment or a string', () => {
    const allowed = sample({
      'engine/a.ts': `import { z } from 'zod'; import { sha256 } from '@noble/hashes/sha2.js'; import './b.ts';\n// import '../electron/main.ts'`,
      'electron/main.ts': `import { app } from 'electron'; import { join } from 'node:path'; import { a } from '../engine/a.ts';`,
      'renderer/main.tsx': `import React from 'react'; import { a } from '../engine/a.ts'; const text = "import 'electron'";`,
      'test/a.test.ts': `import '../renderer/main.tsx'; import '../electron/main.ts'; import '../engine/a.ts';`,
    });
    expect(findForbiddenImports(allowed)).toEqual([]);
  });
});

describe('import cycles', () => {
  test('no files import one another in a circle', () => {
    expect(findImportCycles(files)).toEqual([]);
  });

  test('refused: a circle of three, found once; types alone make one, too', () => {
    const circle = sample({
      'engine/a.ts': `import './b.ts';`,
      'engine/b.ts': `export { c } from './part/c.ts';`,
      'engine/part/c.ts': `import type { A } from '../a.ts';`,
    });
    expect(findImportCycles(circle)).toEqual(['engine/a.ts → engine/b.ts → engine/part/c.ts → engine/a.ts']);
  });

  test('allowed: two ways to the same file', () => {
    expect(
      findImportCycles(
        sample({ 'engine/a.ts': `import './b.ts'; import './c.ts';`, 'engine/b.ts': `import './c.ts';`, 'engine/c.ts': '' }),
      ),
    ).toEqual([]);
  });
});

describe('default exports', () => {
  test('no file has one, but configuration files', () => {
    expect(findDefaultExports(files)).toEqual([]);
  });

  test('refused: as a declaration, or as a name', () => {
    const broken = sample({ 'engine/a.ts': 'export default function a() {}', 'engine/b.ts': 'const b = 1; export { b as default };' });
    expect(findDefaultExports(broken)).toHaveLength(2);
    expect(
      findDefaultExports(sample({ 'vitest.config.ts': 'export default {};', 'renderer/vite.config.ts': 'export default {};' })),
    ).toHaveLength(1);
  });
});

describe('any in exported types', () => {
  test('no exported type has one', () => {
    expect(findExportedAny(files)).toEqual([]);
  });

  test.each([
    'export type Layer = { value: any };',
    'export function read(value: any): void {}',
    'export const read = (value: string): any => JSON.parse(value);',
    'export class Reader { read(values: Map<string, any>): void {} }',
    'export const table = {} as any;',
  ])('refused: %s', (text) => {
    expect(findExportedAny(sample({ 'engine/a.ts': text }))).toHaveLength(1);
  });

  test('says the line, and leaves alone what is not exported', () => {
    expect(findExportedAny(sample({ 'engine/a.ts': '// any\n\nexport type A = any;' }))[0]).toContain('engine/a.ts:3');
    expect(findExportedAny(sample({ 'engine/a.ts': 'export const any = "any"; type Inner = any;' }))).toEqual([]);
  });
});

describe('long files', () => {
  test('no file is longer than 400 lines', () => {
    expect(findLongFiles(files)).toEqual([]);
  });

  test('refused: 401 lines; allowed: 400 and a last line break', () => {
    expect(findLongFiles(sample({ 'engine/a.ts': '//\n'.repeat(401) }))).toHaveLength(1);
    expect(findLongFiles(sample({ 'engine/a.ts': '//\n'.repeat(400) }))).toEqual([]);
  });
});

describe('the same seed gives the same bits', () => {
  test('the engine uses neither the clock nor random numbers without a seed', () => {
    expect(findImpureEngine(files)).toEqual([]);
  });

  test('refused: each way to them, in kernels as well', () => {
    const broken = sample({
      'engine/a.ts': 'export const a = [Math.random(), Date.now(), new Date(), performance.now(), crypto.randomUUID()];',
      'engine/a.as.ts': '@inline function a(): f64 { return Math.random(); }',
    });
    expect(findImpureEngine(broken)).toHaveLength(6);
  });

  test('allowed: elsewhere, and words that only look like it', () => {
    expect(
      findImpureEngine(sample({ 'electron/a.ts': 'Date.now();', 'engine/a.ts': '// Math.random\nconst text = "Date.now()";' })),
    ).toEqual([]);
  });
});
