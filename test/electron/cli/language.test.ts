// The language of the command line: asked for by an option, else by the environment, and spoken in diagnostics and results.

import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { findLanguage } from '../../../electron/cli/language.ts';
import { runCommandLine } from '../../../electron/cli/run.ts';

test.each([
  [[], {}, 'en'],
  [[], { LANG: 'zh_CN.UTF-8' }, 'zh'],
  [[], { LANG: 'zh_CN.UTF-8', LC_MESSAGES: 'en_GB.UTF-8' }, 'en'],
  [[], { LANG: 'en_US.UTF-8', LC_ALL: 'zh_TW' }, 'zh'],
  [[], { LANG: 'fr_FR.UTF-8' }, 'en'],
  [[], { LC_ALL: '', LANG: 'zh' }, 'zh'],
  [['inspect', '--language', 'zh'], { LANG: 'en_US' }, 'zh'],
  [['inspect', '--language=en'], { LANG: 'zh_CN' }, 'en'],
  [['inspect', '--language', 'xx'], { LANG: 'zh_CN' }, 'zh'],
] as const)('%j in %j is %s', (words, environment, language) => {
  expect(findLanguage(words, environment)).toBe(language);
});

async function run(words: readonly string[], environment: Readonly<Record<string, string>>) {
  const [output, error] = [new PassThrough(), new PassThrough()];
  const said = { output: '', error: '' };
  output.on('data', (chunk: Buffer) => (said.output += String(chunk)));
  error.on('data', (chunk: Buffer) => (said.error += String(chunk)));
  const interruption = { signal: new AbortController().signal, setStake: () => undefined };
  const code = await runCommandLine(words, { output, error }, interruption, environment);
  return { code, ...said };
}

test('what is wrong is said in that language, with the same name', async () => {
  const english = await run(['inspect', 'none.json'], {});
  const chinese = await run(['inspect', 'none.json'], { LANG: 'zh_CN.UTF-8' });
  expect(english).toMatchObject({ code: 1, error: expect.stringMatching(/^error file-missing at none\.json: There is no such file/) });
  expect(chinese).toMatchObject({ code: 1, error: expect.stringMatching(/^错误 file-missing，位于 none\.json：没有这个文件/) });
});

test('results are, too, and JSON lines stay as they are', async () => {
  const network = 'assets/templates/lenet.json';
  const { readdirSync } = await import('node:fs');
  const file = `assets/templates/${readdirSync('assets/templates').find((name) => name.startsWith('lenet')) ?? network}`;
  const text = await run(['inspect', file, '--language', 'zh'], {});
  expect(text.output).toMatch(/层 +类型 +输出 +参数 +乘加/);
  expect(text.output).toMatch(/预测所需内存/);
  const [english, chinese] = [await run(['inspect', file, '--json'], {}), await run(['inspect', file, '--json'], { LANG: 'zh' })];
  expect(chinese.output).toBe(english.output);
});

test('a language that we do not speak is refused', async () => {
  const refused = await run(['inspect', 'a.json', '--language', 'fr'], {});
  expect(refused).toMatchObject({ code: 1, error: expect.stringMatching(/option-value.*--language.*expected en, zh.*received "fr"/) });
});
