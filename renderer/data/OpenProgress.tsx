// How far opening images has come, and the way out of it.
import { cancelOpening } from '../actions/images.ts';
import type { OpenProgress as Progress } from '../stores/dataset.ts';
import { reportFailure } from '../stores/messages.ts';
import { TaskProgress } from '../ui/TaskProgress.tsx';

const phases = { 'write-samples': 'Writing the sample images', scan: 'Looking for images', decode: 'Reading images' } as const;

export function OpenProgress({ progress }: { readonly progress: Progress | undefined }) {
  return (
    <TaskProgress
      text={progress === undefined ? 'Opening' : phases[progress.phase]}
      done={progress?.done ?? 0}
      total={progress?.total ?? 0}
      onCancel={() => {
        cancelOpening().catch(reportFailure('Cancelling'));
      }}
    />
  );
}
