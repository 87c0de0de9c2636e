// Outputs and losses that are no finite numbers, as diagnostics: the weights of a network may be finite, and its sums for an
// image not. A person is told so; no number that is none goes into a file, a JSON line or the window.
import type { Diagnostic, Fix } from '../../../engine/base/diagnostics.ts';
import { messagesOf } from '../../../engine/base/messages.ts';
import type { PartName } from '../../../engine/datasets/image-folder.ts';
import type { Prediction } from '../../../engine/protocol.ts';
import type { ScoredEnd } from '../../../engine/train/end-scores.ts';
import { isWholeProbability } from '../../../engine/train/scores.ts';
import { words } from '../../../engine/words/host.ts';

const { problem, fix } = messagesOf(words);

const mended: Fix = { ...fix('lower-learning-rate'), changes: [] };

/** path: of the image, where it is known. */
export function diagnoseOutputs({ probabilities, reconstructions = [] }: Prediction, path?: string): Diagnostic | undefined {
  const numbers = [...probabilities, ...reconstructions.map(({ squaredError }) => squaredError)];
  const found = numbers.find((number) => !Number.isFinite(number));
  if (found === undefined) return undefined;
  const place = path === undefined ? {} : { path };
  return { ...problem('outputs-not-finite', { found }), ...place, fix: mended };
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
  return { ...problem('test-outputs-unsound', { areLabels: found.target === 'labels', found: found.sum }), fix: mended };
}

/** part: of the folder that was evaluated; none where the folder is no part of what was trained on. */
export function diagnoseLoss(loss: number, part: PartName | 'none'): Diagnostic | undefined {
  return Number.isFinite(loss) ? undefined : { ...problem('loss-not-finite', { part, found: loss }), fix: mended };
}
