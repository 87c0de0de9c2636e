// The command line in Chinese: every command's help, what it says of its work, and what it says of a mistake hold no English words, and
// end with the same exit codes as in English.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../../electron/cli/commands.ts';
import { createOutput } from '../../../electron/cli/output.ts';
import { createReporter } from '../../../electron/cli/training-run.ts';
import { runInside } from './run-receptive.ts';
import { tinyClasses, writeTinyImages, writeTinyNetwork } from './tiny-images.ts';

let folder = '';
const path = (...parts: readonly string[]) => join(folder, ...parts);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'receptive-chinese-'));
  writeTinyImages(path('images'), 6);
  writeTinyImages(path('test'), 2, 30);
  writeTinyNetwork(path('tiny.json'), tinyClasses.length, 2);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (words: readonly string[], language = 'zh') => runInside([...words, '--language', language], path('cache'));

/** Names that stay as they are: of the product, of formats, layers and units, and what a person has named or types. */
const names =
  /^(Receptive|receptive|Fashion|MNIST|JSON|PNG|PSNR|dB|s|B|KiB|MiB|conv|conv2d|relu|activation|pool|pool2d|input|flatten|dense|image|softmax|sgd|momentum|nesterov|adam|adamw|en|zh|x|XDG_CACHE_HOME|lenet|train|validation|test|training|all|across|checks|down|model|json|png|receptive\.json)$/;

/** Latin words that are neither such names nor options, files, signs for values (`DIR`, `HxW`) or names of problems. */
function englishIn(text: string, more: readonly string[] = []): string[] {
  const bare = text
    .replaceAll(new RegExp(`${folder}[\\w./-]*`, 'g'), ' ')
    .replace(/^(错误|警告) [a-z-]+/gm, '')
    .replace(/--?[a-z-]+/g, ' ')
    .replace(/\/?[\w-]+(\/[\w.-]+)+/g, ' ')
    .replace(/\b(HxW|FILE\.png|[A-Z]{1,12})\b/g, ' ');
  const words = bare.match(/[A-Za-z][A-Za-z0-9_]*/g) ?? [];
  return words.filter((word) => !names.test(word) && !more.includes(word));
}

const commandNames = commands.map(({ name }) => name);

describe('in Chinese', () => {
  test('the list of commands has no English words', async () => {
    const help = await run(['--help']);
    expect(help.code).toBe(0);
    expect(help.output).toContain('卷积网络');
    expect(englishIn(help.output, commandNames)).toEqual([]);
  });

  test.each(commandNames)('the help of %s has none', async (name) => {
    const help = await run([name, '--help']);
    expect(help).toMatchObject({ code: 0, error: '' });
    expect(help.output).toContain('显示此帮助。');
    expect(englishIn(help.output, commandNames)).toEqual([]);
  });

  test.each([
    ['no command', ['tarin'], ['tarin']],
    ['an unknown option', ['inspect', 'tiny.json', '--colour'], ['colour']],
    ['an option without its value', ['train', 'tiny.json', '--data'], []],
    ['a flag with a value', ['train', 'tiny.json', '--grey=yes'], ['yes']],
    ['a number out of range', ['train', 'a.json', '--data', 'b', '--out', 'c', '--epochs', '0'], []],
    ['a file that is not there', ['evaluate', 'none.json', '--data', 'images'], ['none']],
    ['a class it has not learnt', ['predict', 'none.json', 'none.png'], ['none']],
    ['no unit', ['gradient', 'none.json', 'none.png', '--unit', 'here'], ['none', 'here']],
    [
      'a template that there is not',
      ['templates', '--write', 'resnet', 'x.json'],
      ['resnet', 'all', 'convolutional', 'auto', 'encoder', 'residual', 'vgg', 'small'],
    ],
    ['no folder', ['sample', '/proc/samples'], ['proc', 'samples']],
    ['nothing to work on', ['sample'], []],
  ] as const)('%s is told without any, with the same exit code', async (_what, words, given) => {
    const [english, chinese] = [await run(words, 'en'), await run(words)];
    expect([chinese.code, chinese.output]).toEqual([english.code, english.output]);
    expect(chinese.code).toBe(1);
    expect(chinese.error).toMatch(/\p{Script=Han}/u);
    expect(englishIn(chinese.error, [...commandNames, ...given])).toEqual([]);
  });

  test('training, evaluating, predicting and looking say what they do without any', async () => {
    const image = path('test', 'down', '30.png');
    const everything = [
      ['train', path('tiny.json'), '--data', path('images'), '--test', path('test'), '--out', path('model.json'), '--workers', '1'],
      ['evaluate', path('model.json'), '--data', path('images')],
      ['predict', path('model.json'), image],
      ['gradient', path('model.json'), image, '--unit', 'conv:3,3,0', '--out', path('seen.png')],
      ['inspect', path('tiny.json')],
    ];
    for (const words of everything) {
      const told = await run(words);
      expect(told.code, told.error).toBe(0);
      expect(englishIn(`${told.output}${told.error}`, ['Tiny', 'classification']), words[0]).toEqual([]);
    }
    const evaluated = await run(['evaluate', path('model.json'), '--data', path('images')]);
    expect(evaluated.output).toMatch(/^ {2}类别 +图像 +正确 +准确率$/m);
    expect(evaluated.output).toMatch(/^全部 18 张图像：准确率 [\d.]+ %、损失 [\d.]+$/m);
  });

  test('the templates are listed and written without any', async () => {
    const listed = await run(['templates']);
    expect(listed.output).toMatch(/^lenet +LeNet +14 层 +61,706 个参数$/m);
    expect((await run(['templates', '--write', 'lenet', path('lenet.json')])).output).toContain('用以下命令训练');
  });
});

describe('a training run that ends early', () => {
  const tell = (keptEpoch: number, language: 'en' | 'zh'): string => {
    const [output, error] = [new PassThrough(), new PassThrough()];
    const report = createReporter(createOutput(false, { output, error }, language));
    const message = { kind: 'message', id: 'worker-ended', values: {} } as const;
    report({ kind: 'crashed', runId: 1, reason: 'worker-exited', message, keptEpoch });
    return String(output.read());
  };

  test('says which weights are kept, in the person’s language', () => {
    expect(tell(3, 'en')).toBe('Training ended early: kept are the weights of epoch 3, the last sound one\n');
    expect(tell(0, 'en')).toBe('Training ended early: no weights are kept\n');
    expect(tell(3, 'zh')).toBe('训练提前结束：保留了第 3 轮次的权重，最后一个正常的轮次\n');
    expect(tell(0, 'zh')).toBe('训练提前结束：没有保留任何权重\n');
  });
});
