// The control of one field, by its kind. The value is checked by the field's own validator before anyone sees it.
import { useState } from 'react';
import {
  assertNever,
  type ExplicitPadding,
  type Field as FieldDescription,
  type PaddingField,
  type ParameterValue,
} from '../../engine/base/fields.ts';
import { Choice } from '../design/Choice.tsx';
import { joinClasses } from '../design/classes.ts';
import { Field } from '../design/Field.tsx';
import { NumberInput } from '../design/NumberInput.tsx';
import { Switch } from '../design/Switch.tsx';
import typography from '../design/text.module.css';
import { paddingTexts } from '../document/words.ts';
import { useSentence, useTexts } from '../i18n/use-texts.ts';
import styles from './FieldControl.module.css';
import { checkValue, describeWanted } from './field-text.ts';
import { inspectorTexts } from './words.ts';

interface FieldControlProperties {
  readonly field: FieldDescription;
  readonly value: ParameterValue;
  onChange(value: ParameterValue): void;
}

export function FieldControl({ field, value, onChange }: FieldControlProperties) {
  const [isRefused, setRefused] = useState(false);
  const say = useSentence();
  const wanted = say(describeWanted(field));
  const commit = (next: ParameterValue): string | undefined => {
    const checked = checkValue(field, next);
    if (!checked.ok) return wanted;
    onChange(checked.value);
    return undefined;
  };
  return (
    <Field label={field.label} help={field.help} problem={isRefused ? wanted : undefined}>
      {(ids) => <Control {...ids} field={field} value={value} commit={commit} onProblem={(message) => setRefused(message !== undefined)} />}
    </Field>
  );
}

interface ControlProperties {
  readonly id: string;
  readonly describedBy: string;
  readonly field: FieldDescription;
  readonly value: ParameterValue;
  commit(value: ParameterValue): string | undefined;
  onProblem(message: string | undefined): void;
}

function Control({ id, describedBy, field, value, commit, onProblem }: ControlProperties) {
  const text = useTexts(inspectorTexts);
  switch (field.kind) {
    case 'integer':
    case 'number':
      return (
        <NumberInput
          id={id}
          isLabelled
          label={field.label}
          describedBy={describedBy}
          value={Number(value)}
          {...(field.kind === 'integer' ? { step: 1 } : {})}
          commit={commit}
          onProblem={onProblem}
        />
      );
    case 'toggle':
      return <Switch id={id} describedBy={describedBy} isOn={value === true} onChange={(isOn) => commit(isOn)} />;
    case 'choice':
      return <Choice id={id} describedBy={describedBy} options={field.options} value={String(value)} onChange={commit} />;
    case 'pair': {
      const [height, width] = Array.isArray(value) ? (value as [number, number]) : field.default;
      return (
        <div className={styles.pair}>
          <NumberInput
            id={id}
            label={text('height', { field: field.label })}
            describedBy={describedBy}
            value={height}
            step={1}
            commit={(next) => commit([next, width])}
            onProblem={onProblem}
          />
          <span className={typography.muted} aria-hidden="true">
            ×
          </span>
          <NumberInput
            label={text('width', { field: field.label })}
            describedBy={describedBy}
            value={width}
            step={1}
            commit={(next) => commit([height, next])}
            onProblem={onProblem}
          />
        </div>
      );
    }
    case 'padding':
      return <PaddingControl id={id} describedBy={describedBy} field={field} value={value} commit={commit} onProblem={onProblem} />;
    default:
      return assertNever(field);
  }
}

const explicit = 'explicit' as const;
const noBorder: ExplicitPadding = { top: 0, bottom: 0, left: 0, right: 0 };
const sides = ['top', 'bottom', 'left', 'right'] as const;

function PaddingControl({ id, describedBy, field, value, commit, onProblem }: ControlProperties & { readonly field: PaddingField }) {
  const text = useTexts(inspectorTexts);
  const say = useTexts(paddingTexts);
  const borders = typeof value === 'object' && 'top' in value ? value : undefined;
  const options = [...field.rules, explicit].map((rule) => ({ value: rule, label: say(rule) }));
  return (
    <>
      <Choice
        id={id}
        describedBy={describedBy}
        options={options}
        value={borders === undefined ? String(value) : explicit}
        onChange={(chosen) => {
          commit(chosen === explicit ? noBorder : chosen);
        }}
      />
      {borders !== undefined && (
        <div className={styles.sides}>
          {sides.map((side) => (
            <div key={side}>
              <span className={joinClasses(typography.muted, typography.small)} aria-hidden="true">
                {say(side)}
              </span>
              <NumberInput
                label={text('side', { field: field.label, side: say(side) })}
                value={borders[side]}
                step={1}
                commit={(next) => commit({ ...borders, [side]: next })}
                onProblem={onProblem}
              />
            </div>
          ))}
        </div>
      )}
    </>
  );
}
