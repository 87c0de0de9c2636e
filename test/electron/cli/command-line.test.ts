// The command line: exit codes, JSON lines and nothing else on standard output, diagnostics on standard error.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseModelText } from '../../../engine/exporters/model-json.ts';
import { runInside, runProcess } from './run-receptive.ts';
import { tinyClasses, writeTinyImages, writeTinyNetwork } from './tiny-images.ts';

let folder = '';
const path = (...parts: readonly string[]) => join(folder, ...parts);
const run = (...words: readonly string[]) => runInside(words, path('cache'));
const train = (out: string, ...words: readonly string[]) =>
  run('train', path('tiny.json'), '--data', path('images'), '--out', path(out), '--workers', '1', ...words);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'receptive-cli-'));
  writeTinyImages(path('images'), 24);
  writeTinyImages(path('others'), 8, 100);
  writeTinyNetwork(path('tiny.json'));
  mkdirSync(path('empty'));
  writeFileSync(path('empty', 'notes.txt'), 'no image');
  expect(await train('model.json')).toMatchObject({ code: 0 });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('receptive train', () => {
  it('tells the run in JSON lines, learns, and leaves a model that parses', async () => {
    const words = ['train', path('tiny.json'), '--data', path('images'), '--test', path('others'), '--out', path('told.json')];
    const finished = await runProcess([...words, '--epochs', '5', '--seed', '3', '--json'], path('cache'));
    expect(finished.error).toBe('');
    expect(finished.code).toBe(0);
    const lines = finished.lines();
    expect(lines.map(({ kind }) => kind)).toEqual(['dataset', 'run', 'epoch', 'epoch', 'epoch', 'epoch', 'epoch', 'result']);
    expect(lines[0]).toMatchObject({ classes: tinyClasses, test: 24, skipped: [] });
    expect(lines.at(-1)).toMatchObject({ epochs: 5, test: { part: 'test', images: 24 } });
    const { accuracy } = (lines.at(-1) as { test: { accuracy: number } }).test;
    expect(accuracy).toBeGreaterThan(0.9);
    const model = parseModelText(readFileSync(path('told.json'), 'utf8'));
    expect(model).toMatchObject({ ok: true, value: { classes: tinyClasses, network: { training: { epochs: 5, seed: 3 } } } });
  });

  it('gives the same weights for the same seed on one worker and on two, and others for another seed', async () => {
    const weightsOf = (file: string) => (JSON.parse(readFileSync(path(file), 'utf8')) as { weights: object[] }).weights;
    for (const [file, workers, seed] of [
      ['one', '1', '7'],
      ['two', '2', '7'],
      ['other', '1', '8'],
    ] as const) {
      expect(await train(`${file}.json`, '--workers', workers, '--seed', seed, '--epochs', '1')).toMatchObject({ code: 0 });
    }
    expect(weightsOf('two.json')).toEqual(weightsOf('one.json'));
    expect(weightsOf('other.json')).not.toEqual(weightsOf('one.json'));
  });

  it('puts its options into the document that is trained', async () => {
    const finished = await train(
      'options.json',
      '--epochs',
      '1',
      '--batch',
      '5',
      '--optimizer',
      'adam',
      '--learning-rate',
      '0.002',
      '--size',
      '8x10',
      '--grey',
    );
    expect(finished.code).toBe(0);
    const model = parseModelText(readFileSync(path('options.json'), 'utf8'));
    expect(model).toMatchObject({
      ok: true,
      value: {
        preprocessing: { height: 8, width: 10, channels: 1 },
        network: { training: { epochs: 1, batchSize: 5, optimizer: { type: 'adam', parameters: { learningRate: 0.002 } } } },
      },
    });
  });

  it('refuses a batch in which nothing could be learnt, and says so once', async () => {
    writeTinyNetwork(path('compared.json'), tinyClasses.length, 4, [['norm', 'batchNorm', {}]]);
    const words = ['train', path('compared.json'), '--data', path('images'), '--out', path('none.json')];
    const finished = await run(...words, '--batch', '1', '--json');
    expect(finished.code).toBe(1);
    expect(finished.error.trim().split('\n')).toEqual([expect.stringMatching(/^error batch-too-small at .*fix: Set batch size to 2$/)]);
  });

  it('says what to change where outputs and classes differ, before it trains', async () => {
    writeTinyNetwork(path('five.json'), 5);
    const finished = await run('train', path('five.json'), '--data', path('images'), '--out', path('none.json'), '--json');
    expect(finished.code).toBe(1);
    expect(finished.error).toMatch(/error classes-differ at .*five\.json.*expected 3 .*received 5.*fix: Set units of dense to 3/);
    expect(existsSync(path('none.json'))).toBe(false);
  });

  it.each([
    [
      'a network that is none',
      (out: string) => ['train', path('images', 'down', '0.png'), '--data', path('images'), '--out', out],
      /not-text|not-json/,
    ],
    [
      'a folder that is not there',
      (out: string) => ['train', path('tiny.json'), '--data', path('nowhere'), '--out', out],
      /folder-missing/,
    ],
    [
      'a folder without images',
      (out: string) => ['train', path('tiny.json'), '--data', path('empty'), '--out', out],
      /no-images .*expected a folder with one folder of images for each class/,
    ],
    [
      'a place that can’t be written to',
      () => ['train', path('tiny.json'), '--data', path('images'), '--out', path('no', 'such', 'place.json')],
      /file-missing/,
    ],
    [
      'a place below a file, which no permission tells',
      () => ['train', path('tiny.json'), '--data', path('images'), '--out', path('tiny.json', 'model.json')],
      /folder-is-file/,
    ],
    [
      'to replace the network by its model',
      () => ['train', path('tiny.json'), '--data', path('images'), '--out', path('images', '..', 'tiny.json')],
      /target-is-network/,
    ],
    [
      'a value beyond its range',
      (out: string) => ['train', path('tiny.json'), '--data', path('images'), '--out', out, '--batch', '0'],
      /option-value/,
    ],
    [
      'a learning rate that blows up',
      (out: string) => ['train', path('tiny.json'), '--data', path('images'), '--out', out, '--learning-rate', '1000000'],
      /option-value|learningRate/,
    ],
  ])('refuses %s with exit code 1, its reason on standard error and nothing on standard output', async (_, words, reason) => {
    const finished = await run(...words(path('refused.json')), '--json');
    expect(finished.error).toMatch(reason);
    expect(finished).toMatchObject({ code: 1, output: '' });
    expect(existsSync(path('refused.json'))).toBe(false);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('keeps what was learnt when it is ended by %s, and exits with 130', async (signal) => {
    const words = ['train', path('tiny.json'), '--data', path('images'), '--out', path('stopped.json'), '--epochs', '100000', '--json'];
    let isSent = false;
    const finished = await runProcess(words, path('cache'), (output, child) => {
      if (isSent || !output.includes('"kind":"epoch"')) return;
      isSent = child.kill(signal);
    });
    expect(finished.code).toBe(130);
    expect(finished.error).toMatch(/Cancelled\. What was learnt is in /);
    expect(finished.lines().at(-1)).toMatchObject({ kind: 'result', model: path('stopped.json') });
    const predicted = await run('predict', path('stopped.json'), path('images', 'down', '3.png'), '--json');
    expect(predicted.code).toBe(0);
  });

  it('goes on to its model where nobody reads what it tells any longer', async () => {
    const words = ['train', path('tiny.json'), '--data', path('images'), '--out', path('unread.json'), '--epochs', '30'];
    const finished = await runProcess(words, path('cache'), (_, child) => {
      child.stdout?.destroy();
      child.stderr?.destroy();
    });
    expect(finished.code).toBe(0);
    expect(parseModelText(readFileSync(path('unread.json'), 'utf8'))).toMatchObject({ ok: true, value: { training: { epochs: 30 } } });
  });
});

describe('a reader that goes away', () => {
  it('ends no training: the model is written', async () => {
    const words = ['train', path('tiny.json'), '--data', path('images'), '--out', path('unread.json'), '--epochs', '3', '--json'];
    const finished = await runProcess(words, path('cache'), (output, child) => {
      if (output.includes('"kind":"dataset"')) child.stdout?.destroy();
    });
    expect(finished.code).toBe(0);
    expect((await run('predict', path('unread.json'), path('images', 'down', '3.png'), '--json')).code).toBe(0);
  });
});

describe('receptive evaluate', () => {
  it('counts every class', async () => {
    const finished = await run('evaluate', path('model.json'), '--data', path('others'), '--json');
    expect(finished.error).toBe('');
    expect(finished.code).toBe(0);
    const [dataset, result] = finished.lines() as [
      object,
      { accuracy: number; perClass: { name: string; count: number; correct: number }[] },
    ];
    expect(dataset).toMatchObject({ kind: 'dataset', training: 24 });
    expect(result).toMatchObject({ kind: 'result', part: 'all', images: 24 });
    expect(result.perClass.map(({ name, count }) => [name, count])).toEqual(tinyClasses.map((name) => [name, 8]));
    expect(result.accuracy).toBeCloseTo(result.perClass.reduce((sum, { correct }) => sum + correct, 0) / 24, 10);
  });

  it('gives the validation score of the training, on the part that was set apart', async () => {
    const trained = JSON.parse(readFileSync(path('model.json'), 'utf8')) as {
      training: { validation: { loss: number; accuracy: number } };
    };
    const finished = await run('evaluate', path('model.json'), '--data', path('images'), '--part', 'validation', '--json');
    const result = finished.lines().at(-1) as { accuracy: number; loss: number; part: string };
    expect(result.part).toBe('validation');
    expect(result.accuracy).toBeCloseTo(trained.training.validation.accuracy, 6);
    expect(result.loss).toBeCloseTo(trained.training.validation.loss, 4);
  });

  it('refuses classes that the model has not learnt', async () => {
    writeTinyImages(path('renamed'), 2);
    renameSync(path('renamed', 'checks'), path('renamed', 'spots'));
    const finished = await run('evaluate', path('model.json'), '--data', path('renamed'));
    expect(finished).toMatchObject({ code: 1, error: expect.stringMatching(/class-unknown.*received spots/) });
  });
});

describe('a worker that dies', () => {
  it.each([
    ['predict', ['predict', 'model.json', 'images/down/1.png']],
    ['evaluate', ['evaluate', 'model.json', '--data', 'others', '--workers', '2']],
  ])('during %s ends it with a diagnostic and exit code 1', async (kind, words) => {
    const post = Worker.prototype.postMessage;
    const killing = vi.spyOn(Worker.prototype, 'postMessage').mockImplementation(function (this: Worker, ...values) {
      if ((values[0] as { readonly kind?: string }).kind === kind) void this.terminate();
      else post.apply(this, values);
    });
    try {
      const finished = await run(...words.map((word) => (/[./]|others/.test(word) ? path(word) : word)));
      expect(finished).toMatchObject({ code: 1, error: expect.stringMatching(/^error worker-exited.*fix: Try again/m) });
      expect(finished.error).not.toMatch(/\n {4}at /);
      expect(killing).toHaveBeenCalled();
    } finally {
      killing.mockRestore();
    }
  });
});

describe('receptive predict', () => {
  it('names the class with every probability, in one line an image', async () => {
    const images = tinyClasses.map((name) => path('images', name, '5.png'));
    const finished = await run('predict', path('model.json'), ...images, '--json');
    expect(finished).toMatchObject({ code: 0, error: '' });
    const lines = finished.lines() as {
      image: string;
      class: string;
      probability: number;
      probabilities: { class: string; probability: number }[];
    }[];
    expect(lines.map(({ image }) => image)).toEqual(images);
    expect(lines.map((line) => line.class)).toEqual(tinyClasses);
    for (const { probabilities, probability } of lines) {
      expect(probabilities.map((share) => share.class)).toEqual(tinyClasses);
      expect(probabilities.reduce((sum, share) => sum + share.probability, 0)).toBeCloseTo(1, 4);
      expect(Math.max(...probabilities.map((share) => share.probability))).toBe(probability);
    }
  });

  it('predicts the rest where one image can’t be read, and exits with 1', async () => {
    const words = ['predict', path('model.json'), path('tiny.json'), path('images', 'down', '1.png'), '--json'];
    const finished = await runProcess(words, path('cache'));
    expect(finished.code).toBe(1);
    expect(finished.lines()).toHaveLength(1);
    expect(finished.error).toMatch(/error image-unreadable at .*tiny\.json/);
  });

  it('refuses a damaged model, and one that computes something else', async () => {
    const text = readFileSync(path('model.json'), 'utf8');
    writeFileSync(path('cut.json'), text.slice(0, -100));
    expect(await run('predict', path('cut.json'), path('images', 'down', '1.png'))).toMatchObject({
      code: 1,
      output: '',
      error: expect.stringMatching(/not-json/),
    });
    const { checksums: _, ...model } = JSON.parse(text) as { checksums: object; preprocessing: { mean: number[] } };
    model.preprocessing.mean = [0.9];
    writeFileSync(path('other-mean.json'), JSON.stringify(model));
    const finished = await run('predict', path('other-mean.json'), path('images', 'down', '1.png'));
    expect(finished).toMatchObject({
      code: 1,
      output: '',
      error: expect.stringMatching(/test-vector-differs at .*testVectors\[\d\]\.output/),
    });
  });
});

describe('receptive inspect, templates, sample and help', () => {
  it('inspects a template that it has written', async () => {
    expect(await run('templates', '--write', 'lenet', path('lenet.json'))).toMatchObject({ code: 0 });
    expect(await run('templates', '--write', 'lenet', path('lenet.json'))).toMatchObject({
      code: 1,
      error: expect.stringMatching(/exists already/),
    });
    expect(await run('templates', path('lenet.json'))).toMatchObject({ code: 1, error: expect.stringMatching(/expected --write NAME/) });
    const finished = await run('inspect', path('lenet.json'), '--json');
    expect(finished).toMatchObject({ code: 0, error: '' });
    const lines = finished.lines();
    expect(lines).toHaveLength(15);
    expect(lines[1]).toEqual({
      kind: 'layer',
      id: 'conv1',
      type: 'conv2d',
      inputs: ['input'],
      outputShape: [28, 28, 6],
      parameters: 156,
      multiplyAdds: 117_600,
      frozen: false,
      weightsOf: null,
    });
    expect(lines.at(-1)).toMatchObject({ kind: 'total', layers: 14, parameters: 61_706, weightBytes: 246_824 });
    const text = (await run('inspect', path('lenet.json'))).output;
    expect(text).toMatch(/conv1 +conv2d +28×28×6 +156 +117,600/);
    expect(text).toMatch(/memory to train in batches of 32: arena [\d.]+ MiB, live at the widest step [\d.]+ MiB/);
    expect(text).toMatch(/memory to predict: arena [\d.]+ [KM]iB, live at the widest step [\d.]+ [KM]iB/);
    const total = lines.at(-1) as unknown as Record<string, number>;
    for (const [arena = Number.NaN, live = Number.NaN] of [
      [total['trainingBytes'], total['trainingLiveBytes']],
      [total['inferenceBytes'], total['inferenceLiveBytes']],
    ]) {
      expect(live).toBeGreaterThan(246_824);
      expect(arena / live).toBeGreaterThanOrEqual(1);
      expect(arena / live).toBeLessThanOrEqual(1.2);
    }
  });

  it('says where a network is wrong', async () => {
    const document = JSON.parse(readFileSync(path('tiny.json'), 'utf8')) as { nodes: { id: string; parameters: object }[] };
    Object.assign(document.nodes[1]?.parameters ?? {}, { kernelSize: [31, 31], padding: 'valid' });
    writeFileSync(path('wrong.json'), JSON.stringify(document));
    const finished = await run('inspect', path('wrong.json'), '--json');
    expect(finished).toMatchObject({
      code: 1,
      output: '',
      error: expect.stringMatching(/error kernel-larger-than-input at .*wrong\.json: conv.*fix: /),
    });
  });

  it('says a wrong parameter with its layer, and every problem in a line of its own', async () => {
    const document = JSON.parse(readFileSync(path('tiny.json'), 'utf8')) as { nodes: { parameters: object }[] };
    Object.assign(document.nodes[1]?.parameters ?? {}, { filters: 0 });
    writeFileSync(path('zero\nfilters.json'), JSON.stringify(document));
    const { error } = await run('inspect', path('zero\nfilters.json'));
    expect(error).toMatch(
      /zero filters\.json: nodes\[1\]\.parameters\.filters \(conv\): .*; expected a number of at least 1; received 0\n$/,
    );
    expect(error.trim().split('\n')).toHaveLength(1);
    writeFileSync(path('no.json'), '{\n  "a": 1,\n  b\n}\n');
    expect((await run('inspect', path('no.json'))).error.trim().split('\n')).toHaveLength(1);
  });

  it('writes the sample images as class folders', async () => {
    const finished = await run('sample', path('samples'), '--json');
    expect(finished.code).toBe(0);
    expect(finished.lines()).toEqual([{ kind: 'result', folder: path('samples'), files: 2000 }]);
  });

  it.skipIf(!existsSync('/proc/self'))('refuses to write where no folder can be made, instead of trying for ever', async () => {
    expect(await run('sample', '/proc/samples')).toMatchObject({ code: 1, error: expect.stringMatching(/sample-images-unwritable/) });
  });

  it('helps, and refuses what it does not know', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, error: '', output: expect.stringMatching(/predict MODEL IMAGE…/) });
    expect(await run('train', '--help')).toMatchObject({ code: 0, error: '', output: expect.stringMatching(/--learning-rate X/) });
    expect(await run('tarin')).toMatchObject({ code: 1, output: '', error: expect.stringMatching(/command-unknown.*inspect, train/) });
  });
});
