// Texts of ICU MessageFormat with their values put in, in one language. A text is parsed once a language and kept.
import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../base/messages.ts';
import { formatCount } from '../base/numbers.ts';

/** For Intl: plurals, lists and dates. */
export const locales: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' };

/** Whole numbers with their thousands apart; fractions with all their digits. */
export function formatNumber(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : String(value);
}

interface Template {
  readonly format: IntlMessageFormat;
  /** Names of values that are counted or choose a branch: they go in as they are. */
  readonly raw: ReadonlySet<string>;
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

function collectRaw(elements: readonly Element[], raw: Set<string>): void {
  for (const element of elements) {
    if (!('options' in element)) continue;
    raw.add(element.value);
    for (const option of Object.values(element.options)) collectRaw(option.value, raw);
  }
}

const templates = new Map<string, Template>();

function templateOf(language: Language, text: string): Template {
  const key = `${language} ${text}`;
  const known = templates.get(key);
  if (known !== undefined) return known;
  // what stands in angle brackets is no tag: `train/<class>/`
  const format = new IntlMessageFormat(text, locales[language], undefined, { ignoreTag: true });
  const raw = new Set<string>();
  collectRaw(format.getAst(), raw);
  const template = { format, raw };
  templates.set(key, template);
  return template;
}

/** Stands at both ends of a value while a text is put together: a sign of Unicode's for use within a program, which no text holds. */
const seam = '\uFDD0';
const han = '\\p{Script=Han}';
const other = '[\\p{Script=Latin}\\p{Script=Greek}\\p{Nd}%]';
const tight = new RegExp(`(?<=${han})${seam}+(?=${other})|(?<=${other})${seam}+(?=${han})`, 'gu');
const seams = new RegExp(seam, 'g');

/**
 * Chinese is set apart from Latin letters and digits by a space. Whether a value begins or ends with those, its sentence can't know;
 * what stands within values stays as it is.
 */
function spaceValues(text: string): string {
  return text.replace(tight, ' ').replace(seams, '');
}

/** The text in `language`; `say` turns a value into words. Throws where a value is missing: types and tests have seen to that. */
export function formatText<Value>(
  language: Language,
  text: string,
  values: Readonly<Record<string, Value>>,
  say: (value: Value) => string,
): string {
  if (!text.includes('{')) return text;
  const { format, raw } = templateOf(language, text);
  const isChinese = language === 'zh';
  const put = (value: Value): string => (isChinese ? `${seam}${say(value)}${seam}` : say(value));
  const said = Object.entries(values).map(([name, value]): [string, unknown] => [
    name,
    raw.has(name) ? (typeof value === 'boolean' ? String(value) : value) : put(value),
  ]);
  const whole = String(format.format(Object.fromEntries(said)));
  return isChinese ? spaceValues(whole) : whole;
}
