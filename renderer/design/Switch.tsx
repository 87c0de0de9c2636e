// On or off, at once.
import { Switch as RadixSwitch } from 'radix-ui';
import styles from './Switch.module.css';

interface SwitchProperties {
  readonly id?: string;
  /** Where no visible label points at `id`. */
  readonly label?: string;
  readonly describedBy?: string;
  readonly isOn: boolean;
  onChange(isOn: boolean): void;
}

export function Switch({ id, label, describedBy, isOn, onChange }: SwitchProperties) {
  return (
    <RadixSwitch.Root
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      className={styles.switch}
      checked={isOn}
      onCheckedChange={onChange}
    >
      <RadixSwitch.Thumb className={styles.thumb} />
    </RadixSwitch.Root>
  );
}
