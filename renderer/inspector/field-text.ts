// Between what a person types and a field's value: the validator of the field decides, and the message says what it wants.
import { type Field, fieldValidator, type ParameterValue } from '../../engine/base/fields.ts';
import { type Sentence, sentence } from '../../engine/words/texts.ts';
import { wantedTexts } from './words.ts';

export type ReadValue = { readonly ok: true; readonly value: ParameterValue } | { readonly ok: false; readonly message: Sentence };

export function checkValue(field: Field, value: ParameterValue): ReadValue {
  const parsed = fieldValidator(field).safeParse(value);
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, message: describeWanted(field) };
}

export function describeWanted(field: Field): Sentence {
  switch (field.kind) {
    case 'integer':
    case 'pair':
    case 'number': {
      const { minimum, maximum } = field;
      return sentence(wantedTexts, field.kind, { minimum: String(minimum), maximum: String(maximum) });
    }
    case 'padding':
      return sentence(wantedTexts, 'padding');
    default:
      return sentence(wantedTexts, 'choice');
  }
}
