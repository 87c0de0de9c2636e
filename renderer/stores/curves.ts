// Loss and accuracy of every training step, kept within a fixed number of points however long a run is: when the points
// run out, neighbours are averaged and each point stands for twice as many steps.
export interface Curve {
  /** Steps one point stands for. */
  readonly stepsPerPoint: number;
  /** The last step of each point, counted from 1. */
  readonly steps: readonly number[];
  readonly losses: readonly number[];
  readonly accuracies: readonly number[];
  /** Steps taken in so far, also those of the point that is not complete yet. */
  readonly stepCount: number;
  readonly pending: { readonly steps: number; readonly loss: number; readonly accuracy: number };
}

export const mostPoints = 2048;

const nothingPending = { steps: 0, loss: 0, accuracy: 0 } as const;

export function startCurve(): Curve {
  return { stepsPerPoint: 1, steps: [], losses: [], accuracies: [], stepCount: 0, pending: nothingPending };
}

/** Takes in the steps of one event; `firstStep` is the number of steps before them. */
export function appendSteps(curve: Curve, firstStep: number, losses: readonly number[], accuracies: readonly number[]): Curve {
  let { stepsPerPoint, pending } = curve;
  let steps = [...curve.steps];
  let lossPoints = [...curve.losses];
  let accuracyPoints = [...curve.accuracies];
  losses.forEach((loss, index) => {
    const step = firstStep + index + 1;
    pending = { steps: pending.steps + 1, loss: pending.loss + loss, accuracy: pending.accuracy + (accuracies[index] ?? 0) };
    if (pending.steps < stepsPerPoint) return;
    steps.push(step);
    lossPoints.push(pending.loss / pending.steps);
    accuracyPoints.push(pending.accuracy / pending.steps);
    pending = nothingPending;
    if (steps.length < mostPoints) return;
    steps = steps.filter((_, point) => point % 2 === 1);
    lossPoints = averagePairs(lossPoints);
    accuracyPoints = averagePairs(accuracyPoints);
    stepsPerPoint *= 2;
  });
  return { stepsPerPoint, steps, losses: lossPoints, accuracies: accuracyPoints, stepCount: firstStep + losses.length, pending };
}

function averagePairs(values: readonly number[]): number[] {
  const pairs: number[] = [];
  for (let index = 0; index + 1 < values.length; index += 2) pairs.push(((values[index] ?? 0) + (values[index + 1] ?? 0)) / 2);
  return pairs;
}
