// A place that refuses the model: another is asked for at a terminal, and chosen where nobody answers.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOutput } from '../../../electron/cli/output.ts';
import { saveModel } from '../../../electron/cli/save-model.ts';
import { checkReadable } from '../../../electron/host/models/model-room.ts';

let folder = '';
const path = (...parts: readonly string[]) => join(folder, ...parts);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'receptive-save-'));
  mkdirSync(path('current'));
  writeFileSync(path('network.json'), 'the network');
  vi.spyOn(process, 'cwd').mockReturnValue(path('current'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** A terminal at which somebody types these answers; undefined is Ctrl+C. */
function createTerminal(...answers: readonly (string | undefined)[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const error = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  let told = '';
  let asked = 0;
  error.on('data', (chunk: Buffer) => {
    told += String(chunk);
    if (!String(chunk).includes('Where else')) return;
    const answer = answers[asked++];
    setImmediate(() => input.write(answer === undefined ? '\u0003' : `${answer}\n`));
  });
  return { output: createOutput(false, { input, output: new PassThrough(), error }, 'en'), told: () => told, asked: () => asked };
}

const place = (wished = path('gone', 'model.json')) => ({ path: wished, target: wished, network: path('network.json') });

describe('a model whose place refuses it', () => {
  it('goes where the person at the terminal says, once that is possible', async () => {
    const { output, told, asked } = createTerminal(path('nowhere', 'm.json'), path('network.json'), path('other.json'));
    const saved = await saveModel(place(), 'the model', output, true);
    expect(saved).toMatchObject({ ok: true, value: path('other.json'), diagnostics: [{ id: 'file-missing' }, { id: 'model-elsewhere' }] });
    expect(readFileSync(path('other.json'), 'utf8')).toBe('the model');
    expect(readFileSync(path('network.json'), 'utf8')).toBe('the network');
    expect(asked()).toBe(3);
    expect(told()).toMatch(/warning file-missing at .*gone.*warning file-missing at .*nowhere.*warning target-is-network/s);
  });

  it.each([
    ['nothing', ''],
    ['Ctrl+C', undefined],
  ])('goes into the current folder where the answer is %s', async (_, answer) => {
    const { output } = createTerminal(answer);
    expect(await saveModel(place(), 'the model', output, true)).toMatchObject({ ok: true, value: path('current', 'model.json') });
  });

  it('goes there without a question where nobody is there to answer, and replaces nothing', async () => {
    writeFileSync(path('current', 'model.json'), 'another');
    const { output, asked } = createTerminal(path('other.json'));
    const saved = await saveModel(place(), 'the model', output, false);
    expect(saved).toMatchObject({
      ok: true,
      value: path('current', 'model-2.json'),
      diagnostics: [{ id: 'file-missing' }, { id: 'model-elsewhere', values: { path: path('current', 'model-2.json') } }],
    });
    expect([asked(), existsSync(path('other.json')), readFileSync(path('current', 'model.json'), 'utf8')]).toEqual([0, false, 'another']);
  });

  it('goes into the folder for temporary files where the current one refuses it too', async () => {
    vi.spyOn(process, 'cwd').mockReturnValue(path('nowhere'));
    vi.stubEnv('TMPDIR', path('current'));
    try {
      expect(await saveModel(place(), 'the model', createTerminal().output, false)).toMatchObject({ value: path('current', 'model.json') });
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('is refused with every reason where there is no place at all', async () => {
    vi.spyOn(process, 'cwd').mockReturnValue(path('nowhere'));
    vi.stubEnv('TMPDIR', path('nowhere', 'either'));
    try {
      const saved = await saveModel(place(), 'the model', createTerminal().output, false);
      expect(saved).toMatchObject({ ok: false, diagnostics: [{ path: place().path }, { id: 'file-missing' }, { id: 'file-missing' }] });
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('leaves the place it was meant for as it is', async () => {
    const { output } = createTerminal();
    expect(await saveModel(place(path('new.json')), 'the model', output, true)).toEqual({
      ok: true,
      value: path('new.json'),
      diagnostics: [],
    });
    expect(readdirSync(path('current'))).toEqual([]);
  });
});

it('a model too large to be opened again is refused before it is trained', () => {
  expect(checkReadable(400 * 2 ** 20)).toEqual([]);
  expect(checkReadable(400 * 2 ** 20 + 1)).toMatchObject([
    { id: 'model-too-large', values: { size: { kind: 'bytes', bytes: 419_430_401, exact: true } } },
  ]);
});
