// One of several, in one line.
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

export function Choice({ id, label, describedBy, options, value, onChange }: ChoiceProperties) {
  return (
    <select
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      className={styles.input}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
