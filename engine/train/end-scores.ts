// A score made of what was measured at each end of a network: the loss of the whole, the accuracy or squared error of its first end of
// either kind, and each end's own where there are several. As numbers in a row, for memory that threads share, a score is the loss
// of the whole, then two an end.
import type { Network } from '../network/network.ts';
import type { Score } from './summary.ts';

export interface ScoredEnd {
  readonly id: string;
  readonly target: 'labels' | 'images';
}

/** Means over examples: the loss, and the share of right classes or the squared error. */
export interface EndMeans {
  readonly loss: number;
  readonly measure: number;
}

export function scoredEnds(network: Network): readonly ScoredEnd[] {
  return network.ends.map(({ id, definition }) => ({ id, target: definition.end?.target ?? 'labels' }));
}

/** The smallest squared error that is told apart from none: nothing has more than 100 decibels. */
const smallestError = 1e-10;

/** Peak signal-to-noise ratio in decibels of values from 0 to 1 with this mean squared error. */
export function signalToNoise(squaredError: number): number {
  return 10 * Math.log10(1 / Math.max(squaredError, smallestError));
}

function measuresOf(target: ScoredEnd['target'], measure: number): Omit<Score, 'loss' | 'ends'> {
  return target === 'labels' ? { accuracy: measure } : { squaredError: measure, psnr: signalToNoise(measure) };
}

/** means: one an end, in their order. */
export function makeScore(loss: number, ends: readonly ScoredEnd[], means: readonly EndMeans[]): Score {
  const each = ends.map(({ id, target }, index) => ({
    target,
    own: { id, loss: means[index]?.loss ?? 0, ...measuresOf(target, means[index]?.measure ?? 0) },
  }));
  const firstOf = (wanted: ScoredEnd['target']) => {
    const { id: _id, loss: _loss, ...measures } = each.find(({ target }) => target === wanted)?.own ?? { id: '', loss: 0 };
    return measures;
  };
  return { loss, ...firstOf('labels'), ...firstOf('images'), ...(ends.length > 1 ? { ends: each.map(({ own }) => own) } : {}) };
}

/** How many numbers a score of these ends is. */
export const scoreLength = (ends: readonly ScoredEnd[]): number => 1 + 2 * ends.length;

/** f64[scoreLength]: NaN first where there is no score. */
export function packScore(ends: readonly ScoredEnd[], score: Score | null): number[] {
  const all = score?.ends ?? (score === null ? [] : [score]);
  const each = ends.flatMap(({ target }, index) => {
    const own = all[index];
    return [own?.loss ?? 0, (target === 'labels' ? own?.accuracy : own?.squaredError) ?? 0];
  });
  return [score?.loss ?? Number.NaN, ...each];
}

export function unpackScore(ends: readonly ScoredEnd[], numbers: ArrayLike<number>): Score | null {
  const loss = numbers[0] ?? Number.NaN;
  if (Number.isNaN(loss)) return null;
  const means = ends.map((_, index) => ({ loss: numbers[1 + 2 * index] ?? 0, measure: numbers[2 + 2 * index] ?? 0 }));
  return makeScore(loss, ends, means);
}
