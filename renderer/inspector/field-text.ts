// Between what a person types and a field's value: the validator of the field decides, and the message says what it wants.
import { type Field, fieldValidator, type ParameterValue } from '../../engine/base/fields.ts';

export type ReadValue = { readonly ok: true; readonly value: ParameterValue } | { readonly ok: false; readonly message: string };

export function checkValue(field: Field, value: ParameterValue): ReadValue {
  const parsed = fieldValidator(field).safeParse(value);
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, message: describeWanted(field) };
}

export function describeWanted(field: Field): string {
  switch (field.kind) {
    case 'integer':
      return `Expected a whole number from ${field.minimum} to ${field.maximum}`;
    case 'pair':
      return `Expected two whole numbers from ${field.minimum} to ${field.maximum}`;
    case 'number':
      return `Expected a number from ${field.minimum} to ${field.maximum}`;
    case 'padding':
      return 'Expected whole numbers of 0 or more';
    default:
      return 'Expected one of the choices';
  }
}
