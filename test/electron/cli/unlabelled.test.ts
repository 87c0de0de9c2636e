// Folders without classes on the command line: a network that gives its images back trains on them, is evaluated and predicts; one
// that tells classes apart is refused with what would help, before anything is trained.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseModelText } from '../../../engine/exporters/model-json.ts';
import { runInside } from './run-receptive.ts';
import { tinyClasses, writeTinyAutoEncoder, writeTinyImages, writeTinyNetwork } from './tiny-images.ts';

let folder = '';
const path = (...parts: readonly string[]) => join(folder, ...parts);
const run = (...words: readonly string[]) => runInside([...words, '--language', 'en'], path('cache'));
const train = (network: string, data: string, out: string, ...words: readonly string[]) =>
  run('train', path(network), '--data', path(data), '--out', path(out), '--workers', '1', ...words);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'receptive-unlabelled-'));
  writeTinyImages(path('images'), 24);
  mkdirSync(path('flat'));
  for (const name of tinyClasses)
    for (const file of readdirSync(path('images', name))) copyFileSync(path('images', name, file), path('flat', `${name}-${file}`));
  mkdirSync(path('single', 'down'), { recursive: true });
  for (const file of readdirSync(path('images', 'down'))) copyFileSync(path('images', 'down', file), path('single', 'down', file));
  writeTinyAutoEncoder(path('back.json'), 6);
  writeTinyNetwork(path('classes.json'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a network that gives its images back', () => {
  it('trains on images without classes, is evaluated to the score it told, predicts, and its model holds no classes', async () => {
    const trained = await train('back.json', 'flat', 'flat.json', '--optimizer', 'adam', '--learning-rate', '0.02', '--json');
    expect(trained).toMatchObject({ code: 0, error: '' });
    const lines = trained.lines() as unknown as Record<string, unknown>[];
    expect(lines[0]).toMatchObject({ kind: 'dataset', classes: [], training: 58, validation: 14, test: 0 });
    const epochs = lines.filter(({ kind }) => kind === 'epoch') as unknown as { validation: { loss: number } }[];
    expect(epochs).toHaveLength(6);
    expect(epochs.at(-1)?.validation.loss).toBeLessThan((epochs[0]?.validation.loss ?? 0) / 2);
    const model = parseModelText(readFileSync(path('flat.json'), 'utf8'));
    expect(model).toMatchObject({ ok: true, value: { version: 2, classes: [] } });

    const { validation } = lines.at(-1) as { validation: object };
    const evaluated = await run('evaluate', path('flat.json'), '--data', path('flat'), '--part', 'validation', '--json');
    expect(evaluated.lines().at(-1)).toMatchObject({ kind: 'result', part: 'validation', images: 14, perClass: [], ...validation });
    const withClasses = await run('evaluate', path('flat.json'), '--data', path('images'), '--json');
    expect(withClasses.lines().at(-1)).toMatchObject({ part: 'all', images: 72, perClass: [] });

    const predicted = await run('predict', path('flat.json'), path('flat', 'down-1.png'), '--out-images', path('out'), '--json');
    expect(predicted.lines()).toMatchObject([{ kind: 'prediction', reconstructions: [{ end: 'image' }] }]);
    expect(existsSync(path('out', '0001-down-1-image.png'))).toBe(true);
  });

  it('says in words that there are no classes, and tests on another folder of any kind', async () => {
    const told = await train('back.json', 'flat', 'tested.json', '--epochs', '1', '--test', path('images'));
    expect(told).toMatchObject({ code: 0, error: '' });
    expect(told.output).toMatch(/^no classes, images: 58 for training, 14 for validation, 72 for test$/m);
    expect(told.output).toMatch(/on the test part’s 72 images/);
  });

  it('trains on a single folder of images', async () => {
    const told = await train('back.json', 'single', 'single.json', '--epochs', '1', '--json');
    expect(told).toMatchObject({ code: 0, error: '' });
    expect(told.lines()[0]).toMatchObject({ classes: ['down'], training: 19, validation: 5 });
  });
});

describe('a network that tells classes apart', () => {
  it.each([
    ['flat', 'images without classes'],
    ['single', 'one class, "down"'],
  ])('is not trained on the folder %s, with --fit neither, and is told what would help', async (data, received) => {
    for (const more of [[], ['--fit']]) {
      const refused = await train('classes.json', data, 'none.json', ...more);
      expect(refused.code).toBe(1);
      expect(refused.error).toMatch(/^error classes-missing at .*classes\.json: softmax: The network tells classes apart/);
      expect(refused.error).toContain(`received ${received}; fix: Make a folder for each class`);
      expect(existsSync(path('none.json'))).toBe(false);
    }
  });

  it('is evaluated on one of its classes, and not on images without', async () => {
    expect(await train('classes.json', 'images', 'model.json')).toMatchObject({ code: 0 });
    const one = await run('evaluate', path('model.json'), '--data', path('single'), '--json');
    expect(one.lines().at(-1)).toMatchObject({
      images: 24,
      perClass: [
        { name: 'across', count: 0 },
        { name: 'checks', count: 0 },
        { name: 'down', count: 24 },
      ],
    });
    const none = await run('evaluate', path('model.json'), '--data', path('flat'));
    expect(none.code).toBe(1);
    expect(none.error).toMatch(
      /error classes-absent at .*flat: .*across, checks, down; received images without classes; fix: Make folders/,
    );
  });
});
