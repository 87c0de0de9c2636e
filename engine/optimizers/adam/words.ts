// What the optimizer “Adam” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.
import { decayWords } from '../words.ts';

export const words = {
  label: 'Adam',
  explanation:
    'Gives each weight a step of its own size: the running mean of its gradient divided by the running root mean square. Weights with small or rare gradients move as far as the others. Learns fast without much tuning; it keeps two more numbers per weight.',
  fields: {
    learningRate: { label: 'Learning rate', help: 'About how far a weight moves in one step.' },
    firstDecay: { label: 'β₁', help: 'The share of the running mean of gradients that is kept at each step.' },
    secondDecay: { label: 'β₂', help: 'The share of the running mean of squared gradients that is kept at each step.' },
    epsilon: { label: 'ε', help: 'Added to the root, so that nothing is divided by 0.' },
    weightDecay: decayWords,
  },
};
