// From words to checked options, and the progress bar.

import { describe, expect, it } from 'vitest';
import type { Command } from '../../../electron/cli/command.ts';
import { parseWords } from '../../../electron/cli/options.ts';
import { createProgress } from '../../../electron/cli/progress.ts';
import { formatRows, formatTable } from '../../../electron/cli/table.ts';
import type { Language } from '../../../engine/base/messages.ts';
import { defineTexts, sentence } from '../../../engine/words/texts.ts';
import { inEnglish } from '../../helpers/in-english.ts';

const said = sentence(defineTexts({ none: '' }, { none: '' }), 'none');
const command: Command = {
  name: 'example',
  summary: said,
  operands: { words: 'FILE', minimum: 1, maximum: 1 },
  options: {
    out: { kind: 'text', value: 'FILE', required: true, help: said },
    epochs: { kind: 'integer', value: 'N', minimum: 1, maximum: 10, help: said },
    rate: { kind: 'number', value: 'X', minimum: 0, maximum: 1, help: said },
    size: { kind: 'size', value: 'HxW', help: said },
    optimizer: { kind: 'choice', value: 'NAME', options: ['sgd', 'adam'], help: said },
    grey: { kind: 'flag', help: said },
  },
  run: async () => ({ kind: 'done' }),
};
const complete = ['file', '--out', 'model.json'];

describe('options', () => {
  it('are read by kind', () => {
    const parsed = parseWords(command, [...complete, '--epochs', '3', '--rate=1e-3', '--size', '12x34', '--optimizer', 'adam', '--grey']);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
    const { operands, options } = parsed.value;
    expect(operands).toEqual(['file']);
    expect(options.number('epochs')).toBe(3);
    expect(options.number('rate')).toBe(0.001);
    expect(options.size('size')).toEqual({ height: 12, width: 34 });
    expect(options.requiredText('out')).toBe('model.json');
    expect(options.text('optimizer')).toBe('adam');
    expect([options.flag('grey'), options.flag('json')]).toEqual([true, false]);
  });

  it.each([
    [['--epochs', '0'], '"0"', /whole number from 1 to 10/],
    [['--epochs', '-1'], '"-1"', /whole number from 1 to 10/],
    [['--rate', '-.5'], '"-.5"', /from 0 to 1/],
    [['--epochs', '2.5'], '"2.5"', /whole number/],
    [['--epochs', '1e1'], '"1e1"', /whole number/],
    [['--epochs', ''], '""', /whole number/],
    [['--rate', '2'], '"2"', /from 0 to 1/],
    [['--rate', '-1'], '"-1"', /from 0 to 1/],
    [['--epochs', '-3'], '"-3"', /whole number/],
    [['--rate', 'Infinity'], '"Infinity"', /number/],
    [['--rate', '0x1'], '"0x1"', /number/],
    [['--size', '12'], '"12"', /height x width/],
    [['--size', '0x5'], '"0x5"', /height x width/],
    [['--optimizer', 'sdg'], '"sdg"', /sgd, adam/],
  ])('refuse %j and say what was expected', (words, received, expected) => {
    const parsed = parseWords(command, [...complete, ...words]);
    expect(parsed.ok).toBe(false);
    expect(parsed.diagnostics.map(inEnglish)).toMatchObject([{ id: 'option-value', received, expected: expect.stringMatching(expected) }]);
  });

  it('tell everything that is missing at once', () => {
    expect(parseWords(command, []).diagnostics.map(({ id }) => id)).toEqual(['option-missing', 'operands']);
    expect(parseWords(command, ['one', 'two', '--out', 'o']).diagnostics.map(inEnglish)).toMatchObject([
      { id: 'operands', received: 'one two' },
    ]);
  });

  it.each([
    [['--colour', 'red'], 'option-unknown', '--colour'],
    [['-x'], 'option-unknown', '-x'],
    [['--epochs'], 'option-without-value', 'nothing'],
    [['--optimizer', '--grey'], 'option-without-value', 'nothing'],
    [['--grey=yes'], 'option-takes-none', '--grey with a value'],
  ])('that are none, or are written otherwise, are named: %j', (words, id, received) => {
    expect(parseWords(command, [...complete, ...words]).diagnostics.map(inEnglish)).toMatchObject([{ id, received }]);
  });

  it('take a value with a dash behind an equals sign', () => {
    const parsed = parseWords(command, ['file', '--out=-model.json']);
    expect(parsed.ok && parsed.value.options.text('out')).toBe('-model.json');
  });

  it('do not stand in the way of the help', () => {
    const parsed = parseWords(command, ['--help']);
    expect(parsed.ok && parsed.value.options.flag('help')).toBe(true);
  });
});

describe('progress', () => {
  const record = (isTTY: boolean, language: Language = 'en') => {
    const written: string[] = [];
    let time = 0;
    const stream = { isTTY, columns: 60, write: (text: string) => written.push(text) > 0 } as unknown as NodeJS.WriteStream;
    return { written, progress: createProgress(stream, language, () => time), wait: (milliseconds: number) => (time += milliseconds) };
  };

  it('is a bar that is redrawn in place on a terminal, at most ten times a second, and never wraps', () => {
    const { written, progress, wait } = record(true);
    for (let done = 0; done <= 100; done++) {
      progress.show('Reading', done, 100, 'with many words that are longer than the terminal is wide');
      wait(20);
    }
    progress.clear();
    expect(written.length).toBeLessThanOrEqual(23);
    expect(written.length).toBeGreaterThan(15);
    expect(written.at(0)).toContain(`\r\u001b[KReading ${'─'.repeat(24)}   0 %`);
    expect(written.at(-1)).toBe('\r\u001b[K');
    for (const text of written) expect(text.replace('\r\u001b[K', '').length).toBeLessThan(60);
  });

  it('is cut by columns, of which a Chinese character takes two', () => {
    const { written, progress } = record(true, 'zh');
    progress.show('正在读取图像', 1, 2, '很长的细节'.repeat(10));
    const columns = [...(written[0] ?? '').replace('\r\u001b[K', '')].reduce((sum, one) => sum + (/\p{Script=Han}/u.test(one) ? 2 : 1), 0);
    expect([58, 59]).toContain(columns);
  });

  it('is a plain line every ten seconds elsewhere', () => {
    const { written, progress, wait } = record(false);
    for (let second = 0; second < 35; second++) {
      progress.show('Epoch 1/2', second, 100, 'loss 0.5');
      wait(1000);
    }
    progress.clear();
    expect(written).toEqual([
      'Epoch 1/2: 10 of 100 (10 %), loss 0.5\n',
      'Epoch 1/2: 20 of 100 (20 %), loss 0.5\n',
      'Epoch 1/2: 30 of 100 (30 %), loss 0.5\n',
    ]);
  });
});

describe('tables', () => {
  it('line up numbers to the right and words to the left', () => {
    expect(
      formatTable(
        [
          ['a', '1'],
          ['long', '1,000'],
        ],
        ['left', 'right'],
      ),
    ).toBe('a         1\nlong  1,000');
  });

  it('line up where characters take two columns', () => {
    const rows = [
      ['类别', '图像'],
      ['靴子（短）', '12'],
      ['bag', '1,234'],
    ];
    expect(formatTable(rows, ['left', 'right'])).toBe('类别         图像\n靴子（短）     12\nbag         1,234');
  });

  it('break lines at their columns', () => {
    const rows = [
      ['甲', 'eins zwei drei vier'],
      ['b', '一二三四 五六七八'],
    ];
    expect(formatRows(rows, ['left', 'left'], 17)).toEqual(['甲  eins zwei\n        drei vier', 'b   一二三四\n        五六七八']);
  });
});
