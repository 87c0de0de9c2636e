// How far opening images has come, and the way out of it.

import { TaskProgress } from '../design/TaskProgress.tsx';
import { reportFailure } from '../messages/messages.ts';
import type { OpenProgress as Progress } from '../runs/dataset.ts';
import { cancelOpening } from '../runs/images.ts';

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
