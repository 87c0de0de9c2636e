// What the layer “Softmax” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.

export const words = {
  label: 'Softmax',
  synonyms: 'probabilities, normalized exponential, logits',
  explanation:
    'Turns the units of a vector, or the channels at each place of a map, into shares that are positive and sum to 1: the largest stands out, the others compete with it. Adding the same value to all changes nothing; only differences count. It makes attention of scores; a classifier’s end has one of its own.',
  fields: {},
};
