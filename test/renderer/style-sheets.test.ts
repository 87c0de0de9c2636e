// Style sheets stand beside the components that use them and take colours, corners, sizes of type and depth from the tokens.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '../../build/paths.ts';

const files = readdirSync(join(projectFolder, 'renderer'), { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
const read = (path: string): string => readFileSync(join(projectFolder, 'renderer', path), 'utf8');
const sheets = files.filter((path) => path.endsWith('.css'));
const modules = sheets.filter((path) => path.endsWith('.module.css'));
/** For the whole page: what colours there are, and the bare elements. */
const global = ['design/reset.css', 'design/tokens.css'];

const withoutComments = (css: string): string => css.replace(/\/\*[\s\S]*?\*\//g, ' ');

/** Every value that should be one of the tokens, as "property: value". */
function findRawValues(css: string): string[] {
  const text = withoutComments(css);
  const declarations = [...text.matchAll(/(?<=[{;]\s*)([\w-]+)\s*:\s*([^;{}]+)(?=[;}])/g)];
  return declarations.flatMap(([, property = '', value = '']) => {
    const hasColour = /#[0-9a-f]{3,8}\b|\b(rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(/i.test(value);
    const isRaw =
      hasColour ||
      (property === 'z-index' && /\d/.test(value.replace(/var\([^)]*\)/g, ''))) ||
      (/radius$/.test(property) && /\d(px|r?em)/.test(value)) ||
      (/^font(-size)?$/.test(property) && /\d(px|pt|r?em)/.test(value));
    return isRaw ? [`${property}: ${value.trim()}`] : [];
  });
}

/** The classes that a sheet defines itself, not those of a library. */
function findClasses(css: string): string[] {
  const selectors = withoutComments(css)
    .replace(/:global\([^)]*\)/g, '')
    .replace(/\{[^{}]*\}/g, '{}');
  return [...new Set([...selectors.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name = '']) => name))].sort();
}

describe('style sheets', () => {
  it('belong to components, but for the tokens and the bare elements', () => {
    expect(sheets.filter((path) => !modules.includes(path)).sort()).toEqual(global);
    expect(modules.length).toBeGreaterThan(20);
  });

  it.each(modules)('%s takes colours, corners, type and depth from the tokens', (path) => {
    expect(findRawValues(read(path))).toEqual([]);
  });

  it('and the bare elements do so, too', () => {
    expect(findRawValues(read('design/reset.css'))).toEqual([]);
  });

  it.each([
    ['a hexadecimal colour', '.a { color: #fff; }'],
    ['a colour by its parts', '.a { box-shadow: 0 0 2px rgb(0 0 0 / 8%) }'],
    ['a depth', '.a { z-index: 12; }'],
    ['a corner', '.a { border-radius: 4px; }'],
    ['one corner', '.a { border-top-left-radius: 4px }'],
    ['a size of type', '.a { font-size: 0.8rem; }'],
    ['a size of type among others', '.a { font: 600 12px var(--font); }'],
    ['one inside a condition', '@media (width > 400px) { .a { color: #abcdef; } }'],
  ])('%s is refused', (_, css) => {
    expect(findRawValues(css)).toHaveLength(1);
  });

  it.each([
    '.a { color: var(--text); border-radius: 50%; z-index: var(--layer-hint); }',
    '.a { background: color-mix(in srgb, var(--accent) 12%, transparent); }',
    '/* #fff */ .a { z-index: auto; font-size: var(--text-small); }',
  ])('allowed: %s', (css) => {
    expect(findRawValues(css)).toEqual([]);
  });

  it('name only tokens that exist', () => {
    const defined = new Set([...read('design/tokens.css').matchAll(/(--[\w-]+)\s*:/g)].map(([, name = '']) => name));
    const given = new Set(
      [
        ...files
          .filter((path) => /\.(tsx|css)$/.test(path))
          .map(read)
          .join('\n')
          .matchAll(/(--[\w-]+)(?='?(\s+as string)?\]?\s*:)/g),
      ].map(([, name = '']) => name),
    );
    const isForeign = (name: string): boolean => /^--(xy|radix)-/.test(name);
    const unknown = sheets.flatMap((path) =>
      [...withoutComments(read(path)).matchAll(/var\((--[\w-]+)/g)].flatMap(([, name = '']) =>
        defined.has(name) || given.has(name) || isForeign(name) ? [] : [`${path}: ${name}`],
      ),
    );
    expect(unknown).toEqual([]);
  });

  it('define what components name, and nothing else', () => {
    const named = new Map<string, Set<string>>();
    const isWhole = new Set<string>();
    for (const path of files.filter((file) => file.endsWith('.tsx'))) {
      const source = read(path);
      for (const [, variable = '', specifier = ''] of source.matchAll(/import (\w+) from '(\.[^']+\.module\.css)'/g)) {
        const sheet = join(dirname(path), specifier).replaceAll('\\', '/');
        const names = named.get(sheet) ?? new Set<string>();
        for (const [, name = ''] of source.matchAll(new RegExp(`(?<![\\w./])${variable}\\.(\\w+)`, 'g'))) names.add(name);
        if (new RegExp(`(?<![\\w./])${variable}\\[`).test(source)) isWhole.add(sheet); // by a state's name
        named.set(sheet, names);
      }
    }
    expect([...named.keys()].sort()).toEqual([...modules].sort());
    for (const [sheet, names] of named) {
      const classes = findClasses(read(sheet));
      expect(
        [...names].filter((name) => !classes.includes(name)),
        `${sheet} lacks`,
      ).toEqual([]);
      if (!isWhole.has(sheet))
        expect(
          classes.filter((name) => !names.has(name)),
          `${sheet} has too much`,
        ).toEqual([]);
    }
  });
});
