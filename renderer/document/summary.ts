// The few parameters that say most about a layer, in one line for its node: the first two of its definition, and the others
// only where they differ from their defaults.

import { type Field, isFieldActive, type Parameters, type ParameterValue } from '../../engine/base/fields.ts';
import type { AnyLayerDefinition } from '../../engine/layers/layer.ts';
import { formatCount } from '../i18n/numbers.ts';
import { hasSameContents } from './use-stable.ts';

const alwaysShown = 2;

export function summarizeParameters(definition: AnyLayerDefinition, parameters: Parameters): string {
  if (definition.group === 'input') return '';
  return Object.entries(definition.fields)
    .filter(([, field]) => isFieldActive(field, parameters))
    .flatMap(([name, field], index) => {
      const value = parameters[name] ?? field.default;
      const isShown = index < alwaysShown && field.kind !== 'toggle';
      return isShown || !hasSameContents(value, field.default) ? summarizeValue(field, value) : [];
    })
    .join(' · ');
}

function summarizeValue(field: Field, value: ParameterValue): string[] {
  const label = field.label.toLowerCase();
  if (typeof value === 'boolean') return value ? [label] : [`no ${label}`];
  if (Array.isArray(value))
    return [label.startsWith('kernel') || label.startsWith('size') ? value.join('×') : `${label} ${value.join('×')}`];
  if (field.kind === 'choice') return [field.options.find((option) => option.value === value)?.label ?? String(value)];
  if (field.kind === 'integer' && typeof value === 'number') return [`${formatCount(value)} ${label}`];
  if (typeof value === 'object' && 'top' in value) return [`padding ${value.top}, ${value.bottom}, ${value.left}, ${value.right}`];
  return [field.kind === 'padding' ? String(value) : `${label} ${String(value)}`];
}
