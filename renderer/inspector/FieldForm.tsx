// A form made of a definition's fields: those that matter, given the others.
import { type Fields, isFieldActive, type Parameters, type ParameterValue } from '../../engine/base/fields.ts';
import type { FieldOwner } from '../document/field-drafts.ts';
import { keyOfField } from '../document/field-drafts.ts';
import { FieldControl } from './FieldControl.tsx';

interface FieldFormProperties {
  /** Whose fields they are: what was typed into the same fields of another does not stay. */
  readonly owner: FieldOwner;
  readonly fields: Fields;
  readonly parameters: Parameters;
  onChange(name: string, value: ParameterValue): void;
}

export function FieldForm({ owner, fields, parameters, onChange }: FieldFormProperties) {
  return Object.entries(fields).map(([name, field]) =>
    isFieldActive(field, parameters) ? (
      <FieldControl
        key={keyOfField({ owner, name })}
        place={{ owner, name }}
        field={field}
        value={parameters[name] ?? field.default}
        onChange={(value) => onChange(name, value)}
      />
    ) : null,
  );
}
