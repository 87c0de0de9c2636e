// A form made of a definition's fields: those that matter, given the others.
import { type Fields, isFieldActive, type Parameters, type ParameterValue } from '../../engine/base/fields.ts';
import { FieldControl } from './FieldControl.tsx';

interface FieldFormProperties {
  /** Distinguishes forms of the same fields for different things, so that what was typed does not stay. */
  readonly owner: string;
  readonly fields: Fields;
  readonly parameters: Parameters;
  onChange(name: string, value: ParameterValue): void;
}

export function FieldForm({ owner, fields, parameters, onChange }: FieldFormProperties) {
  return Object.entries(fields).map(([name, field]) =>
    isFieldActive(field, parameters) ? (
      <FieldControl
        key={`${owner} ${name}`}
        field={field}
        value={parameters[name] ?? field.default}
        onChange={(value) => onChange(name, value)}
      />
    ) : null,
  );
}
