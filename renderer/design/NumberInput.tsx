// A number one types: taken over on Enter and on leaving, put back by Escape or by a value from elsewhere (undo, a fix), refused
// with a message.
import { useEffect, useId, useRef, useState } from 'react';
import styles from './input.module.css';
import { readNumber } from './read-number.ts';

interface NumberInputProperties {
  readonly id?: string;
  readonly label: string;
  /** The id of what explains it. */
  readonly describedBy?: string;
  /** True where a visible label points at `id`. */
  readonly isLabelled?: boolean;
  readonly value: number;
  /** A name by which it can be found on the page. */
  readonly name?: string;
  /** By how much the arrow keys change it; none where that has no meaning. */
  readonly step?: number;
  /** What was typed here and refused: it is shown, and marked, until it is mended or given up. */
  readonly refused?: string | undefined;
  /** Takes the number over, or says that it can't be. */
  commit(value: number): boolean;
  /** Told of each text that is refused, and with undefined that there is none any more. */
  onRefuse(text: string | undefined): void;
}

export function NumberInput({
  id,
  label,
  describedBy,
  isLabelled = false,
  name,
  value,
  step,
  refused,
  commit,
  onRefuse,
}: NumberInputProperties) {
  const fallbackId = useId();
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const text = typed ?? refused;
  const finish = (wanted: string | undefined): void => {
    if (wanted === undefined) return;
    const number = readNumber(wanted);
    const isTaken = number === value || commit(number);
    setTyped(undefined);
    if (!isTaken || refused !== undefined) onRefuse(isTaken ? undefined : wanted);
  };
  const forget = (): void => {
    setTyped(undefined);
    if (refused !== undefined) onRefuse(undefined);
  };
  const knownValue = useRef(value);
  useEffect(() => {
    if (knownValue.current === value) return;
    knownValue.current = value; // what was typed was about another value
    forget();
  });
  return (
    <input
      id={id ?? fallbackId}
      className={styles.input}
      data-field={name}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      {...(isLabelled ? {} : { 'aria-label': label })}
      aria-describedby={describedBy}
      aria-invalid={refused !== undefined}
      data-typing={text !== undefined}
      value={text ?? String(value)}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => finish(text)}
      onFocus={(event) => event.target.select()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish(text);
        else if (event.key === 'Escape') forget();
        else if (step !== undefined && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
          event.preventDefault();
          const current = text === undefined ? value : readNumber(text);
          finish(String(current + (event.key === 'ArrowUp' ? step : -step)));
        }
      }}
    />
  );
}
