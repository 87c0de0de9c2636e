// What the schedule “Warm-up” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.
import { words as cosineWords } from '../cosine/words.ts';

export const words = {
  label: 'Warm-up',
  explanation:
    'Starts with small steps and grows to the full learning rate, then goes on as chosen. The first gradients of a fresh network are large and point anywhere; a warm-up keeps them from throwing the weights far off, which matters with large batches and rates.',
  fields: {
    epochs: { label: 'Warm-up', help: 'Epochs until the full learning rate is reached; fractions are allowed.' },
    afterwards: { label: 'Then', help: 'What follows the warm-up.', options: { cosine: 'Cosine', constant: 'Constant' } },
    minimumShare: cosineWords.fields.minimumShare,
  },
};
