// What was learnt is not lost at the end: not where training diverges, nor where the cache, the folder or the disk of the model has
// gone meanwhile. Ctrl+C twice has a file of its own (interruption.test.ts).
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { decodeWeights, encodeModel, formatModel, parseModelText } from '../../../engine/exporters/model-json.ts';
import { estimateModelBytes } from '../../../engine/exporters/model-size.ts';
import { analyzeDocument } from '../../../engine/network/analyze.ts';
import { runInside, runProcess } from './run-receptive.ts';
import { writeTinyImages, writeTinyNetwork } from './tiny-images.ts';

/** What the disk says of itself: nothing unless a test sets it. */
const disk = vi.hoisted(() => ({ free: undefined as number | undefined }));
/** Bytes of pixels that are held in memory: as on a real machine unless a test sets it. */
const memory = vi.hoisted(() => ({ budget: undefined as number | undefined }));
vi.mock('../../../electron/host/images/limits.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../../electron/host/images/limits.ts')>();
  return { ...original, defaultMemoryBudget: () => memory.budget ?? original.defaultMemoryBudget() };
});
vi.mock('node:fs/promises', async (importOriginal) => {
  const original = await importOriginal<typeof import('node:fs/promises')>();
  const statfs = async (path: string) =>
    disk.free === undefined ? original.statfs(path) : { blocks: 1000, bavail: disk.free / 512, bsize: 512 };
  return { ...original, statfs };
});

let folder = '';
const path = (...parts: readonly string[]) => join(folder, ...parts);
const words = (out: string, ...more: readonly string[]) => [
  ...['train', path('tiny.json'), '--data', path('images'), '--out', path(out), '--workers', '1', '--json'],
  ...more,
];
const readModel = (file: string) => {
  const model = parseModelText(readFileSync(file, 'utf8'));
  if (!model.ok) throw new Error(JSON.stringify(model.diagnostics));
  return model.value;
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'receptive-saved-'));
  writeTinyImages(path('images'), 24);
  writeTinyImages(path('others'), 8, 100);
  writeTinyNetwork(path('tiny.json'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('training that diverges', () => {
  it('leaves the model of the best epoch, says so in text and fields, and exits with 1', async () => {
    const finished = await runInside(
      words('best.json', '--epochs', '20', '--batch', '60', '--learning-rate', '10', '--test', path('others')),
      path('cache'),
    );
    expect(finished.code).toBe(1);
    expect(finished.error).toMatch(
      /^error diverged: .*In epoch \d+ the validation loss is no finite number.*weights of epoch 1, the one with/m,
    );
    const lines = finished.lines();
    const epochs = lines.filter(({ kind }) => kind === 'epoch');
    expect(epochs.length).toBeGreaterThan(5);
    expect(lines.at(-2)).toMatchObject({ kind: 'ended', reason: 'diverged', keptEpoch: 1, kept: 'best' });
    const { training, validation, step } = epochs[0] ?? {};
    expect(lines.at(-1)).toMatchObject({
      kind: 'result',
      model: path('best.json'),
      kept: 'best',
      epochs: 1,
      steps: step,
      training,
      validation,
    });
    expect(lines.at(-1)).toHaveProperty('test.images', 24);
    expect(readModel(path('best.json')).training).toMatchObject({ epochs: 1, training, validation });
    // opening it compares the outputs of its test vectors
    const evaluated = await runInside(
      ['evaluate', path('best.json'), '--data', path('images'), '--part', 'validation', '--json'],
      path('cache'),
    );
    expect(evaluated.lines().at(-1)).toMatchObject({ loss: (validation as { loss: number }).loss });
  });

  it('leaves the last sound epoch where there is no validation', async () => {
    const network = JSON.parse(readFileSync(path('tiny.json'), 'utf8')) as { images: object };
    writeFileSync(path('whole.json'), JSON.stringify({ ...network, images: { ...network.images, validationShare: 0 } }));
    const [, , ...rest] = words('last.json', '--epochs', '20', '--batch', '72', '--learning-rate', '10');
    const finished = await runInside(['train', path('whole.json'), ...rest], path('cache'));
    const lines = finished.lines();
    const last = lines.findLast(({ kind }) => kind === 'epoch');
    expect(last?.['epoch']).toBeGreaterThan(5);
    expect(finished).toMatchObject({
      code: 1,
      error: expect.stringContaining(`the weights of epoch ${last?.['epoch']}, the last sound one`),
    });
    expect(lines.at(-1)).toMatchObject({ kind: 'result', kept: 'last', epochs: last?.['epoch'], training: last?.['training'] });
    expect(readModel(path('last.json')).training.epochs).toBe(last?.['epoch']);
  });

  it('writes nothing where no epoch was sound, and says why', async () => {
    const finished = await runInside(words('none.json', '--epochs', '3', '--batch', '1', '--learning-rate', '10'), path('cache'));
    expect(finished).toMatchObject({ code: 1, error: expect.stringMatching(/error diverged: .*In epoch 1 .*no model is written/) });
    expect(finished.lines().at(-1)).toMatchObject({ kind: 'ended', reason: 'diverged', keptEpoch: 0, kept: null });
    expect(existsSync(path('none.json'))).toBe(false);
  });
});

describe('a model whose outputs are no numbers for some images', () => {
  it('is neither evaluated nor asked without a diagnostic', async () => {
    expect(await runInside(words('sound.json', '--epochs', '1'), path('cache'))).toMatchObject({ code: 0 });
    const model = readModel(path('sound.json'));
    const { network: document, classes, training: summary, createdBy } = model;
    const weights = decodeWeights(model);
    for (const { node, name, values } of weights.entries) if (name === 'weights') values.fill(node === 'conv' ? 3e38 : 1);
    for (const { node, values } of weights.entries)
      if (node === 'dense') for (let index = 0; index < values.length; index += 2) values[index] = -1;
    const black = { input: new Uint8Array(144), outputs: [[1 / 3, 1 / 3, 1 / 3]] };
    const bias = weights.entries.filter(({ name }) => name === 'bias');
    for (const { values } of bias) values.fill(0);
    const normalization = { mean: [0], standardDeviation: [1] };
    const source = { createdBy, document, classes, normalization, weights, summary, testVectors: [black, black, black] };
    writeFileSync(path('overflows.json'), formatModel(encodeModel(source)));
    const evaluated = await runInside(['evaluate', path('overflows.json'), '--data', path('images')], path('cache'));
    expect(evaluated).toMatchObject({ code: 1, error: expect.stringMatching(/^error loss-not-finite at .*received NaN/m) });
    const image = path('images', 'down', '1.png');
    expect(await runInside(['predict', path('overflows.json'), image, '--json'], path('cache'))).toMatchObject({
      code: 1,
      output: '',
      error: expect.stringMatching(/^error outputs-not-finite at .*1\.png/m),
    });
  });
});

describe('what is gone at the end', () => {
  it('of the cache costs the model nothing', async () => {
    const cache = path('lost-cache');
    let isRemoved = false;
    const finished = await runProcess(words('uncached.json', '--epochs', '300', '--test', path('others')), cache, (output) => {
      if (isRemoved || !output.includes('"kind":"epoch"')) return;
      isRemoved = true;
      rmSync(cache, { recursive: true });
    });
    expect(finished).toMatchObject({ code: 0, error: '' });
    expect(isRemoved && existsSync(cache)).toBe(false);
    expect(finished.lines().at(-1)).toMatchObject({ kind: 'result', epochs: 300, test: { images: 24 } });
    expect(readModel(path('uncached.json')).training.epochs).toBe(300);
  });

  it('of the cache costs nothing either where the pixels are read from it while training', async () => {
    const cache = path('lost-file');
    memory.budget = 0;
    try {
      const finished = await runInside(words('streamed.json', '--epochs', '40', '--test', path('others')), cache, (output) => {
        if (output.includes('"kind":"run"')) rmSync(cache, { recursive: true, force: true });
      });
      expect(finished).toMatchObject({ code: 0, error: '' });
      expect(existsSync(cache)).toBe(false);
      expect(finished.lines().at(-1)).toMatchObject({ kind: 'result', epochs: 40, test: { images: 24 } });
      expect(readModel(path('streamed.json')).training.epochs).toBe(40);
    } finally {
      memory.budget = undefined;
    }
  });

  it('of the model’s folder puts it into the current folder, and says where, with exit code 1', async () => {
    mkdirSync(path('gone'));
    mkdirSync(path('current'));
    writeFileSync(path('current', 'kept.model.json'), 'what lies there already');
    const finished = await runProcess(
      words(join('gone', 'kept.model.json'), '--epochs', '300'),
      path('cache'),
      (output) => output.includes('"kind":"epoch"') && rmSync(path('gone'), { recursive: true, force: true }),
      path('current'),
    );
    const saved = path('current', 'kept-2.model.json');
    expect(finished.code).toBe(1);
    expect(finished.error).toMatch(
      /^error file-missing at .*gone\/kept\.model\.json.*\nerror model-elsewhere at .*kept-2\.model\.json.*\n$/,
    );
    expect(finished.lines().at(-1)).toMatchObject({ kind: 'result', model: saved, epochs: 300 });
    expect(readModel(saved).training.epochs).toBe(300);
    expect(readdirSync(path('current'))).toHaveLength(2);
  });

  it('of the disk’s space is found out before training, in bytes', async () => {
    disk.free = 1024;
    try {
      const finished = await runInside(words('full.json'), path('cache'));
      expect(finished.code).toBe(1);
      expect(finished.error).toMatch(
        /^error no-room-for-model at .*full\.json: .*expected .* KiB \([\d,]+ bytes\) free; received 1\.0 KiB \(1,024 bytes\)/,
      );
      expect(finished.lines().map(({ kind }) => kind)).toEqual(['dataset']);
      disk.free = 1024 ** 2;
      expect(await runInside(words('full.json', '--epochs', '1'), path('cache'))).toMatchObject({ code: 0 });
    } finally {
      disk.free = undefined;
    }
  });
});

it('the size of a model’s file is known before it is trained, to a few hundred bytes', () => {
  const text = readFileSync(path('best.json'), 'utf8');
  const { network: document, classes } = readModel(path('best.json'));
  const { network } = analyzeDocument(document);
  if (network === undefined) throw new Error('expected a valid network');
  const estimate = estimateModelBytes(document, network, classes);
  expect(estimate).toBeGreaterThanOrEqual(Buffer.byteLength(text));
  expect(estimate).toBeLessThan(Buffer.byteLength(text) + 800);
});
