// Progress for a person's eye: at most 30 reports a second, the last one always, none after a cancel.
import type { DatasetProgress } from '../../../engine/datasets/image-folder.ts';

export type ProgressListener = (progress: DatasetProgress) => void;

const interval = 1000 / 30;

export interface ProgressReporter {
  report(progress: DatasetProgress): void;
  /** Reports what was held back, if anything. */
  flush(): void;
}

export function createProgressReporter(listener: ProgressListener | undefined): ProgressReporter {
  let last = -Infinity;
  let held: DatasetProgress | undefined;
  const send = (progress: DatasetProgress) => {
    held = undefined;
    last = performance.now();
    listener?.(progress);
  };
  return {
    report: (progress) => {
      if (performance.now() - last >= interval) send(progress);
      else held = progress;
    },
    flush: () => {
      if (held) send(held);
    },
  };
}
