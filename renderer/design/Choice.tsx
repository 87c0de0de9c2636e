// One of several, in one line. Of a long list only what is chosen is there until someone turns to it: a form with hundreds of options
// in it would be slow to draw with every edit.
import { useState } from 'react';
import styles from './input.module.css';

interface ChoiceProperties {
  readonly id?: string;
  /** Where no visible label points at `id`. */
  readonly label?: string;
  readonly describedBy?: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  onChange(value: string): void;
}

const longList = 50;

export function Choice({ id, label, describedBy, options, value, onChange }: ChoiceProperties) {
  const [isTurnedTo, setTurnedTo] = useState(false);
  const turnTo = (): void => setTurnedTo(true);
  const shown = isTurnedTo || options.length <= longList ? options : options.filter((option) => option.value === value);
  return (
    <select
      id={id}
      onPointerEnter={turnTo}
      onPointerDown={turnTo}
      onFocus={turnTo}
      aria-label={label}
      aria-describedby={describedBy}
      className={styles.input}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {shown.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
