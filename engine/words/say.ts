// Values of sentences in words. Forerunner: the branch `words` brings the whole of it (labels of layers, messages of the catalogue).
import type { Language, MessageValue } from '../base/messages.ts';
import { formatBytes } from '../base/numbers.ts';
import { formatShape } from '../base/shape.ts';
import { formatNumber, locales } from './format.ts';

export function sayValue(value: MessageValue, language: Language): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'boolean') return String(value);
  if (!('kind' in value)) return formatShape(value);
  if (value.kind === 'bytes') return formatBytes(value.bytes);
  if (value.kind === 'list')
    return new Intl.ListFormat(locales[language], { type: value.joined === 'or' ? 'disjunction' : 'conjunction' }).format(
      value.items.map((item) => sayValue(item, language)),
    );
  if (value.kind === 'node') return value.name ?? value.id;
  return value.kind === 'layer' ? value.type : value.kind;
}
