// How far opening has come, and the way out of it.
import { cancelOpening } from '../actions/images.ts';
import type { OpenProgress as Progress } from '../stores/dataset.ts';
import { reportFailure } from '../stores/messages.ts';
import { Button } from '../ui/Button.tsx';
import { formatCount } from '../ui/numbers.ts';

const phases = { 'write-samples': 'Writing the sample images', scan: 'Looking for images', decode: 'Reading images' } as const;

export function OpenProgress({ progress }: { readonly progress: Progress | undefined }) {
  const share = progress === undefined || progress.total === 0 ? 0 : progress.done / progress.total;
  const text = progress === undefined ? 'Opening' : phases[progress.phase];
  return (
    <div className="open-progress">
      <p>
        {text}
        {progress !== undefined && progress.done > 0 && (
          <span className="muted">
            {' '}
            {formatCount(progress.done)}
            {progress.total > 0 && ` of ${formatCount(progress.total)}`}
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
      <Button
        label="Cancel"
        size="tiny"
        onPress={() => {
          cancelOpening().catch(reportFailure('Cancelling'));
        }}
      />
    </div>
  );
}
