// In place of electron/host/datasets/progress.ts, for tests that do something in the middle of an opening: every report comes. Of the
// thirty a second that a person's eye gets, a fast machine leaves out all but the first and the last.
import type { ProgressListener, ProgressReporter } from '../../../../electron/host/datasets/progress.ts';

export function createProgressReporter(listener: ProgressListener | undefined): ProgressReporter {
  return { report: (progress) => listener?.(progress), flush: () => undefined };
}
