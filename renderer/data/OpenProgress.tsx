// How far opening images has come, and the way out of it.

import { TaskProgress } from '../design/TaskProgress.tsx';
import { formatProgress } from '../i18n/numbers.ts';
import { reportFailure } from '../messages/messages.ts';
import type { OpenProgress as Progress } from '../runs/dataset.ts';
import { cancelOpening } from '../runs/images.ts';

const phases = { 'write-samples': 'Writing the sample images', scan: 'Looking for images', decode: 'Reading images' } as const;

export function OpenProgress({ progress }: { readonly progress: Progress | undefined }) {
  const { done = 0, total = 0 } = progress ?? {};
  return (
    <TaskProgress
      text={progress === undefined ? 'Opening' : phases[progress.phase]}
      detail={formatProgress(done, total)}
      share={total === 0 ? 0 : done / total}
      cancelLabel="Cancel"
      onCancel={() => {
        cancelOpening().catch(reportFailure('Cancelling'));
      }}
    />
  );
}
