// The few parameters that say most about a layer, in one line for its node: the first of its definition, the second unless it is a
// factor or a rate, and the others only where they differ from their defaults.
import { describe } from '../../engine/base/described.ts';
import { type Field, isFieldActive, type PaddingRule, type Parameters, type ParameterValue } from '../../engine/base/fields.ts';
import type { Language } from '../../engine/base/messages.ts';
import type { AnyLayerDefinition } from '../../engine/layers/layer.ts';
import { textsIn } from '../../engine/words/texts.ts';
import { hasSameContents } from './use-stable.ts';
import { paddingTexts, summaryTexts } from './words.ts';

const alwaysShown = 2;

export function summarizeParameters(definition: AnyLayerDefinition, parameters: Parameters, language: Language): string {
  if (definition.group === 'input') return '';
  return Object.entries(describe(definition, language).fields)
    .filter(([, field]) => isFieldActive(field, parameters))
    .flatMap(([name, field], index) => {
      const value = parameters[name] ?? field.default;
      const isShown = field.kind !== 'toggle' && (index === 0 || (index < alwaysShown && field.kind !== 'number'));
      return isShown || !hasSameContents(value, field.default) ? summarizeValue(name, field, value, language) : [];
    })
    .join(' · ');
}

/** Fields whose value says by itself what it is. */
const plainSizes = ['kernelSize', 'size'];
/** Fields that count what they are called after: `16 filters`. */
const counts = ['filters', 'units', 'groups'];

/** An option's name, without what its label explains behind a colon or in brackets: a layer has room for one line. */
const nameOf = (label: string): string => label.replace(/(:|：|（| \().*$/u, '');

function summarizeValue(name: string, field: Field, value: ParameterValue, language: Language): string[] {
  const text = textsIn(summaryTexts, language);
  const label = field.label.toLowerCase();
  if (typeof value === 'boolean') return value ? [label] : [text('without', { label })];
  if (Array.isArray(value)) return [plainSizes.includes(name) ? value.join('×') : text('named', { label, value })];
  if (field.kind === 'choice') return [nameOf(field.options.find((option) => option.value === value)?.label ?? String(value))];
  if (field.kind === 'integer' && counts.includes(name)) return [text('count', { count: Number(value), name, label })];
  if (typeof value === 'object' && 'top' in value) return [text('padding', { ...value })];
  if (field.kind === 'padding' && typeof value === 'string') return [nameOf(textsIn(paddingTexts, language)(value as PaddingRule))];
  return [text('named', { label, value: String(value) })];
}
