// A network that gives its images back, on the command line: it trains without telling classes, is evaluated and predicts with its
// signal-to-noise ratio, writes what it gives back as PNG, and its model proves itself when it is opened, or is refused with the reason.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeImages } from '../../../electron/host/images/decode-image.ts';
import { decodeBase64 } from '../../../engine/base/base64.ts';
import type { Model } from '../../../engine/exporters/model.ts';
import { parseModelText } from '../../../engine/exporters/model-json.ts';
import { estimateModelBytes } from '../../../engine/exporters/model-size.ts';
import { bytesToFloats } from '../../../engine/exporters/tensor-bytes.ts';
import { analyzeDocument } from '../../../engine/network/analyze.ts';
import { runInside } from './run-receptive.ts';
import { writeTinyAutoEncoder, writeTinyImages } from './tiny-images.ts';

let folder = '';
const path = (...parts: readonly string[]) => join(folder, ...parts);
const run = (...words: readonly string[]) => runInside(words, path('cache'));
const readModel = (): Model => {
  const parsed = parseModelText(readFileSync(path('model.json'), 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  return parsed.value;
};
const encode = (values: Float32Array): string => Buffer.from(values.buffer).toString('base64');
let told: readonly Readonly<Record<string, unknown>>[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'receptive-reconstruction-'));
  writeTinyImages(path('images'), 24);
  writeTinyAutoEncoder(path('tiny.json'), 6);
  const learning = ['--optimizer', 'adam', '--learning-rate', '0.02'];
  const words = [
    'train',
    path('tiny.json'),
    '--data',
    path('images'),
    '--out',
    path('model.json'),
    '--workers',
    '1',
    '--json',
    ...learning,
  ];
  const finished = await run(...words);
  expect(finished).toMatchObject({ code: 0, error: '' });
  told = finished.lines();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a network that gives its images back', () => {
  it('trains: the loss falls, the ratio rises, and nothing tells of classes', () => {
    const epochs = told.filter(({ kind }) => kind === 'epoch') as unknown as { validation: { loss: number; psnr: number } }[];
    expect(epochs).toHaveLength(6);
    expect(epochs.at(-1)?.validation.loss).toBeLessThan((epochs[0]?.validation.loss ?? 0) / 2);
    expect(epochs.at(-1)?.validation.psnr).toBeGreaterThan((epochs[0]?.validation.psnr ?? 0) + 2);
    for (const line of told.slice(1)) expect(JSON.stringify(line)).not.toMatch(/accuracy|ends/);
  });

  it('is evaluated to the score that its training has told', async () => {
    const evaluated = await run('evaluate', path('model.json'), '--data', path('images'), '--part', 'validation', '--json');
    const { validation } = told.at(-1) as { validation: { loss: number; psnr: number; squaredError: number } };
    expect(evaluated.lines().at(-1)).toMatchObject({ kind: 'result', part: 'validation', images: 15, perClass: [], ...validation });
    expect(validation.psnr).toBeCloseTo(10 * Math.log10(1 / validation.squaredError), 10);
    const text = await run('evaluate', path('model.json'), '--data', path('images'), '--part', 'validation');
    expect(text.output).toMatch(/^PSNR \d+\.\d dB, loss 0\.0\d+ on the validation part’s 15 images$/m);
  });

  it('writes what it gives back as PNG, with the error of each', async () => {
    const images = [path('images', 'down', '1.png'), path('images', 'checks', '1.png')];
    const predicted = await run('predict', path('model.json'), ...images, '--out-images', path('out', 'deep'), '--json');
    expect(predicted.code).toBe(0);
    const lines = predicted.lines() as unknown as {
      reconstructions: { end: string; squaredError: number; psnr: number; file: string }[];
    }[];
    expect(lines).toHaveLength(2);
    const settings = { height: 12, width: 12, channels: 1, fit: 'contain', background: [0, 0, 0] as [number, number, number] } as const;
    for (const [index, line] of lines.entries()) {
      const [given] = line.reconstructions;
      expect(line).not.toHaveProperty('class');
      expect(given).toMatchObject({ end: 'image', file: path('out', 'deep', `000${index + 1}-1-image.png`) });
      const [original, written] = await decodeImages([images[index] ?? '', given?.file ?? ''], settings);
      if (original?.kind !== 'decoded' || written?.kind !== 'decoded') throw new Error('an image can’t be read');
      const error = original.pixels.reduce((sum, byte, at) => sum + ((byte - (written.pixels[at] ?? 0)) / 255) ** 2, 0) / 144;
      // bytes are rounded
      expect(error).toBeCloseTo(given?.squaredError ?? 0, 3);
    }
    expect(await run('predict', path('model.json'), images[0] ?? '')).toMatchObject({
      output: expect.stringMatching(/image {2}PSNR \d+\.\d dB/),
    });
  });
});

describe('its model', () => {
  it('tells its end, no classes, and holds the outputs of its test images', () => {
    const model = readModel();
    expect(model).toMatchObject({
      version: 2,
      classes: [],
      ends: [{ id: 'image', kind: 'reconstruction', target: 'images', shape: [12, 12, 1] }],
    });
    for (const { output, outputs } of model.testVectors) {
      expect(output).toBeUndefined();
      const values = bytesToFloats(decodeBase64(outputs?.[0]?.data ?? '') ?? new Uint8Array(0));
      expect(values).toHaveLength(144);
      expect(values.every((value) => value > 0 && value < 1)).toBe(true);
    }
    const { network } = analyzeDocument(model.network);
    const size = readFileSync(path('model.json')).length;
    expect(network && estimateModelBytes(model.network, network, [])).toBeGreaterThanOrEqual(size);
  });

  type Changeable = Record<string, unknown> & { testVectors: { outputs: { end: string; data: string }[] }[]; ends: { shape: number[] }[] };
  it.each<[string, (model: Changeable) => void, RegExp]>([
    [
      'another shape',
      (model) => {
        model.ends[0] = { ...model.ends[0], shape: [12, 12, 3] };
      },
      /ends-differ at .*ends/,
    ],
    [
      'no end',
      (model) => {
        model.ends = [];
      },
      /model-structure at .*ends/,
    ],
    [
      'an output too short',
      (model) => {
        model.testVectors[1]!.outputs[0]!.data = 'AAAA';
      },
      /test-vector-output at .*testVectors\[1\]\.outputs/,
    ],
    [
      'an output of another end',
      (model) => {
        model.testVectors[1]!.outputs[0]!.end = 'other';
      },
      /test-vector-output/,
    ],
    [
      'no output',
      (model) => {
        model.testVectors[2]!.outputs = [];
      },
      /test-vector-output at .*testVectors\[2\]/,
    ],
    [
      'an output that is no number',
      (model) => {
        model.testVectors[0]!.outputs[0]!.data = encode(new Float32Array(144).fill(Number.NaN));
      },
      /test-vector-output at .*outputs\[0\]\.data/,
    ],
    [
      'another output',
      (model) => {
        model.testVectors[0]!.outputs[0]!.data = encode(new Float32Array(144));
      },
      /test-vector-differs at .*testVectors\[0\]\.outputs\[0\]\[\d+\]/,
    ],
    [
      'class names',
      (model) => {
        model['classes'] = ['a', 'b'];
      },
      /class-count/,
    ],
  ])('is refused with %s', async (_, change, reason) => {
    const model = JSON.parse(readFileSync(path('model.json'), 'utf8')) as Changeable;
    delete model['checksums'];
    change(model);
    writeFileSync(path('changed.json'), JSON.stringify(model));
    const refused = await run('predict', path('changed.json'), path('images', 'down', '1.png'), '--out-images', path('none'));
    expect(refused).toMatchObject({ code: 1, output: '', error: expect.stringMatching(reason) });
    expect(existsSync(path('none'))).toBe(false);
  });
});
