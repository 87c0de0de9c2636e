// What the optimizer “SGD with momentum” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.
import { decayWords } from '../words.ts';

export const words = {
  label: 'SGD with momentum',
  explanation:
    'Steps against the gradient. With momentum the step is a running sum of past gradients, like a ball rolling downhill: directions that persist add up, those that alternate cancel. Simple, with little memory, and often the best final accuracy, once the learning rate fits.',
  fields: {
    learningRate: { label: 'Learning rate', help: 'The length of a step, as a factor on the gradient.' },
    momentum: { label: 'Momentum', help: 'The share of the previous step that is kept.' },
    nesterov: { label: 'Nesterov', help: 'Looks ahead: applies the momentum once more before stepping.' },
    weightDecay: decayWords,
  },
};
