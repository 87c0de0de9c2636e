// One step of stochastic gradient descent over a flat run of weights, with momentum where a velocity is given (PyTorch's formulas,
// dampening 0): v ← μ v + g, w ← w − η v, or with Nesterov w ← w − η (g + μ v); g includes weight decay, g ← g + λ w.
// η comes from the block of hyper-parameters, already multiplied by the schedule.
import { hyperparameterBytes, hyperparameterSlots } from '../hyperparameters.ts';
import { defineOperation, floats } from '../operation.ts';

export interface SgdAttributes {
  readonly [name: string]: unknown;
  /** μ; of no account without a velocity. */
  readonly momentum: number;
  readonly nesterov: boolean;
  /** λ */
  readonly weightDecay: number;
}

const sample = (name: string, count: number, hasVelocity: boolean, attributes: SgdAttributes) => ({
  name,
  operands: {
    weights: floats(count),
    gradients: floats(count),
    ...(hasVelocity ? { velocity: floats(count) } : {}),
    hyperparameters: floats(hyperparameterBytes / 4),
  },
  attributes,
});

export const sgdUpdate = defineOperation<SgdAttributes>({
  name: 'sgdUpdate',
  explanation: 'v ← μ v + g + λ w; w ← w − η v',
  results: () => ({}),
  updates: ['weights', 'velocity'],
  reference: (call) => {
    const [weights, gradients] = [call.f32('weights'), call.f32('gradients')];
    const velocity = call.has('velocity') ? call.f32('velocity') : undefined;
    const rate = call.f32('hyperparameters')[hyperparameterSlots.learningRate] as number;
    const { momentum, nesterov, weightDecay } = call.attributes;
    for (let index = 0; index < weights.length; index++) {
      const weight = weights[index] as number;
      const gradient = (gradients[index] as number) + weightDecay * weight;
      let direction = gradient;
      if (velocity !== undefined) {
        const speed = momentum * (velocity[index] as number) + gradient;
        velocity[index] = speed;
        direction = nesterov ? gradient + momentum * speed : speed;
      }
      weights[index] = weight - rate * direction;
    }
  },
  samples: [
    sample('without momentum', 37, false, { momentum: 0, nesterov: false, weightDecay: 0 }),
    sample('momentum and decay, more values than a tile', 9001, true, { momentum: 0.9, nesterov: false, weightDecay: 0.01 }),
    sample('Nesterov', 23, true, { momentum: 0.9, nesterov: true, weightDecay: 0 }),
  ],
});
