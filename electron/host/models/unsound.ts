// Outputs and losses that are no finite numbers, as diagnostics: the weights of a network may be finite, and its sums for an
// image not. A person is told so; no number that is none goes into a file, a JSON line or the window.
import type { Diagnostic } from '../../../engine/base/diagnostics.ts';
import type { Prediction } from '../../../engine/protocol.ts';
import type { ScoredEnd } from '../../../engine/train/end-scores.ts';
import { isWholeProbability } from '../../../engine/train/scores.ts';

const fix = { label: 'Train the network again with a lower learning rate', changes: [] } as const;

/** path: of the image, where it is known. */
export function diagnoseOutputs({ probabilities, reconstructions = [] }: Prediction, path?: string): Diagnostic | undefined {
  const numbers = [...probabilities, ...reconstructions.map(({ squaredError }) => squaredError)];
  const found = numbers.find((number) => !Number.isFinite(number));
  if (found === undefined) return undefined;
  const place = path === undefined ? {} : { path };
  const message = 'The network’s outputs for this image are no finite numbers';
  return { id: 'outputs-not-finite', severity: 'error', ...place, message, expected: 'finite numbers', received: String(found), fix };
}

/** Outputs, by test image and end, that no model may carry as its test vectors: an import would refuse it. */
export function diagnoseTestOutputs(
  ends: readonly ScoredEnd[],
  outputs: readonly (readonly ArrayLike<number>[])[],
): Diagnostic | undefined {
  const sums = ends.flatMap(({ target }, end) =>
    outputs.map((vector) => ({ target, sum: Array.from(vector[end] ?? []).reduce((sum, value) => sum + value, 0) })),
  );
  const found = sums.find(({ target, sum }) => !(target === 'labels' ? isWholeProbability(sum) : Number.isFinite(sum)));
  if (found === undefined) return undefined;
  const [what, expected] =
    found.target === 'labels' ? ['probabilities', 'probabilities with the sum 1'] : ['finite numbers', 'finite values'];
  const message = `The network’s outputs for the model’s test images are no ${what}, so that it would be refused when it is opened`;
  return { id: 'outputs-not-finite', severity: 'error', message, expected, received: `${found.sum}`, fix };
}

/** images: the words for what was evaluated: `the test images`. */
export function diagnoseLoss(loss: number, images: string): Diagnostic | undefined {
  if (Number.isFinite(loss)) return undefined;
  const message = `The loss on ${images} is no finite number, because the network’s outputs for some of them are none`;
  return { id: 'loss-not-finite', severity: 'error', message, expected: 'a finite loss', received: String(loss), fix };
}
