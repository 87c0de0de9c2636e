// What the layer “Classification output” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.
import { weightWords } from '../words.ts';

export const words = {
  label: 'Classification output',
  synonyms: 'labels, cross-entropy, loss, target, head, classes',
  explanation:
    'The classifier’s answer: turns one number per class into probabilities that are positive and sum to 1. Adding the same value to all numbers changes nothing; only differences count. The layer in front needs as many units as there are classes.',
  fields: { weight: weightWords },
  problems: {
    'map-instead-of-classes': {
      message:
        'A classifier takes one number per class, and a map comes in. Global pooling makes one number of each channel; Flatten with a dense layer combines everything.',
      expected: 'a vector, one unit per class',
      received: 'a map of {shape}',
    },
    'one-output-class': {
      message: 'With one class the answer is always that class. Give the layer in front one unit per class.',
      expected: 'at least 2 units',
      received: '{shape}',
    },
  },
} as const;
