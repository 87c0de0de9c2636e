// How far something slow has come, and the way out of it.

import { Button } from './Button.tsx';

interface TaskProgressProperties {
  readonly text: string;
  /** How far it has come in words: `12 of 300`. Nothing where that is not known yet. */
  readonly detail?: string | undefined;
  /** From 0 to 1. */
  readonly share: number;
  readonly cancelLabel: string;
  onCancel(): void;
}

export function TaskProgress({ text, detail, share, cancelLabel, onCancel }: TaskProgressProperties) {
  return (
    <div className="task-progress">
      <p>
        {text}
        {detail !== undefined && <span className="muted"> {detail}</span>}
      </p>
      <div
        className="progress"
        role="progressbar"
        aria-label={text}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <span style={{ width: `${share * 100}%` }} />
      </div>
      <Button label={cancelLabel} size="tiny" onPress={onCancel} />
    </div>
  );
}
