// Stochastic gradient descent with momentum (PyTorch's formulas, dampening 0): v ← μ v + g, w ← w − η v, or with Nesterov
// w ← w − η (g + μ v); g includes weight decay, g ← g + λ w. State: v, present where μ > 0.
import { sgdUpdate } from '../../operations/sgd/operation.ts';
import { defineOptimizer } from '../optimizer.ts';
import { words } from './words.ts';
import { chinese } from './words.zh.ts';

export const sgd = defineOptimizer({
  type: 'sgd',
  words: { en: words, zh: chinese },
  fields: {
    learningRate: { kind: 'number', minimum: 0, maximum: 10, default: 0.01 },
    momentum: { kind: 'number', minimum: 0, maximum: 0.999, default: 0.9 },
    nesterov: { kind: 'toggle', default: false },
    weightDecay: { kind: 'number', minimum: 0, maximum: 1, default: 0 },
  },
  stateCount: (parameters) => (parameters.momentum > 0 ? 1 : 0),
  correct: () => undefined,
  update: ({ builder, parameters: { momentum, nesterov, weightDecay }, weights, gradients, states, decays, hyperparameters }) => {
    const [velocity] = states;
    const operands = { weights, gradients, ...(velocity ? { velocity } : {}), hyperparameters };
    builder.apply(sgdUpdate, operands, { momentum, nesterov, weightDecay: decays ? weightDecay : 0 });
  },
});
