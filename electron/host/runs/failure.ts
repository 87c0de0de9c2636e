// What became of worker threads that ended when nobody asked them to. Whoever waits for their answer gets a WorkerFailure, which
// is told to a person as a diagnostic: it is the machine's doing, or ours, but no reason for a stack of calls.
import type { Diagnostic } from '../../../engine/base/diagnostics.ts';
import type { TrainEvent } from '../../../engine/train/events.ts';

export interface ThreadFailure {
  readonly reason: 'worker-threw' | 'worker-exited' | 'out-of-memory';
  readonly message: string;
}

/** What may help against each way in which a run or an answer ends early. */
export const crashFixes: Readonly<Record<Extract<TrainEvent, { kind: 'crashed' }>['reason'], string>> = {
  'worker-threw': 'Try again; if it happens again, report it with the network',
  'worker-exited': 'Try again; if it happens again, use fewer workers',
  'out-of-memory': 'Close other programs, or use a smaller batch or network',
  diverged: 'Use a lower learning rate',
};

export class WorkerFailure extends Error {
  /** What a person is told. */
  readonly diagnostic: Diagnostic;

  constructor({ reason, message }: ThreadFailure) {
    super(message);
    this.diagnostic = {
      id: reason,
      severity: 'error',
      message: `The workers ended before they had answered: ${message}`,
      fix: { label: crashFixes[reason], changes: [] },
    };
  }
}

/** Images of a size that a network can't take, or has no memory for: found when they come. */
export class RefusedSizes extends WorkerFailure {
  override readonly diagnostic: Diagnostic;

  constructor([first]: readonly Diagnostic[]) {
    super({ reason: 'worker-exited', message: first?.message ?? 'the images were refused' });
    this.diagnostic = first ?? { id: 'images-refused', severity: 'error', message: 'Images of this size were refused.' };
  }
}
