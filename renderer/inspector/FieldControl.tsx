// The control of one field, by its kind. The value is checked by the field's own validator before anyone sees it.
import type { ComponentProps } from 'react';
import { useStore } from 'zustand';
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
import { draftStore, type FieldPlace, hasDraft, keepDraft, keyOfField } from '../document/field-drafts.ts';
import { paddingTexts } from '../document/words.ts';
import { useSentence, useTexts } from '../i18n/use-texts.ts';
import styles from './FieldControl.module.css';
import { checkValue, describeWanted } from './field-text.ts';
import { inspectorTexts } from './words.ts';

interface FieldControlProperties {
  readonly place: FieldPlace;
  readonly field: FieldDescription;
  readonly value: ParameterValue;
  onChange(value: ParameterValue): void;
}

export function FieldControl({ place, field, value, onChange }: FieldControlProperties) {
  const isRefused = useStore(draftStore, ({ drafts }) => hasDraft(drafts, place));
  const say = useSentence();
  const commit = (next: ParameterValue): boolean => {
    const checked = checkValue(field, next);
    if (checked.ok) onChange(checked.value);
    return checked.ok;
  };
  return (
    <Field label={field.label} help={field.help} problem={isRefused ? say(describeWanted(field)) : undefined}>
      {(ids) => <Control {...ids} place={place} field={field} value={value} commit={commit} />}
    </Field>
  );
}

interface ControlProperties {
  readonly id: string;
  readonly describedBy: string;
  readonly place: FieldPlace;
  readonly field: FieldDescription;
  readonly value: ParameterValue;
  /** False where the field does not take it. */
  commit(value: ParameterValue): boolean;
}

interface NumberControlProperties
  extends Pick<ComponentProps<typeof NumberInput>, 'id' | 'label' | 'describedBy' | 'isLabelled' | 'value' | 'step' | 'commit'> {
  readonly place: FieldPlace;
  readonly field: FieldDescription;
}

/** A number of a field, with what was typed there and refused. */
function NumberControl({ place, field, ...input }: NumberControlProperties) {
  const name = keyOfField(place);
  const refused = useStore(draftStore, ({ drafts }) => drafts.get(name)?.text);
  return <NumberInput {...input} name={name} refused={refused} onRefuse={(text) => keepDraft(place, text, field)} />;
}

function Control({ id, describedBy, place, field, value, commit }: ControlProperties) {
  const text = useTexts(inspectorTexts);
  switch (field.kind) {
    case 'integer':
    case 'number':
      return (
        <NumberControl
          place={place}
          field={field}
          id={id}
          isLabelled
          label={field.label}
          describedBy={describedBy}
          value={Number(value)}
          {...(field.kind === 'integer' ? { step: 1 } : {})}
          commit={commit}
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
          <NumberControl
            place={{ ...place, part: 'height' }}
            field={field}
            id={id}
            label={text('height', { field: field.label })}
            describedBy={describedBy}
            value={height}
            step={1}
            commit={(next) => commit([next, width])}
          />
          <span className={typography.muted} aria-hidden="true">
            ×
          </span>
          <NumberControl
            place={{ ...place, part: 'width' }}
            field={field}
            label={text('width', { field: field.label })}
            describedBy={describedBy}
            value={width}
            step={1}
            commit={(next) => commit([height, next])}
          />
        </div>
      );
    }
    case 'padding':
      return <PaddingControl id={id} describedBy={describedBy} place={place} field={field} value={value} commit={commit} />;
    default:
      return assertNever(field);
  }
}

const explicit = 'explicit' as const;
const noBorder: ExplicitPadding = { top: 0, bottom: 0, left: 0, right: 0 };
const sides = ['top', 'bottom', 'left', 'right'] as const;

function PaddingControl({ id, describedBy, place, field, value, commit }: ControlProperties & { readonly field: PaddingField }) {
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
              <NumberControl
                place={{ ...place, part: side }}
                field={field}
                label={text('side', { field: field.label, side: say(side) })}
                value={borders[side]}
                step={1}
                commit={(next) => commit({ ...borders, [side]: next })}
              />
            </div>
          ))}
        </div>
      )}
    </>
  );
}
