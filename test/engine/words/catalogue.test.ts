// Both languages say everything: the same ids, the same values, every text parses and takes values, and Chinese is Chinese.
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';
import { type AnyWords, describe as describeDefinition } from '../../../engine/base/described.ts';
import { type Language, languages, type MessageValues } from '../../../engine/base/messages.ts';
import { layerDefinitions } from '../../../engine/layers/index.ts';
import { describeLayer } from '../../../engine/layers/layer.ts';
import { lossDefinitions } from '../../../engine/losses/index.ts';
import { optimizerDefinitions } from '../../../engine/optimizers/index.ts';
import { scheduleDefinitions } from '../../../engine/schedules/index.ts';
import { catalogueOf } from '../../../engine/words/catalogue.ts';
import { describeDiagnostic, formatDiagnostic, sayFix, sayMessage, withFullStop, withoutFullStop } from '../../../engine/words/say.ts';

/** Texts of a language by a name: `problems.no-input.message`. */
function textsOf(language: Language): ReadonlyMap<string, string> {
  const { problems, fixes, phrases } = catalogueOf(language);
  const all = new Map<string, string>();
  for (const [id, text] of Object.entries(problems))
    for (const [part, words] of Object.entries(text)) all.set(`problems.${id}.${part}`, words);
  for (const [id, text] of Object.entries(fixes)) all.set(`fixes.${id}`, text);
  for (const [id, text] of Object.entries(phrases)) all.set(`phrases.${id}`, text);
  return all;
}

/** The values of a text with a sample of each, as its formats ask for them. */
function samplesOf(elements: readonly MessageFormatElement[], samples: Record<string, unknown> = {}): Record<string, unknown> {
  for (const element of elements) {
    if (element.type === TYPE.argument) samples[element.value] ??= 'Muster';
    if (element.type === TYPE.plural) samples[element.value] = 2;
    if (element.type === TYPE.select) samples[element.value] = Object.keys(element.options)[0];
    if (element.type === TYPE.plural || element.type === TYPE.select)
      for (const option of Object.values(element.options)) samplesOf(option.value, samples);
  }
  return samples;
}

const samplesIn = (...texts: readonly (string | undefined)[]): MessageValues => {
  const samples: Record<string, unknown> = {};
  for (const text of texts) samplesOf(parse(text ?? '', { ignoreTag: true }), samples);
  return samples as MessageValues;
};

/** A problem's texts share their values. */
const namesIn = (language: Language, id: string): string[] => {
  const { message, expected, received } = catalogueOf(language).problems[id] ?? { message: '' };
  return Object.keys(samplesIn(message, expected, received)).sort();
};

/** Every text of a definition's words, however deep; its messages are in the catalogue. */
function leavesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [];
}
const definitions = [...layerDefinitions, ...lossDefinitions, ...optimizerDefinitions, ...scheduleDefinitions];
/** Without synonyms: people look for English names in any language. */
const saidBy = ({ problems: _p, fixes: _f, phrases: _s, synonyms: _n, ...words }: AnyWords): string[] => leavesOf(words);

/** Names that Chinese texts keep: products, functions, formats, units, options and paths. */
const names = new Set(
  `ReLU Leaky ELU GELU SELU SiLU Softmax Sigmoid Tanh Softplus swish sigmoid tanh Dropout Adam AdamW SGD Nesterov Huber He Glorot LeCun
  max ln logits valid same full Same Valid Full
  Receptive receptive JSON UTF PNG JPEG WebP GIF TIFF BMP AVIF HEIC RGB base64 f32 format version true false train validation test
  checksums fit XDG_CACHE_HOME NAME FILE out write help templates json x28`
    .split(/\s+/)
    .filter(Boolean),
);

/** What stands in a text itself, without its values. */
function literalsOf(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal) return [element.value];
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
    return Object.values(element.options).flatMap(({ value }) => literalsOf(value));
  });
}

/** Latin words of two letters and more that are no names. */
const foreignWords = (text: string): string[] => (text.match(/[A-Za-z_][A-Za-z_0-9]+/g) ?? []).filter((word) => !names.has(word));

const foreignIn = (text: string): string[] => literalsOf(parse(text, { ignoreTag: true })).flatMap(foreignWords);

test('both languages have the same messages, and no id is used twice', () => {
  expect([...textsOf('zh').keys()].sort()).toEqual([...textsOf('en').keys()].sort());
  expect(textsOf('en').size).toBeGreaterThan(250);
});

test('a message has the same values in both languages', () => {
  const { problems, fixes, phrases } = catalogueOf('en');
  const differing = Object.keys(problems).filter((id) => namesIn('en', id).join() !== namesIn('zh', id).join());
  expect(differing).toEqual([]);
  for (const [kind, texts] of [['fixes', fixes] as const, ['phrases', phrases] as const]) {
    const odd = Object.entries(texts).filter(([id, text]) => {
      const other = catalogueOf('zh')[kind][id] ?? '';
      return Object.keys(samplesIn(text)).sort().join() !== Object.keys(samplesIn(other)).sort().join();
    });
    expect(odd).toEqual([]);
  }
});

describe.each(languages)('in %s', (language) => {
  const { problems, fixes, phrases } = catalogueOf(language);

  test('every message takes values and leaves no brace and no name of a value behind', () => {
    const said = [
      ...Object.entries(problems).map(([id, { message, expected, received }]) => {
        const values = samplesIn(message, expected, received);
        return formatDiagnostic({ id, severity: 'error', values, path: 'a.json', size: { height: 3, width: 4 } }, language);
      }),
      ...Object.entries(fixes).map(([id, text]) => sayFix({ id, values: samplesIn(text) }, language)),
      ...Object.entries(phrases).map(([id, text]) => sayMessage({ id, values: samplesIn(text) }, language)),
    ];
    expect(said.filter((text) => /[{}]|undefined|\[object/.test(text))).toEqual([]);
    expect(said.every((text) => text.trim() !== '')).toBe(true);
  });

  test('on one line nothing comes to a full stop before it goes on, and what was expected and found goes on in the sentence', () => {
    const said = Object.entries(problems).map(([id, { message, expected, received }]) => {
      const values = samplesIn(message, expected, received);
      const fix = { id: 'train-the-network', values: {}, changes: [] };
      return { id, line: formatDiagnostic({ id, severity: 'error', values, path: 'a.json', fix }, language) };
    });
    expect(said.filter(({ line }) => /[.。][;；]/.test(line))).toEqual([]);
    const stop = language === 'zh' ? '。' : '.';
    for (const { message } of Object.values(problems)) {
      expect(withFullStop(message, language)).toBe(`${withoutFullStop(message)}${stop}`);
      expect(withoutFullStop(message)).not.toMatch(/[.。]$/);
    }
    const begun = Object.values(problems).flatMap(({ expected = '', received = '' }) => [expected, received]);
    expect(begun.filter((text) => /^[A-Z][a-z]|\{[A-Z][a-z]/.test(text))).toEqual([]);
  });

  test('every definition has a label, an explanation, and words for each field and option', () => {
    for (const definition of definitions) {
      const { label, explanation, fields } = describeDefinition(definition, language);
      expect(
        [label, explanation].every((text) => text.trim() !== ''),
        definition.type,
      ).toBe(true);
      for (const field of Object.values(fields)) {
        expect(field.label.trim(), definition.type).not.toBe('');
        expect(field.help.trim(), `${definition.type} ${field.label}`).not.toBe('');
        if (field.kind === 'choice') expect(field.options.every((option) => option.label.trim() !== '')).toBe(true);
      }
    }
  });

  test('a definition is described once', () => {
    for (const definition of layerDefinitions) expect(describeLayer(definition, language)).toBe(describeLayer(definition, language));
  });
});

test('Chinese texts hold no English words but names', () => {
  const catalogue = [...textsOf('zh')].map(([name, text]) => ({ name, words: foreignIn(text) }));
  const own = definitions.map(({ type, words }) => ({ name: type, words: saidBy(words.zh).flatMap(foreignWords) }));
  expect([...catalogue, ...own].filter(({ words }) => words.length > 0)).toEqual([]);
});

test('English texts hold no Chinese', () => {
  const all = [...textsOf('en').values(), ...definitions.flatMap(({ words }) => saidBy(words.en))];
  expect(all.filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
});

test('a diagnostic of an id that nobody has is a mistake of ours', () => {
  expect(() => describeDiagnostic({ id: 'no-such-thing', severity: 'error', values: {} }, 'en')).toThrow('no-such-thing');
});
