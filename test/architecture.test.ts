// The design as a test: the rooms' walls and the rules of the house hold in the whole tree, and each rule is seen to fail
// on a small sample that breaks it.
import { describe, expect, test } from 'vitest';
import { projectFolder } from '../build/paths.ts';
import { electronRooms, findElectronRoom } from './helpers/electron-rooms.ts';
import { engineFloors, findEngineRoom } from './helpers/engine-rooms.ts';
import { findFolderCycles, findImportCycles } from './helpers/import-cycles.ts';
import { findForbiddenImports } from './helpers/import-rules.ts';
import { findRendererRoom, rendererFloors } from './helpers/renderer-rooms.ts';
import { findSentences } from './helpers/sentences.ts';
import { parseSource, readSourceFiles, type SourceFile } from './helpers/source-files.ts';
import { findDefaultExports, findExportedAny, findImpureEngine, findLongFiles, getMedianLength } from './helpers/style-rules.ts';

const files = readSourceFiles(projectFolder);

function sample(sources: Readonly<Record<string, string>>): SourceFile[] {
  return Object.entries(sources).map(([path, text]) => parseSource(path, text));
}

test('the whole tree is read, every room of it', () => {
  for (const room of ['engine', 'electron', 'renderer', 'build', 'test']) {
    expect(files.filter(({ path }) => path.startsWith(`${room}/`)).length, room).toBeGreaterThan(0);
  }
});

test('every file of the engine stands in one of its rooms, and no room is empty', () => {
  const engine = files.filter(({ path }) => path.startsWith('engine/'));
  expect(engine.filter(({ path }) => findEngineRoom(path) === null).map(({ path }) => path)).toEqual([]);
  const entered = new Set(engine.map(({ path }) => findEngineRoom(path)));
  expect(engineFloors.flat().filter((room) => !entered.has(room))).toEqual([]);
});

test('every file outside the page stands in one of the rooms of electron/, and no room is empty', () => {
  const outside = files.filter(({ path }) => path.startsWith('electron/'));
  expect(outside.filter(({ path }) => findElectronRoom(path) === undefined).map(({ path }) => path)).toEqual([]);
  const entered = new Set(outside.map(({ path }) => findElectronRoom(path)));
  expect(electronRooms.filter((room) => !entered.has(room))).toEqual([]);
});

test('every file of the window stands in one of its rooms, and no room is empty', () => {
  const renderer = files.filter(({ path }) => path.startsWith('renderer/'));
  expect(renderer.filter(({ path }) => findRendererRoom(path) === null).map(({ path }) => path)).toEqual([]);
  const entered = new Set(renderer.map(({ path }) => findRendererRoom(path)));
  expect(rendererFloors.flat().filter((room) => !entered.has(room))).toEqual([]);
});

describe('forbidden imports', () => {
  test('no file imports from a room it may not enter', () => {
    expect(findForbiddenImports(files)).toEqual([]);
  });

  test.each([
    ['the engine, from the main process', 'engine/program/compose.ts', `import { open } from '../../electron/host/files/read.ts';`],
    ['the engine, an asset', 'engine/layers/index.ts', `import lenet from '../../assets/templates/lenet.json';`],
    ['the engine, Node', 'engine/layers/index.ts', `import { readFileSync } from 'node:fs';`],
    ['the engine, a package that is not on its list', 'engine/layers/index.ts', `export { debounce } from 'lodash/debounce';`],
    ['the main process, from the window', 'electron/app/main.ts', `import '../../renderer/main.tsx';`],
    ['the window, from the main process', 'renderer/runs/run.ts', `import type { Host } from '../../electron/host/runs/client.ts';`],
    ['the window, lazily', 'renderer/main.tsx', `const host = await import('../electron/host/runs/client.ts');`],
    ['the window, Electron itself', 'renderer/main.tsx', `import { ipcRenderer } from 'electron';`],
    ['the window, Node without its prefix', 'renderer/main.tsx', `import { join } from 'path';`],
    ['the build, the product', 'build/bundle.ts', `export * from '../engine/index.ts';`],
    ['the product, a test', 'electron/app/main.ts', `import { sample } from '../../test/helpers/sample.ts';`],
    ['an alias', 'renderer/main.tsx', `import { Host } from '@/electron/host/runs/client.ts';`],
    ['the package by its own name', 'renderer/main.tsx', `import { Host } from 'receptive/electron/host/runs/client.ts';`],
    ['a path out of the project', 'engine/layers/index.ts', `import { other } from '../../../other/index.ts';`],
    ['upward in the engine', 'engine/operations/add/operation.ts', `import { analyzeDocument } from '../../network/analyze.ts';`],
    ['upward, a type', 'engine/train/scores.ts', `import type { Model } from '../exporters/model.ts';`],
    ['upward, one type of several names', 'engine/base/fields.ts', `import { type Layer } from '../layers/layer.ts';`],
    ['upward, a type without a statement', 'engine/document/edit.ts', `type Score = import('../train/summary.ts').Score;`],
    ['upward, passed on', 'engine/network/network.ts', `export type { Plan } from '../backends/wasm/plan/plan.ts';`],
    [
      'upward, from a kernel',
      'engine/images/resample.as.ts',
      `import { sum } from '../train/sum.as';\n@inline function f(): i32 { return 1 }`,
    ],
    ['upward, to the protocol', 'engine/exporters/model.ts', `import type { Score } from '../protocol.ts';`],
    ['one backend, from the other above it', 'engine/backends/reference/run.ts', `import { chooseWay } from '../wasm/plan/choose.ts';`],
    ['sideways, an optimizer from the losses', 'engine/optimizers/optimizer.ts', `import { findLoss } from '../losses/index.ts';`],
    ['upwards, a loss from the layers', 'engine/losses/loss.ts', `import type { LayerDefinition } from '../layers/layer.ts';`],
    ['sideways, data sets from images', 'engine/datasets/layout.ts', `import { resample } from '../images/resample.ts';`],
    ['from a file in no room', 'engine/helpers.ts', `import { sizeOf } from './base/shape.ts';`],
    ['a file in no room', 'engine/train/run.ts', `import { help } from '../helpers.ts';`],
    ['what is shared, Electron itself', 'electron/host/files/paths.ts', `import { app } from 'electron';`],
    ['what is shared, a type of Electron', 'electron/host/runs/client.ts', `import type { WebContents } from 'electron/main';`],
    ['the command line, Electron itself', 'electron/cli/main.ts', `const { dialog } = await import('electron');`],
    ['the command line, from the window', 'electron/cli/train.ts', `import type { Dialogs } from '../app/windows/dialogs.ts';`],
    ['the window, from the command line', 'electron/app/commands/models.ts', `const files = await import('../../cli/save-model.ts');`],
    ['what is shared, from the window', 'electron/host/runs/client.ts', `import { createMenu } from '../../app/menu/menu.ts';`],
    ['what is shared, from the command line', 'electron/host/runs/client.ts', `import { formatTable } from '../../cli/table.ts';`],
    ['upward in what is shared', 'electron/host/datasets/scan.ts', `import type { Trainer } from '../runs/trainer.ts';`],
    ['from the top of electron/', 'electron/helpers.ts', `import './host/files/paths.ts';`],
    ['from beside the shared rooms', 'electron/app/main.ts', `import '../host/helpers.ts';`],
    ['a control, from the document', 'renderer/design/Button.tsx', `import { edit } from '../document/document.ts';`],
    ['a control, from the engine', 'renderer/design/Bar.tsx', `import { formatCount } from '../../engine/base/numbers.ts';`],
    ['a control, an asset', 'renderer/design/Icon.tsx', `import icons from '../../assets/icons.json';`],
    ['the document, from a run', 'renderer/document/use-node.ts', `import { runStore } from '../runs/run.ts';`],
    ['a run, from its screen of images', 'renderer/runs/train.ts', `import { DataPanel } from '../data/DataPanel.tsx';`],
    ['one screen, from another', 'renderer/palette/Palette.tsx', `import type { Area } from '../canvas/area.ts';`],
    ['a screen, from the whole', 'renderer/canvas/Canvas.tsx', `import { App } from '../app/App.tsx';`],
    ['a room of the window, from its beginning', 'renderer/runs/train.ts', `import '../main.tsx';`],
    ['the commands, from what they do', 'renderer/commands/registry.ts', `import { train } from '../runs/train.ts';`],
    ['the window, from a room that is not on the list', 'renderer/app/App.tsx', `import { edit } from '../actions/edit.ts';`],
    ['the window, in a room that is not on the list', 'renderer/stores/run.ts', `import '../design/text.ts';`],
    ['a room whose name only begins alike', 'engine/train/run.ts', `import { sizeOf } from '../base-two/shape.ts';`],
  ])('refused: %s', (_, path, text) => {
    expect(findForbiddenImports(sample({ [path]: text }))).toHaveLength(1);
  });

  test('allowed: what the table allows, and an import that only stands in a comment or a string', () => {
    const allowed = sample({
      'engine/base/a.ts': `import { z } from 'zod'; import { sha256 } from '@noble/hashes/sha2.js'; import './b.ts';\n// import '../../electron/app/main.ts'`,
      'engine/protocol.ts': `import type { Score } from './train/summary.ts'; import './base/a.ts';`,
      'engine/operations/add/operation.ts': `import { sizeOf } from '../../base/shape.ts'; import '../copy/operation.ts';`,
      'electron/app/main.ts': `import { app } from 'electron'; import { join } from 'node:path'; import { a } from '../../engine/base/a.ts';`,
      'electron/cli/main.ts': `import { a } from '../host/models/read-files.ts'; import { readFileSync } from 'node:fs';`,
      'electron/host/runs/client.ts': `import type { B } from '../datasets/pixel-reader.ts'; import './run.ts';`,
      'renderer/main.tsx': `import React from 'react'; import { a } from '../engine/base/a.ts'; const text = "import 'electron'";`,
      'renderer/canvas/a.ts': `import './b.ts'; import '../runs/run.ts'; import '../../engine/base/a.ts'; import { useStore } from 'zustand';`,
      'renderer/design/a.tsx': `import { Tooltip } from 'radix-ui'; import './b.ts'; import './a.module.css';`,
      'test/a.test.ts': `import '../renderer/main.tsx'; import '../electron/app/main.ts'; import '../engine/base/a.ts';`,
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

describe('circles of folders', () => {
  test.each(['engine', 'electron', 'renderer', 'build', 'test'])(
    'no folders of %s/ import one another in a circle, at any depth',
    (folder) => {
      expect(findFolderCycles(files, folder)).toEqual([]);
    },
  );

  test('refused: two folders whose files make no circle, and says which imports make it', () => {
    const circle = sample({
      'renderer/canvas/a.ts': `import '../actions/b.ts';`,
      'renderer/actions/b.ts': '',
      'renderer/actions/deep/c.ts': `import type { D } from '../../canvas/deep/d.ts';`,
      'renderer/canvas/deep/d.ts': '',
    });
    expect(findImportCycles(circle)).toEqual([]);
    expect(findFolderCycles(circle, 'renderer')).toEqual([
      'renderer/canvas/ → renderer/actions/ → renderer/canvas/ ' +
        '(renderer/canvas/a.ts imports renderer/actions/b.ts, renderer/actions/deep/c.ts imports renderer/canvas/deep/d.ts)',
    ]);
  });

  test('refused: three folders deep inside; a folder and a file beside it', () => {
    const three = sample({
      'electron/app/a/1.ts': `import '../b/1.ts';`,
      'electron/app/b/1.ts': `import '../c/1.ts';`,
      'electron/app/c/1.ts': `import '../a/2.ts';`,
      'electron/app/a/2.ts': '',
    });
    expect(findFolderCycles(three, 'electron')).toHaveLength(1);
    const beside = sample({ 'electron/list.ts': `import './a/1.ts';`, 'electron/a/1.ts': '', 'electron/a/2.ts': `import '../list.ts';` });
    expect(findFolderCycles(beside, 'electron')).toHaveLength(1);
  });

  test('allowed: a list over folders that all use what lies beside it, files of one folder, and circles elsewhere', () => {
    const list = sample({
      'electron/list.ts': `import './a/1.ts'; import './b/1.ts';`,
      'electron/a/1.ts': `import '../contract.ts'; import './2.ts';`,
      'electron/a/2.ts': '',
      'electron/b/1.ts': `import '../contract.ts'; import '../a/2.ts';`,
      'electron/contract.ts': '',
      'renderer/a/1.ts': `import '../b/1.ts';`,
      'renderer/b/1.ts': '',
      'renderer/b/2.ts': `import '../a/1.ts';`,
    });
    expect(findFolderCycles(list, 'electron')).toEqual([]);
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

describe('short files', () => {
  test('half of the files of the engine have fewer than 100 lines', () => {
    expect(getMedianLength(files.filter(({ path }) => path.startsWith('engine/')))).toBeLessThan(100);
  });

  test('the middle one of what people have written counts', () => {
    const lines = (count: number): string => '//\n'.repeat(count);
    const written = { 'engine/a.ts': lines(300), 'engine/b.ts': lines(2), 'engine/c.ts': lines(100) };
    expect(getMedianLength(sample({ ...written, 'engine/generated/d.ts': lines(1), 'engine/generated/e.ts': lines(1) }))).toBe(100);
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

describe('sentences', () => {
  test('stand in words files, not in the code of engine, window and electron/', () => {
    expect(findSentences(files)).toEqual([]);
  });

  test('refused: in a string and in a template; allowed: errors of ours, samples, words files', () => {
    const broken =
      "export const problem = { id: 'a', message: 'The kernel is large' }; export const fix = (n: number) => `Set groups to ` + n;";
    expect(findSentences(sample({ 'engine/network/a.ts': broken, 'electron/app/main.ts': broken }))).toHaveLength(4);
    const ours = "throw new Error('no such layer'); export const samples = [{ name: 'a map of odd size' }];";
    expect(
      findSentences(sample({ 'engine/layers/a.ts': ours, 'engine/network/words.ts': broken, 'electron/cli/words/train.ts': broken })),
    ).toEqual([]);
  });

  test('refused: words in a component, between tags or in what it says; allowed: names of ours, texts in both languages', () => {
    const broken = 'export const A = () => <p title="Layers" aria-label={`Maps`}>Stop<b className="a b" placeholder={"Find"} /></p>;';
    expect(findSentences(sample({ 'renderer/data/A.tsx': broken }))).toEqual([
      'renderer/data/A.tsx: “Layers”',
      'renderer/data/A.tsx: “Maps”',
      'renderer/data/A.tsx: “Stop”',
      'renderer/data/A.tsx: “Find”',
    ]);
    const sound =
      "const texts = defineTexts({ a: 'All of them' }, { a: '全部' }); export const A = () => <b data-a=\"Layer\">{text('a')} · 3</b>;";
    expect(findSentences(sample({ 'renderer/data/A.tsx': sound, 'renderer/design/gallery/A.tsx': broken }))).toEqual([]);
  });
});
