// A line of text, taken over on Enter and on leaving, put back by Escape.
import { useState } from 'react';
import styles from './input.module.css';

interface TextInputProperties {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly className?: string | undefined;
  commit(text: string): void;
}

export function TextInput({ label, value, placeholder, className = styles.input, commit }: TextInputProperties) {
  const [text, setText] = useState<string | undefined>(undefined);
  const finish = (): void => {
    if (text !== undefined && text !== value) commit(text);
    setText(undefined);
  };
  return (
    <input
      className={className}
      aria-label={label}
      placeholder={placeholder}
      maxLength={200}
      spellCheck={false}
      data-typing={text !== undefined}
      value={text ?? value}
      onChange={(event) => setText(event.target.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setText(undefined);
      }}
    />
  );
}
