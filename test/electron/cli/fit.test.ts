// `receptive train --fit`: a network made for other images is trained on these, changed where it must be, in the model alone.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseModelText } from '../../../engine/exporters/model-json.ts';
import { type Colour, writeBitmap } from '../../helpers/bitmap.ts';
import { runInside } from './run-receptive.ts';
import { writeTinyAutoEncoder, writeTinyImages, writeTinyNetwork } from './tiny-images.ts';

let folder = '';
const path = (...parts: readonly string[]) => join(folder, ...parts);
const train = (network: string, images: string, out: string, ...words: readonly string[]) =>
  runInside(
    ['train', path(network), '--data', path(images), '--out', path(out), '--epochs', '1', '--workers', '1', '--language', 'en', ...words],
    path('cache'),
  );

function readNodes(model: string): Record<string, unknown> {
  const parsed = parseModelText(readFileSync(path(model), 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  return Object.fromEntries(parsed.value.network.nodes.map(({ id, parameters }) => [id, parameters]));
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'receptive-fit-'));
  writeTinyImages(path('images'), 16);
  writeTinyNetwork(path('five.json'), 5);
  writeTinyAutoEncoder(path('back.json'));
  const colours: Record<string, Colour> = { red: [210, 30, 20], blue: [20, 40, 200] };
  for (const [name, colour] of Object.entries(colours))
    for (let index = 0; index < 14; index++) writeBitmap(path('coloured', name, `${index}.bmp`), 10, colour);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('receptive train', () => {
  it('names --fit as a way out where outputs and classes differ', async () => {
    const refused = await train('five.json', 'images', 'none.json');
    expect(refused.code).toBe(1);
    expect(refused.error).toMatch(/^error classes-differ at .*five\.json.*; fix: Set units of dense to 3, or train with --fit/m);
  });

  it('--fit sets the outputs to the classes, tells it, keeps it in the model and leaves the network’s file as it is', async () => {
    const before = readFileSync(path('five.json'));
    const told = await train('five.json', 'images', 'three.json', '--fit');
    expect(told).toMatchObject({ code: 0, error: '' });
    expect(told.output).toContain('Fitted to these images: Set units of dense to 3\n');
    expect(readNodes('three.json')).toMatchObject({ dense: { units: 3 }, input: { channels: 1 } });
    expect(readFileSync(path('five.json'))).toEqual(before);
    const fitted = (await train('five.json', 'images', 'again.json', '--fit', '--json')).lines().find(({ kind }) => kind === 'fitted');
    expect(fitted).toEqual({ kind: 'fitted', changes: [{ kind: 'set-parameter', node: 'dense', name: 'units', value: 3 }] });
  });

  it('--fit sets channels and size, too, and reads the images so', async () => {
    const told = await train('five.json', 'coloured', 'coloured.json', '--fit', '--json');
    expect(told).toMatchObject({ code: 0, error: '' });
    expect(readNodes('coloured.json')).toMatchObject({ dense: { units: 2 }, input: { channels: 3, height: 10, width: 10 } });
    const model = JSON.parse(readFileSync(path('coloured.json'), 'utf8')) as { preprocessing: object };
    expect(model.preprocessing).toMatchObject({ channels: 3, height: 10, width: 10 });
  });

  it('--fit changes nothing that an option asks for', async () => {
    const told = await train('five.json', 'coloured', 'asked.json', '--fit', '--grey', '--size', '14x14');
    expect(told.code).toBe(0);
    expect(told.error).toMatch(/^warning images-coloured .*\nwarning images-smaller .*\n$/);
    expect(readNodes('asked.json')).toMatchObject({ dense: { units: 2 }, input: { channels: 1, height: 14, width: 14 } });
  });

  it('has nothing to fit and to say where they fit, or where no classes are told apart', async () => {
    expect((await train('back.json', 'images', 'back-model.json', '--fit', '--json')).lines().map(({ kind }) => kind)).toEqual([
      'dataset',
      'run',
      'epoch',
      'result',
    ]);
  });
});
