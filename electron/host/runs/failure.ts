// What became of worker threads that ended when nobody asked them to. Whoever waits for their answer gets a WorkerFailure, which
// is told to a person as a diagnostic: it is the machine's doing, or ours, but no reason for a stack of calls.
import type { Diagnostic } from '../../../engine/base/diagnostics.ts';
import { type Message, messagesOf } from '../../../engine/base/messages.ts';
import type { TrainEvent } from '../../../engine/train/events.ts';
import { words } from '../../../engine/words/host.ts';

const { problem, fix, phrase } = messagesOf(words);

export interface ThreadFailure {
  readonly reason: 'worker-threw' | 'worker-exited' | 'out-of-memory';
  /** A phrase of the catalogue; `quote` makes one of what the system says. */
  readonly message: Message & { readonly kind: 'message' };
}

/** What a machine or a library says, in its own words. */
export function quote(text: string): ThreadFailure['message'] {
  return phrase('quoted-technically', { text: text.slice(0, 1000) });
}

/** What may help against each way in which a run or an answer ends early. */
export const crashFixes: Readonly<Record<Extract<TrainEvent, { kind: 'crashed' }>['reason'], Message>> = {
  'worker-threw': fix('try-again-and-report'),
  'worker-exited': fix('try-again-fewer-workers'),
  'out-of-memory': fix('close-programs'),
  diverged: fix('lower-learning-rate-alone'),
};

export class WorkerFailure extends Error {
  /** What a person is told. */
  readonly diagnostic: Diagnostic;

  constructor({ reason, message }: ThreadFailure) {
    super(`${reason}: ${JSON.stringify(message)}`);
    this.diagnostic = { ...problem(reason, { why: message }), fix: { ...crashFixes[reason], changes: [] } };
  }
}

/** Images of a size that a network can't take, or has no memory for: found when they come. */
export class RefusedSizes extends WorkerFailure {
  override readonly diagnostic: Diagnostic;

  constructor([first]: readonly Diagnostic[]) {
    super({ reason: 'worker-exited', message: quote(JSON.stringify(first)) });
    this.diagnostic = first ?? problem('images-refused');
  }
}
