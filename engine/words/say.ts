// Messages and diagnostics in words: the one place where ids and values become sentences of a language.

import { describe } from '../base/described.ts';
import type { Diagnostic } from '../base/diagnostics.ts';
import { assertNever } from '../base/fields.ts';
import type { Language, Message, MessageValue, TaggedValue } from '../base/messages.ts';
import { formatBytes, formatCount } from '../base/numbers.ts';
import { formatShape } from '../base/shape.ts';
import { findLayer } from '../layers/index.ts';
import { describeLayer } from '../layers/layer.ts';
import { catalogueOf } from './catalogue.ts';
import { formatNumber, formatText, locales } from './format.ts';

/** The label of a layer type; of one that there is not, the type itself. */
export function layerLabel(type: string, language: Language): string {
  const definition = findLayer(type);
  return definition === undefined ? type : describe(definition, language).label;
}

function sayField({ layer, name, option, isInSentence = false }: Extract<TaggedValue, { kind: 'field' }>, language: Language): string {
  const definition = findLayer(layer);
  const field = definition && describe(definition, language).fields[name];
  const chosen = field?.kind === 'choice' ? field.options.find(({ value }) => value === option) : undefined;
  const said = option === undefined ? (field?.label ?? name) : (chosen?.label ?? option);
  return isInSentence ? said.toLowerCase() : said;
}

function sayPort({ layer, side, name }: Extract<TaggedValue, { kind: 'port' }>, language: Language): string {
  const definition = findLayer(layer);
  const ports = definition && describeLayer(definition, language)[side];
  return ports?.find((port) => port.name === name)?.label ?? name;
}

const separators: Readonly<Record<Language, string>> = { en: ', ', zh: '、' };

function sayList({ items, joined }: Extract<TaggedValue, { kind: 'list' }>, language: Language): string {
  const said = items.map((item) => sayValue(item, language));
  if (joined === 'comma') return said.join(separators[language]);
  return new Intl.ListFormat(locales[language], { type: joined === 'and' ? 'conjunction' : 'disjunction' }).format(said);
}

function sayTagged(value: TaggedValue, language: Language): string {
  switch (value.kind) {
    case 'bytes':
      return value.exact === true
        ? sayMessage({ id: 'exact-bytes', values: { short: formatBytes(value.bytes), exact: formatCount(value.bytes) } }, language)
        : formatBytes(value.bytes);
    case 'layer':
      return layerLabel(value.type, language);
    case 'field':
      return sayField(value, language);
    case 'port':
      return sayPort(value, language);
    case 'node':
      return value.name ?? sayMessage({ id: 'label-with-id', values: { label: layerLabel(value.type, language), id: value.id } }, language);
    case 'list':
      return sayList(value, language);
    case 'message':
      return sayMessage(value, language);
    case 'fix':
      return sayFix(value, language);
    case 'sentence':
      return put(value.texts[language][value.id] ?? value.id, value.values, language);
    default:
      return assertNever(value);
  }
}

export function sayValue(value: MessageValue, language: Language): string {
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'object') return 'kind' in value ? sayTagged(value, language) : formatShape(value);
  return String(value);
}

function put(text: string, values: Message['values'], language: Language): string {
  return formatText(language, text, values, (value) => sayValue(value, language));
}

/** A phrase of the catalogue with its values. */
export function sayMessage({ id, values }: Message, language: Language): string {
  const text = catalogueOf(language).phrases[id];
  if (text === undefined) throw new Error(`there is no phrase ${id}`);
  return put(text, values, language);
}

/** The words on a fix's button. */
export function sayFix({ id, values }: Message, language: Language): string {
  const text = catalogueOf(language).fixes[id];
  if (text === undefined) throw new Error(`there is no fix ${id}`);
  return put(text, values, language);
}

/** A diagnostic in words. */
export interface SaidDiagnostic {
  /** What is wrong, one sentence. */
  readonly message: string;
  readonly expected?: string;
  readonly received?: string;
  /** On the button, or what to do where the fix changes nothing. */
  readonly fix?: string;
}

export function describeDiagnostic({ id, values, size, fix }: Diagnostic, language: Language): SaidDiagnostic {
  const text = catalogueOf(language).problems[id];
  if (text === undefined) throw new Error(`there is no problem ${id}`);
  const message = put(text.message, values, language);
  return {
    message:
      size === undefined
        ? message
        : sayMessage({ id: 'with-images-of', values: { size: [size.height, size.width], problem: message } }, language),
    ...(text.expected === undefined ? {} : { expected: put(text.expected, values, language) }),
    ...(text.received === undefined ? {} : { received: put(text.received, values, language) }),
    ...(fix === undefined ? {} : { fix: sayFix(fix, language) }),
  };
}

/** For a sentence after which the line goes on. */
export function withoutFullStop(said: string): string {
  return said.replace(/[.。]$/, '');
}

/** For a sentence that stands alone; those of the terminal are mostly one in a line, and have no stop in the catalogue. */
export function withFullStop(said: string, language: Language): string {
  return /[.。!?！？…]$/.test(said) ? said : `${said}${language === 'zh' ? '。' : '.'}`;
}

/** One line for a terminal: where, what, expected and received, the fix. */
export function formatDiagnostic(diagnostic: Diagnostic, language: Language): string {
  const { severity, id, node, edge, path } = diagnostic;
  const place = node ?? edge ?? path;
  const { message, expected, received, fix } = describeDiagnostic(diagnostic, language);
  const parts = { expected, received, fix };
  const head = { severity, id, place: place ?? '', message };
  const line = sayMessage({ id: place === undefined ? 'diagnostic' : 'diagnostic-at', values: head }, language);
  const rest = Object.entries(parts).flatMap(([part, text]) =>
    text === undefined ? [] : [sayMessage({ id: `${part}-part`, values: { text } }, language)],
  );
  return [rest.length === 0 ? line : withoutFullStop(line), ...rest].join(language === 'zh' ? '；' : '; ');
}
