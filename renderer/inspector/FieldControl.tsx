// The control of one field, by its kind. The value is checked by the field's own validator before anyone sees it.
import { Popover, Switch } from 'radix-ui';
import { type ReactNode, useId, useState } from 'react';
import { assertNever, type ExplicitPadding, type Field, type PaddingField, type ParameterValue } from '../../engine/base/fields.ts';
import { Hint } from '../design/Hint.tsx';
import { checkValue } from './field-text.ts';
import { NumberInput } from './NumberInput.tsx';

interface FieldControlProperties {
  readonly field: Field;
  readonly value: ParameterValue;
  onChange(value: ParameterValue): void;
}

export function FieldControl({ field, value, onChange }: FieldControlProperties) {
  const id = useId();
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const commit = (next: ParameterValue): string | undefined => {
    const checked = checkValue(field, next);
    if (!checked.ok) return checked.message;
    onChange(checked.value);
    return undefined;
  };
  return (
    <FieldProblem text={problem}>
      <div className="field">
        <Hint text={field.help} side="left">
          <label htmlFor={id} id={`${id}-label`}>
            {field.label}
          </label>
        </Hint>
        <Control id={id} field={field} value={value} commit={commit} onProblem={setProblem} />
        <span className="visually-hidden" id={getHelpId(id)}>
          {field.help}
        </span>
      </div>
    </FieldProblem>
  );
}

/** What is wrong with what was typed, beside the field: nothing below moves. */
function FieldProblem({ text, children }: { readonly text: string | undefined; readonly children: ReactNode }) {
  const keepFocus = (event: Event): void => event.preventDefault();
  return (
    <Popover.Root open={text !== undefined}>
      <Popover.Anchor asChild>{children}</Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          className="popover field-error"
          role="alert"
          side="left"
          sideOffset={6}
          collisionPadding={8}
          onOpenAutoFocus={keepFocus}
          onCloseAutoFocus={keepFocus}
        >
          {text}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** What a control is described by, for those who do not see its hint. */
const getHelpId = (id: string): string => `${id}-help`;

interface ControlProperties {
  readonly id: string;
  readonly field: Field;
  readonly value: ParameterValue;
  commit(value: ParameterValue): string | undefined;
  onProblem(message: string | undefined): void;
}

function Control({ id, field, value, commit, onProblem }: ControlProperties) {
  switch (field.kind) {
    case 'integer':
    case 'number':
      return (
        <NumberInput
          id={id}
          isLabelled
          label={field.label}
          describedBy={getHelpId(id)}
          value={Number(value)}
          {...(field.kind === 'integer' ? { step: 1 } : {})}
          commit={commit}
          onProblem={onProblem}
        />
      );
    case 'toggle':
      return (
        <Switch.Root
          id={id}
          aria-describedby={getHelpId(id)}
          className="switch"
          checked={value === true}
          onCheckedChange={(checked) => commit(checked)}
        >
          <Switch.Thumb className="switch-thumb" />
        </Switch.Root>
      );
    case 'choice':
      return <Choice id={id} describedBy={getHelpId(id)} options={field.options} value={String(value)} onChange={commit} />;
    case 'pair': {
      const [height, width] = Array.isArray(value) ? (value as [number, number]) : field.default;
      return (
        <div className="input-row">
          <NumberInput
            id={id}
            label={`${field.label}, height`}
            describedBy={getHelpId(id)}
            value={height}
            step={1}
            commit={(next) => commit([next, width])}
            onProblem={onProblem}
          />
          <span className="muted" aria-hidden="true">
            ×
          </span>
          <NumberInput
            label={`${field.label}, width`}
            describedBy={getHelpId(id)}
            value={width}
            step={1}
            commit={(next) => commit([height, next])}
            onProblem={onProblem}
          />
        </div>
      );
    }
    case 'padding':
      return <PaddingControl id={id} field={field} value={value} commit={commit} onProblem={onProblem} />;
    default:
      return assertNever(field);
  }
}

interface ChoiceProperties {
  readonly id: string;
  readonly describedBy?: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  onChange(value: string): void;
}

export function Choice({ id, describedBy, options, value, onChange }: ChoiceProperties) {
  return (
    <select id={id} aria-describedby={describedBy} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

const explicit = 'explicit';
const noBorder: ExplicitPadding = { top: 0, bottom: 0, left: 0, right: 0 };
const sides = ['top', 'bottom', 'left', 'right'] as const;

function PaddingControl({ id, field, value, commit, onProblem }: ControlProperties & { readonly field: PaddingField }) {
  const borders = typeof value === 'object' && 'top' in value ? value : undefined;
  const options = [...field.rules.map((rule) => ({ value: rule as string, label: rule })), { value: explicit, label: 'explicit' }];
  return (
    <>
      <Choice
        id={id}
        describedBy={getHelpId(id)}
        options={options}
        value={borders === undefined ? String(value) : explicit}
        onChange={(chosen) => {
          commit(chosen === explicit ? noBorder : chosen);
        }}
      />
      {borders !== undefined && (
        <div className="padding-sides">
          {sides.map((side) => (
            <div key={side}>
              <span className="small muted" aria-hidden="true">
                {side}
              </span>
              <NumberInput
                label={`${field.label}, ${side}`}
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
