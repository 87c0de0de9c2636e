// What the layer “Classification output” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.
import { weightWords } from '../words.ts';

export const words = {
  label: 'Classification output',
  explanation:
    'The classifier’s answer: turns one number per class into probabilities that are positive and sum to 1. Adding the same value to all numbers changes nothing; only differences count. The layer in front needs as many units as there are classes.',
  fields: { weight: weightWords },
};
