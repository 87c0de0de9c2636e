// Stochastic gradient descent with momentum (PyTorch's formulas, dampening 0): v ← μ v + g, w ← w − η v, or with Nesterov
// w ← w − η (g + μ v); g includes weight decay, g ← g + λ w. State: v, present where μ > 0.
import { sgdUpdate } from '../../operations/sgd/operation.ts';
import { defineOptimizer, spared } from '../optimizer.ts';

export const sgd = defineOptimizer({
  type: 'sgd',
  label: 'SGD with momentum',
  explanation:
    'Steps against the gradient. With momentum the step is a running sum of past gradients, like a ball rolling downhill: directions that persist add up, those that alternate cancel. Simple, with little memory, and often the best final accuracy, once the learning rate fits.',
  fields: {
    learningRate: {
      kind: 'number',
      label: 'Learning rate',
      help: 'The length of a step, as a factor on the gradient.',
      minimum: 0,
      maximum: 10,
      default: 0.01,
    },
    momentum: {
      kind: 'number',
      label: 'Momentum',
      help: 'The share of the previous step that is kept.',
      minimum: 0,
      maximum: 0.999,
      default: 0.9,
    },
    nesterov: { kind: 'toggle', label: 'Nesterov', help: 'Looks ahead: applies the momentum once more before stepping.', default: false },
    weightDecay: {
      kind: 'number',
      label: 'Weight decay',
      help: `Pulls the kernels of convolutions and the matrices of dense layers towards 0: this share of each weight is added to its gradient. ${spared}`,
      minimum: 0,
      maximum: 1,
      default: 0,
    },
  },
  stateCount: (parameters) => (parameters.momentum > 0 ? 1 : 0),
  correct: () => undefined,
  update: ({ builder, parameters: { momentum, nesterov, weightDecay }, weights, gradients, states, decays, hyperparameters }) => {
    const [velocity] = states;
    const operands = { weights, gradients, ...(velocity ? { velocity } : {}), hyperparameters };
    builder.apply(sgdUpdate, operands, { momentum, nesterov, weightDecay: decays ? weightDecay : 0 });
  },
});
