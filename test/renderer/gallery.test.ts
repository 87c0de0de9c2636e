// The gallery of controls: that it shows them all, and how it shows what mouse and keyboard cause. How it looks is compared in
// test/e2e/gallery.test.ts.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { projectPath } from '../../build/paths.ts';
import { listCaused, showState } from '../../renderer/design/gallery/show-states.ts';
import { findUnshownControls } from '../helpers/shown-controls.ts';
import { parseSource } from '../helpers/source-files.ts';

describe('controls', () => {
  test('are all shown by a specimen', () => {
    const files = ['renderer/design', 'renderer/design/gallery'].flatMap((folder) =>
      readdirSync(projectPath(folder))
        .filter((name) => name.endsWith('.tsx'))
        .map((name) => parseSource(`${folder}/${name}`, readFileSync(projectPath(folder, name), 'utf8'))),
    );
    expect(files.length).toBeGreaterThan(25);
    expect(findUnshownControls(files)).toEqual([]);
  });

  const button = 'export interface ButtonProperties {}\nexport function Button() { return null }\nexport const buttonSizes = [1]';
  const within = (body: string) => `export function Buttons() { return <>${body}</> }`;

  test.each([
    ['one that nobody shows', { 'renderer/design/Slider.tsx': 'export function Slider() { return null }' }, 'Slider'],
    ['one that is a constant', { 'renderer/design/Slider.tsx': 'export const Slider = () => null' }, 'Slider'],
    ['the second of a file', { 'renderer/design/Other.tsx': `${button}\nexport function Second() { return null }` }, 'Second'],
    [
      'one beside the specimens',
      { 'renderer/design/gallery/Buttons.tsx': within('<Button /><Specimen name="a"><p /></Specimen>') },
      'Button',
    ],
  ])('%s is found', (_, changed, name) => {
    const sound = {
      'renderer/design/Button.tsx': button,
      'renderer/design/gallery/Buttons.tsx': within('<Specimen name="a"><State name="b"><Button /></State></Specimen>'),
      'renderer/data/Unknown.tsx': 'export function Unknown() { return null }',
    };
    const parse = (sources: Readonly<Record<string, string>>) => Object.entries(sources).map(([path, text]) => parseSource(path, text));
    expect(findUnshownControls(parse(sound))).toEqual([]);
    expect(findUnshownControls(parse({ ...sound, ...changed }))).toEqual([expect.stringContaining(`<${name}>`)]);
  });
});

describe('what mouse and keyboard cause', () => {
  test.each([
    ['.button:hover', '[data-show~="hover"] .button'],
    ['.button:active:not([aria-disabled="true"])', '[data-show~="press"] .button:not([aria-disabled="true"])'],
    ['.name:focus', '[data-show~="focus"] .name'],
    [':focus-visible', '[data-show~="focus"] :where(button, input, select, summary)'],
  ])('%s has its copy', (selector, copy) => {
    expect(showState(selector)).toBe(copy);
  });

  test.each(['.button', '.hover', '.a:focus-within', '[data-show~="hover"] .button'])('%s has none', (selector) => {
    expect(showState(selector)).toBeUndefined();
  });

  test('is read off the name of a state, and who presses points, too', () => {
    expect(['normal', 'hover', 'press', 'invalid, focus', 'hovering'].map(listCaused)).toEqual(['', 'hover', 'hover press', 'focus', '']);
  });
});
