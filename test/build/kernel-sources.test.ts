// What TypeScript is told of the kernels' sources: their constants with the values that AssemblyScript gives them, their arguments in
// order; and what cannot be understood is refused, not guessed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { argumentsSource, constantsSource } from '../../build/kernel-modules.ts';
import { evaluate, parseConstants, parseKernels } from '../../build/kernel-sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'receptive-kernels-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, ...lines: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.join('\n'));
  return path;
}

describe('a constant expression', () => {
  it.each([
    ['4672', 4672],
    ['1_000 + 24', 1024],
    ['2 + 3 * 4 - 1', 13],
    ['<usize>(WIDTH + 16) * 4', 128],
    ['WIDTH / 3 * 2', 10],
  ])('%s', (expression, value) => {
    expect(evaluate(expression, (name) => (name === 'WIDTH' ? 16 : Number.NaN))).toBe(value);
  });

  it.each(['', '1 +', '(1 + 2', '1 2', '1.5', '1 << 4', 'sizeof<f32>()', 'width * 2'])('"%s" is refused', (expression) => {
    expect(() => evaluate(expression, () => 1)).toThrow(`in "${expression}"`);
  });
});

describe('the constants of a file', () => {
  write('rows.as.ts', 'export const ROWS: i32 = 6;', 'const HIDDEN: usize = 1;');

  it('are those that it exports, made of its own and of imported ones', () => {
    const lines = [
      "import { madd, ROWS } from './rows.as';",
      'const GAP: usize = 64; // bytes',
      'export const BLOCK: usize = <usize>ROWS * 32 + GAP;',
    ];
    const constants = parseConstants(write('block.as.ts', ...lines));
    expect(constants).toEqual({ BLOCK: 256 });
    expect(
      constantsSource([
        ['simd/block', constants],
        ['simd/none', {}],
      ]),
    ).toContain("'simd/block': { BLOCK: 256 },\n} as const;");
  });

  it.each([
    ["import { HIDDEN as SEEN } from './rows.as';\nexport const BLOCK: usize = SEEN;", 'SEEN: expected a constant of this file'],
    ['export const BLOCK: usize = NOWHERE;', 'NOWHERE: expected a constant of this file'],
    ['export const block: usize = 64;', 'block is exported: expected'],
    ['export const HALF: f32 = 0.5;', 'HALF is exported: expected'],
  ])('%s is refused', (text, message) => {
    expect(() => parseConstants(write('refused.as.ts', text))).toThrow(message);
  });
});

describe('the arguments of a kernel', () => {
  it('are the fields of its class but for the number of tiles', () => {
    const fields = ['  x: usize; // f32[n]', '  y: usize;', '  n: i32;', '  slope: f32;', '  tiles: i32;'];
    const kernel = 'export function bend(step: BendStep, tile: i32, scratch: usize): void {}';
    const kernels = parseKernels(write('kernel.as.ts', '@unmanaged', 'export class BendStep {', ...fields, '}', kernel));
    expect(kernels.map(({ name, fields: parsed }) => [name, parsed.map(([field, kind]) => `${field} ${kind}`)])).toEqual([
      ['bend', ['x buffer', 'y buffer', 'n integer', 'slope float', 'tiles integer']],
    ]);
    expect(argumentsSource(kernels)).toContain("  bend: { buffers: 'x' | 'y'; numbers: 'n' | 'slope' };\n");
  });
});
