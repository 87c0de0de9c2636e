// A colour as the system lets one choose it: `#rrggbb`.
import styles from './input.module.css';

interface ColourInputProperties {
  readonly id?: string;
  /** Where no visible label points at `id`. */
  readonly label?: string;
  readonly describedBy?: string;
  readonly value: string;
  onChange(value: string): void;
}

export function ColourInput({ id, label, describedBy, value, onChange }: ColourInputProperties) {
  return (
    <input
      id={id}
      type="color"
      aria-label={label}
      aria-describedby={describedBy}
      className={styles.input}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
