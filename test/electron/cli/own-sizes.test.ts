// Images of their own sizes on the command line: trained on, evaluated, predicted, looked at, inspected, and refused with a fix.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../../electron/cli/output.ts';
import { runTraining } from '../../../electron/cli/training-run.ts';
import { encodeGreyPng } from '../../../electron/host/images/png.ts';
import { createRandom } from '../../../engine/base/random.ts';
import { type LayerSketch, sketchDocument } from '../../helpers/networks.ts';
import { makeSizedBars } from '../../helpers/sized-bars.ts';
import { runInside } from './run-receptive.ts';

const folder = mkdtempSync(join(tmpdir(), 'receptive-sizes-'));
const path = (name: string): string => join(folder, name);
const run = (...words: string[]) => runInside(words, path('cache'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const classes = ['across', 'down'];

/** Bars across and down, 10 to 23 pixels high and wide. */
function writeBars(part: string, perClass: number): void {
  const random = createRandom(perClass);
  for (const [label, name] of classes.entries()) {
    mkdirSync(path(join('images', part, name)), { recursive: true });
    for (let image = 0; image < perClass; image++) {
      const [height, width] = [10 + random.integer(14), 10 + random.integer(14)];
      const line = 1 + random.integer((label === 0 ? height : width) - 2);
      const pixels = Uint8Array.from({ length: height * width }, (_, place) => {
        const isBar = (label === 0 ? Math.floor(place / width) : place % width) === line;
        return isBar ? 255 : random.integer(80);
      });
      writeFileSync(path(join('images', part, name, `${image}.png`)), encodeGreyPng(pixels, width, height));
    }
  }
}

const layers = (last: readonly LayerSketch[], step = 4): readonly LayerSketch[] => [
  { type: 'input', id: 'image', parameters: { sizes: 'any', height: 10, width: 10, step, largest: 22, channels: 1 } },
  { type: 'conv2d', id: 'conv', parameters: { filters: 8 } },
  { type: 'activation' },
  ...last,
  { type: 'dense', id: 'scores', parameters: { units: 2 } },
  { type: 'classification' },
];
const settings = { epochs: 6, batchSize: 16 };

beforeAll(async () => {
  writeBars('train', 60);
  writeBars('validation', 15);
  writeBars('test', 12);
  writeFileSync(
    path('any.json'),
    JSON.stringify(sketchDocument(layers([{ type: 'globalPool2d', parameters: { operation: 'max' } }]), settings)),
  );
  writeFileSync(path('flat.json'), JSON.stringify(sketchDocument(layers([{ type: 'flatten' }]), settings)));
});

describe('images of their own sizes', () => {
  it('are trained on, in steps of one size, and what was learnt is right of them', async () => {
    const finished = await run(
      'train',
      path('any.json'),
      '--data',
      path('images'),
      '--out',
      path('any.model.json'),
      '--workers',
      '2',
      '--json',
    );
    expect(finished).toMatchObject({ code: 0, error: '' });
    const [dataset, started] = finished.lines();
    expect(Array.isArray(dataset?.['sizes']) && dataset['sizes'].length).toBeGreaterThan(8);
    expect(started).toMatchObject({ kind: 'run', batchSize: 16 });
    expect(started?.['stepsPerEpoch']).toBeGreaterThan(8);
    const result = finished.lines().at(-1) as { test: { accuracy: number; images: number } };
    expect(result.test.images).toBe(24);
    expect(result.test.accuracy).toBeGreaterThan(0.9);
    const evaluated = (await run('evaluate', path('any.model.json'), '--data', path('images'), '--json')).lines().at(-1);
    expect(evaluated).toMatchObject(result.test);
  });

  it('are predicted, many of different sizes at once', async () => {
    const images = classes.flatMap((name) => [0, 1, 2, 3, 4].map((image) => path(join('images', 'test', name, `${image}.png`))));
    const finished = await run('predict', path('any.model.json'), ...images, '--json');
    expect(finished).toMatchObject({ code: 0, error: '' });
    const answers = finished.lines().map((line) => line['class']);
    const right = answers.filter((answer, index) => answer === classes[Math.floor(index / 5)]).length;
    expect(answers).toHaveLength(10);
    expect(right).toBeGreaterThanOrEqual(8);
  });

  it('give the gradient of a unit in their own size', async () => {
    const image = path('wide.png');
    writeFileSync(image, encodeGreyPng(new Uint8Array(14 * 22).fill(9), 22, 14));
    const finished = await run('gradient', path('any.model.json'), image, '--unit', 'conv:13,21,0', '--json');
    expect(finished).toMatchObject({ code: 0 });
    expect(finished.lines()[0]).toMatchObject({ shape: [14, 22, 1] });
  });

  it('take a while to be prepared: whoever ends that gets no run, and no model', async () => {
    const sizes = Array.from({ length: 30 }, (_, index) => ({ height: 10 + 2 * Math.floor(index / 5), width: 10 + 2 * (index % 5) }));
    const dataset = makeSizedBars({ sizes, step: 2, largest: 22, training: 60, validation: 30 });
    const document = sketchDocument(layers([{ type: 'globalPool2d', parameters: { operation: 'max' } }], 2), settings);
    const said: string[] = [];
    const ending = new AbortController();
    const progress = {
      show: (label: string, done: number, total: number) => {
        said.push(`${label}: ${done} of ${total}`);
        ending.abort();
      },
      clear: () => undefined,
    };
    const say = (line: { readonly kind: string }): void => void said.push(line.kind);
    const output = { language: 'en', progress, say } as unknown as Output;
    const result = await runTraining({ document, dataset, workers: 1 }, output, ending.signal);
    expect(result).toMatchObject({ ending: 'stopped', trained: undefined });
    expect(said).toEqual(['Preparing the sizes of the images: 1 of 30']);
  });

  it('are told of by inspect, and from which size on there is an output', async () => {
    const { output } = await run('inspect', path('any.json'));
    expect(output).toMatch(/conv +conv2d +any×any×8/);
    expect(output).toMatch(/images: of any size from 1×1 on/);
    expect((await run('inspect', path('any.json'), '--json')).lines().at(-1)).toMatchObject({ smallestSide: 1, takesLarger: true });
  });

  it('are refused by weights that would follow the size, with what mends it', async () => {
    const finished = await run('inspect', path('flat.json'));
    expect(finished.code).not.toBe(0);
    expect(finished.error).toMatch(/size-dependent-weights at .*scores.*fix: Insert adaptive pooling \(any size → 10×10×8\)/);
  });

  it('are refused where there are too many sizes, with a step that leaves fewer', async () => {
    const fine = sketchDocument(
      layers([{ type: 'globalPool2d' }]).map((layer) =>
        layer.id === 'image' ? { ...layer, parameters: { ...layer.parameters, step: 1 } } : layer,
      ),
      settings,
    );
    writeFileSync(path('fine.json'), JSON.stringify(fine));
    const finished = await run('train', path('fine.json'), '--data', path('images'), '--out', path('fine.model.json'));
    expect(finished.code).not.toBe(0);
    expect(finished.error).toMatch(/too-many-sizes.*Set the Input layer’s step to 2/);
  });
});
