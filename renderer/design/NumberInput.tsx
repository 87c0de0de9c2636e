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
  /** By how much the arrow keys change it; none where that has no meaning. */
  readonly step?: number;
  /** Takes the number over, or says why not. */
  commit(value: number): string | undefined;
  onProblem(message: string | undefined): void;
}

export function NumberInput({ id, label, describedBy, isLabelled = false, value, step, commit, onProblem }: NumberInputProperties) {
  const fallbackId = useId();
  const [text, setText] = useState<string | undefined>(undefined);
  const [isInvalid, setInvalid] = useState(false);
  const finish = (typed: string | undefined): void => {
    if (typed === undefined) return;
    const number = readNumber(typed);
    const problem = number === value ? undefined : commit(number);
    setInvalid(problem !== undefined);
    onProblem(problem);
    if (problem === undefined) setText(undefined);
  };
  const forget = (): void => {
    setText(undefined);
    setInvalid(false);
    onProblem(undefined);
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
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      {...(isLabelled ? {} : { 'aria-label': label })}
      aria-describedby={describedBy}
      aria-invalid={isInvalid}
      data-typing={text !== undefined}
      value={text ?? String(value)}
      onChange={(event) => setText(event.target.value)}
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
