// receptive gradient on a model that was trained on the command line: the line it says, the picture it writes, and what it refuses; with
// frozen and shared weights in that model, which `inspect` names.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeImages } from '../../../electron/host/images/decode-image.ts';
import { createDocument } from '../../../engine/document/parse.ts';
import { runInside } from './run-receptive.ts';
import { writeTinyImages } from './tiny-images.ts';

let folder = '';
const path = (...parts: readonly string[]) => join(folder, ...parts);
const run = (...words: readonly string[]) => runInside(words, path('cache'));
const side = 12;

/** A frozen convolution, one that is used twice, and a classifier behind. */
function writeNetwork(file: string): void {
  const layers = [
    { id: 'input', type: 'input', parameters: { height: side, width: side, channels: 1 } },
    { id: 'first', type: 'conv2d', parameters: { filters: 4, padding: 'valid' }, frozen: true },
    { id: 'relu', type: 'activation', parameters: { function: 'tanh' } },
    { id: 'twice', type: 'conv2d', parameters: { filters: 4 } },
    { id: 'again', type: 'conv2d', parameters: { filters: 4 }, weightsOf: 'twice' },
    { id: 'pool', type: 'globalPool2d', parameters: { operation: 'max' } },
    { id: 'dense', type: 'dense', parameters: { units: 3 } },
    { id: 'out', type: 'classification', parameters: {} },
  ];
  const nodes = layers.map((layer, index) => ({ ...layer, position: { x: index * 200, y: 0 } }));
  const edges = nodes.slice(1).map((node, index) => ({ id: `edge${index}`, source: nodes[index]?.id, target: node.id }));
  const document = createDocument('Shared');
  writeFileSync(file, JSON.stringify({ ...document, nodes, edges, training: { ...document.training, epochs: 2, batchSize: 8 } }));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'receptive-gradient-'));
  writeTinyImages(path('images'), 12);
  writeNetwork(path('network.json'));
  const trained = await run('train', path('network.json'), '--data', path('images'), '--out', path('model.json'), '--workers', '1');
  expect(trained).toMatchObject({ code: 0 });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('receptive gradient', () => {
  const image = () => path('images', 'checks', '3.png');

  it('tells what a unit sees of an image, as numbers and as a picture', async () => {
    const told = await run('gradient', path('model.json'), image(), '--unit', 'first:4,5,2', '--out', path('seen.png'), '--json');
    expect(told).toMatchObject({ code: 0, error: '' });
    const [line] = told.lines();
    expect(line).toMatchObject({ kind: 'gradient', layer: 'first', place: [4, 5, 2], shape: [side, side, 1], seen: 9 });
    expect(line).toMatchObject({ box: { top: 4, left: 5, bottom: 6, right: 7 } });
    const gradient = line?.['gradient'] as number[];
    expect(gradient).toHaveLength(side * side);
    const [picture] = await decodeImages([path('seen.png')], {
      height: side,
      width: side,
      channels: 1,
      fit: 'contain',
      background: [0, 0, 0],
    });
    if (picture?.kind !== 'decoded') throw new Error('expected a picture');
    const largest = Math.max(...gradient.map(Math.abs));
    expect([...picture.pixels]).toEqual(gradient.map((slope) => Math.round(128 + (slope * 127) / largest)));
  });

  it('says it in words without --json', async () => {
    const told = await run('gradient', path('model.json'), image(), '--unit', 'out:1');
    expect(told.output).toMatch(/^out:1 is 0\.\d+ for .*checks\/3\.png; it sees rows \d+–\d+ and columns \d+–\d+ of 12×12×1, at most /);
  });

  it.each([
    ['first', 'unit-form', 'LAYER:ROW,COLUMN,CHANNEL'],
    ['first:10,0,0', 'no-such-unit', 'row, column, channel: at most 9,9,3'],
    ['last:1', 'unknown-layer', 'input, first, relu'],
  ])('refuses %s', async (unit, id, expected) => {
    const refused = await run('gradient', path('model.json'), image(), '--unit', unit, '--out', path('none.png'));
    expect(refused.code).toBe(1);
    expect(refused.output).toBe('');
    expect(refused.error).toContain(`error ${id} at --unit`);
    expect(refused.error).toContain(expected);
    expect(existsSync(path('none.png'))).toBe(false);
  });
});

describe('a model with frozen and shared weights', () => {
  it('holds each weight once, the frozen ones as they were drawn, and gives what it gave when it was exported', async () => {
    const { weights } = JSON.parse(readFileSync(path('model.json'), 'utf8')) as { weights: { node: string; name: string; data: string }[] };
    expect(weights.map(({ node, name }) => `${node}.${name}`).sort()).toEqual([
      'dense.bias',
      'dense.weights',
      'first.bias',
      'first.weights',
      'twice.bias',
      'twice.weights',
    ]);
    const again = await run(
      'train',
      path('network.json'),
      '--data',
      path('images'),
      '--out',
      path('longer.json'),
      '--workers',
      '2',
      '--epochs',
      '3',
    );
    expect(again.code).toBe(0);
    const longer = JSON.parse(readFileSync(path('longer.json'), 'utf8')) as { weights: typeof weights };
    const dataOf = (list: typeof weights, node: string) => list.filter((weight) => weight.node === node).map(({ data }) => data);
    expect(dataOf(longer.weights, 'first')).toEqual(dataOf(weights, 'first'));
    expect(dataOf(longer.weights, 'twice')).not.toEqual(dataOf(weights, 'twice'));
    // reproduces the test vectors before it predicts
    expect(await run('predict', path('longer.json'), path('images', 'down', '1.png'))).toMatchObject({ code: 0, error: '' });
  });

  it('is told by inspect', async () => {
    const inspected = await run('inspect', path('network.json'), '--json');
    const layers = inspected.lines().filter(({ kind }) => kind === 'layer');
    expect(layers.map(({ id, frozen, weightsOf }) => [id, frozen, weightsOf])).toEqual([
      ['input', false, null],
      ['first', true, null],
      ['relu', false, null],
      ['twice', false, null],
      ['again', false, 'twice'],
      ['pool', false, null],
      ['dense', false, null],
      ['out', false, null],
    ]);
    const { output } = await run('inspect', path('network.json'));
    expect(output).toContain('conv2d (frozen)');
    expect(output).toContain('conv2d (weights of twice)');
  });

  it('has something to train, or inspect says that it has not', async () => {
    const document = JSON.parse(readFileSync(path('network.json'), 'utf8')) as { nodes: { weightsOf?: string }[] };
    const nodes = document.nodes.map((node) => (node.weightsOf === undefined ? { ...node, frozen: true } : node));
    writeFileSync(path('still.json'), JSON.stringify({ ...document, nodes }));
    const inspected = await run('inspect', path('still.json'));
    expect(inspected).toMatchObject({ code: 0 });
    expect(inspected.output).toContain('nothing to train');
    const refused = await run('train', path('still.json'), '--data', path('images'), '--out', path('still-model.json'));
    expect(refused.code).toBe(1);
    expect(refused.error).toContain('all-frozen');
  });
});
