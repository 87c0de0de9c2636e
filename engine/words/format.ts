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

/** The text in `language`; `say` turns a value into words. Throws where a value is missing: types and tests have seen to that. */
export function formatText<Value>(
  language: Language,
  text: string,
  values: Readonly<Record<string, Value>>,
  say: (value: Value) => string,
): string {
  if (!text.includes('{')) return text;
  const { format, raw } = templateOf(language, text);
  const said = Object.entries(values).map(([name, value]): [string, unknown] => [
    name,
    raw.has(name) ? (typeof value === 'boolean' ? String(value) : value) : say(value),
  ]);
  return String(format.format(Object.fromEntries(said)));
}
