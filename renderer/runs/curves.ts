// Loss and what else is measured of every training step (accuracy, signal-to-noise ratio), kept within a fixed number of points however
// long a run is: when the points run out, neighbours are averaged and each point stands for twice as many steps.
export interface Measures<T> {
  readonly loss: T;
  /** Of the first end that tells classes. */
  readonly accuracy: T;
  /** Of the first end that gives images back, in decibels. */
  readonly psnr: T;
}
export type Measure = keyof Measures<unknown>;

export interface Curve {
  /** Steps one point stands for. */
  readonly stepsPerPoint: number;
  /** The last step of each point, counted from 1. */
  readonly steps: readonly number[];
  /** One value a point; none where nothing is measured. */
  readonly points: Measures<readonly number[]>;
  /** Steps taken in so far, also those of the point that is not complete yet. */
  readonly stepCount: number;
  readonly pending: { readonly steps: number } & Measures<number>;
}

export const mostPoints = 2048;

const nothingPending = { steps: 0, loss: 0, accuracy: 0, psnr: 0 } as const;

export function startCurve(): Curve {
  return { stepsPerPoint: 1, steps: [], points: { loss: [], accuracy: [], psnr: [] }, stepCount: 0, pending: nothingPending };
}

/** Takes in the steps of one event, one value a step where there is any; `firstStep` is the number of steps before them. */
export function appendSteps(curve: Curve, firstStep: number, values: Measures<readonly number[]>): Curve {
  let { stepsPerPoint, pending } = curve;
  let steps = [...curve.steps];
  let points = mapMeasures((measure) => [...curve.points[measure]]);
  values.loss.forEach((_, index) => {
    const sums = pending;
    pending = { steps: sums.steps + 1, ...mapMeasures((measure) => sums[measure] + (values[measure][index] ?? 0)) };
    if (pending.steps < stepsPerPoint) return;
    steps.push(firstStep + index + 1);
    const { steps: count, ...means } = pending;
    mapMeasures((measure) => index < values[measure].length && points[measure].push(means[measure] / count));
    pending = nothingPending;
    if (steps.length < mostPoints) return;
    steps = steps.filter((_step, point) => point % 2 === 1);
    const former = points;
    points = mapMeasures((measure) => averagePairs(former[measure]));
    stepsPerPoint *= 2;
  });
  return { stepsPerPoint, steps, points, stepCount: firstStep + values.loss.length, pending };
}

function mapMeasures<T>(make: (measure: Measure) => T): Measures<T> {
  return { loss: make('loss'), accuracy: make('accuracy'), psnr: make('psnr') };
}

function averagePairs(values: readonly number[]): number[] {
  const pairs: number[] = [];
  for (let index = 0; index + 1 < values.length; index += 2) pairs.push(((values[index] ?? 0) + (values[index + 1] ?? 0)) / 2);
  return pairs;
}
