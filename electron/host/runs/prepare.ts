// What comes before a run: the networks at the sizes that its images have, and the programs of each. Of many sizes that takes a second
// and more, so it is done in parts (in-turns.ts), tells how far it has come, and can be given up between any two of them.
import type { Plan } from '../../../engine/backends/wasm/plan/plan.ts';
import { type Diagnostic, fail, type Outcome } from '../../../engine/base/diagnostics.ts';
import { messagesOf } from '../../../engine/base/messages.ts';
import { compileTrainingInParts } from '../../../engine/train/programs.ts';
import { words } from '../../../engine/words/host.ts';
import { findRunSizesInParts } from './networks.ts';
import type { StartListener, TrainRequest } from './trainer.ts';

const { problem } = messagesOf(words);

/** A run was stopped before it had begun. */
export const startStopped: Diagnostic = problem('start-stopped');

export interface Preparation {
  readonly request: TrainRequest;
  readonly workers: number;
  /** Aborted, what has been prepared is given up. */
  readonly signal: AbortSignal;
  readonly onProgress: StartListener;
}

/** The programs of a run; fails where the network does not fit its images, where there is not the memory, and where it was stopped. */
export function* prepareInParts({ request, workers, signal, onProgress }: Preparation): Generator<unknown, Outcome<Plan>, undefined> {
  const { document, dataset } = request;
  const { training, validation } = dataset.parts;
  const images = { layout: dataset.pixels.layout, training: training.indices, validation: validation.indices };
  const found = yield* untilStopped(findRunSizesInParts(document, images), signal);
  if (!found.ok) return found;
  const sizes = found.value.length;
  let told = 0;
  const tell = (share: number): void => {
    // every program is made in two passes over all of them: half of each counts as half of its size
    const size = Math.min(sizes, Math.floor(share * sizes) + 1);
    if (sizes > 1 && size > told) onProgress(size, sizes);
    told = Math.max(told, size);
  };
  tell(0);
  return yield* untilStopped(compileTrainingInParts(found.value, document.training, workers), signal, ({ done, all }) => tell(done / all));
}

function* untilStopped<Part, Result>(
  parts: Generator<Part, Outcome<Result>, undefined>,
  signal: AbortSignal,
  tell: (part: Part) => void = () => undefined,
): Generator<Part, Outcome<Result>, undefined> {
  for (;;) {
    if (signal.aborted) return fail(startStopped);
    const { done, value } = parts.next();
    if (done) return value;
    tell(value);
    yield value;
  }
}
