// Several ends: what is trained is the sum of their losses, each times its weight. The gradient of that sum is what difference quotients
// have, in double precision, for every loss; the compiled kernels agree; what is only told of an end changes no gradient.
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../engine/base/random.ts';
import { squaredErrorSlot } from '../../../engine/network/network.ts';
import { composeProgram } from '../../../engine/program/compose.ts';
import { relativeError } from '../../helpers/contract-values.ts';
import { DoubleRun } from '../../helpers/double-run.ts';
import { type LayerSketch, networkOf, sketchDocument } from '../../helpers/networks.ts';
import { drawStepValues, goalOf, planStep, runStep, runStepInDouble, type StepValues } from '../../helpers/training-step.ts';

const batch = 3;
const settings = { seed: 1, optimizer: { type: 'sgd', parameters: { learningRate: 0.1, momentum: 0, nesterov: false, weightDecay: 0 } } };

interface Ends {
  readonly classes: LayerSketch['parameters'];
  readonly image: LayerSketch['parameters'];
}

/** A map that both ends need, through a softmax along its channels; the image comes out of a sigmoid. */
function makeNetwork({ classes, image }: Ends, weights: readonly [number, number]) {
  return networkOf(
    sketchDocument([
      { type: 'input', id: 'in', parameters: { height: 7, width: 5, channels: 2 } },
      { type: 'conv2d', id: 'first', parameters: { filters: 4 } },
      { type: 'softmax', id: 'shares' },
      { type: 'conv2d', id: 'back', parameters: { filters: 2 } },
      { type: 'activation', id: 'light', parameters: { function: 'sigmoid' } },
      { type: 'reconstruction', id: 'image', parameters: { ...image, weight: weights[1] } },
      { type: 'globalPool2d', id: 'means', from: ['shares'] },
      { type: 'dense', id: 'dense', parameters: { units: 3 } },
      { type: 'classification', id: 'classes', parameters: { ...classes, weight: weights[0] } },
    ]),
  );
}

const cases: Readonly<Record<string, Ends>> = {
  'cross-entropy and squared error': { classes: {}, image: {} },
  'squared error of probabilities and binary cross-entropy': {
    classes: { loss: 'meanSquaredError' },
    image: { loss: 'binaryCrossEntropy' },
  },
  'smoothed cross-entropy and Huber': { classes: { labelSmoothing: 0.1 }, image: { loss: 'huber', delta: 0.2 } },
  'cross-entropy and absolute error': { classes: {}, image: { loss: 'meanAbsoluteError' } },
};

describe.each(Object.entries(cases))('a classification and a reconstruction: %s', (_, ends) => {
  const network = makeNetwork(ends, [0.5, 3]);
  const values = drawStepValues(network, batch, 3);
  const { gradients } = runStepInDouble(network, settings, batch, values);

  it('have the gradient of the weighted sum that difference quotients have', () => {
    const random = createRandom(9);
    const step = 1e-5;
    for (const [name, gradient] of gradients) {
      const given = Float64Array.from(values.get(name) as Float32Array);
      const largest = Math.max(...Array.from(gradient, Math.abs));
      for (let count = 0; count < 4; count++) {
        const place = random.integer(given.length);
        const goalAt = (distance: number): number => {
          const other = given.slice();
          other[place] = (other[place] as number) + distance;
          const inputs = new Map<string, ArrayLike<number>>([...values, [name, other]]) as unknown as StepValues;
          return goalOf(network, runStepInDouble(network, settings, batch, inputs).losses);
        };
        const quotient = (goalAt(step) - goalAt(-step)) / (2 * step);
        expect(Math.abs(quotient - (gradient[place] as number)), `${name}[${place}]`).toBeLessThan(1e-6 * Math.max(largest, 1e-3));
      }
    }
  });

  it('are the sum of what each gives alone', () => {
    const [left, right] = (
      [
        [0.5, 0],
        [0, 3],
      ] as const
    ).map((weights) => runStepInDouble(makeNetwork(ends, weights), settings, batch, values).gradients);
    for (const [name, gradient] of gradients) {
      const sum = Array.from(left?.get(name) ?? [], (value, index) => value + (right?.get(name)?.[index] ?? 0));
      expect(relativeError(gradient, sum), name).toBeLessThan(1e-12);
    }
  });

  it('are computed by the kernels', () => {
    const computed = runStep(network, planStep(network, settings, batch), values, 'plain');
    const { losses } = runStepInDouble(network, settings, batch, values);
    for (const [end, loss] of losses) expect(computed.losses.get(end)).toBeCloseTo(loss, 5);
    for (const [name, gradient] of gradients) expect(relativeError(computed.gradients.get(name) ?? [], gradient), name).toBeLessThan(2e-5);
  });

  it('tell the squared error of each example beside the loss', () => {
    const program = composeProgram(network, { name: 'evaluate', batch, training: false, rewrites: false }, settings);
    const run = new DoubleRun(values as ReadonlyMap<string, ArrayLike<number>>);
    run.run(program.nodes);
    const [given, bytes] = [run.named('image.prediction'), values.get('bytes') as Uint8Array];
    const length = given.length / batch;
    const expected = Array.from({ length: batch }, (_unused, row) =>
      Array.from({ length }, (_place, index) => row * length + index).reduce(
        (sum, index) => sum + ((given[index] as number) - (bytes[index] as number) / 255) ** 2 / length,
        0,
      ),
    );
    expect(relativeError(run.named(squaredErrorSlot('image')), expected)).toBeLessThan(1e-12);
  });
});

describe('an end of weight 0', () => {
  const ends = cases['cross-entropy and squared error'] as Ends;
  const [silent, both] = [makeNetwork(ends, [0.5, 0]), makeNetwork(ends, [0.5, 3])];
  const compose = (network: typeof silent) => composeProgram(network, { name: 'train', batch, training: true }, settings);
  const backwardOf = (network: typeof silent, ...layers: readonly string[]) =>
    compose(network).nodes.filter(({ origin }) => origin.pass === 'backward' && layers.includes(origin.node));
  const stepsOf = (network: typeof silent) => planStep(network, settings, batch).programs[0]?.steps.length ?? 0;

  it('takes no step on the way back, in the layers that lead to it alone', () => {
    expect(backwardOf(both, 'back', 'light', 'image').length).toBeGreaterThan(2);
    expect(backwardOf(silent, 'back', 'light', 'image')).toEqual([]);
    expect(backwardOf(silent, 'first', 'dense').length).toBeGreaterThan(1);
    expect(stepsOf(silent)).toBeLessThan(stepsOf(both) - 2);
  });

  it('is predicted, measured and scored all the same', () => {
    const slots = ({ nodes }: ReturnType<typeof compose>): string[] =>
      nodes.flatMap(({ results }) => Object.values(results).flatMap(({ home }) => (home.kind === 'slot' ? [home.name] : []))).sort();
    expect(slots(compose(silent))).toEqual(slots(compose(both)));
    expect(slots(compose(silent))).toEqual(expect.arrayContaining(['image.prediction', 'image.losses', squaredErrorSlot('image')]));
  });

  it('leaves the weights that lead to it alone as they are, step after step, and moves the others', () => {
    const values = drawStepValues(silent, batch, 5);
    const { weightsAfter } = runStep(silent, planStep(silent, settings, batch), values, 'plain', 0.1, 3);
    expect(weightsAfter.get('back.weights')).toEqual(values.get('back.weights'));
    expect(weightsAfter.get('back.bias')).toEqual(values.get('back.bias'));
    expect(weightsAfter.get('first.weights')).not.toEqual(values.get('first.weights'));
  });
});
