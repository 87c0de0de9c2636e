// How far something slow has come, and the way out of it.

import { formatCount } from '../i18n/numbers.ts';
import { Button } from './Button.tsx';

interface TaskProgressProperties {
  readonly text: string;
  readonly done: number;
  /** 0 where it is not known yet. */
  readonly total: number;
  onCancel(): void;
}

export function TaskProgress({ text, done, total, onCancel }: TaskProgressProperties) {
  const share = total === 0 ? 0 : done / total;
  return (
    <div className="task-progress">
      <p>
        {text}
        {done > 0 && (
          <span className="muted">
            {' '}
            {formatCount(done)}
            {total > 0 && ` of ${formatCount(total)}`}
          </span>
        )}
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
      <Button label="Cancel" size="tiny" onPress={onCancel} />
    </div>
  );
}
