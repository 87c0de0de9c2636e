// Outputs and losses that are no finite numbers, as diagnostics: the weights of a network may be finite, and its sums for an
// image not. A person is told so; no number that is none goes into a file, a JSON line or the window.
import type { Diagnostic } from '../engine/base/diagnostics.ts';
import { isWholeProbability } from '../engine/train/scores.ts';

const fix = { label: 'Train the network again with a lower learning rate', changes: [] } as const;

/** path: of the image, where it is known. */
export function diagnoseOutputs(probabilities: readonly number[], path?: string): Diagnostic | undefined {
  const found = probabilities.find((probability) => !Number.isFinite(probability));
  if (found === undefined) return undefined;
  const place = path === undefined ? {} : { path };
  const message = 'The network’s outputs for this image are no finite numbers';
  return { id: 'outputs-not-finite', severity: 'error', ...place, message, expected: 'probabilities', received: String(found), fix };
}

/** Outputs that no model may carry as its test vectors: an import would refuse it. */
export function diagnoseTestOutputs(outputs: readonly (readonly number[])[]): Diagnostic | undefined {
  const sums = outputs.map((probabilities) => probabilities.reduce((sum, probability) => sum + probability, 0));
  const found = sums.find((sum) => !isWholeProbability(sum));
  if (found === undefined) return undefined;
  const message = 'The network’s outputs for the model’s test images are no probabilities, so that it would be refused when it is opened';
  return { id: 'outputs-not-finite', severity: 'error', message, expected: 'probabilities with the sum 1', received: `${found}`, fix };
}

/** images: the words for what was evaluated: `the test images`. */
export function diagnoseLoss(loss: number, images: string): Diagnostic | undefined {
  if (Number.isFinite(loss)) return undefined;
  const message = `The loss on ${images} is no finite number, because the network’s outputs for some of them are none`;
  return { id: 'loss-not-finite', severity: 'error', message, expected: 'a finite loss', received: String(loss), fix };
}
