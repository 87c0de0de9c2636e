// What the layer “Flatten” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.

export const words = {
  label: 'Flatten',
  synonyms: 'reshape, vector, unroll, vectorize',
  explanation:
    'Reads a map row by row, pixel by pixel, channel by channel, as one long vector, so that a dense layer can follow. No value changes. What is lost is the knowledge that neighbours belong together: a dense layer has to learn it anew for every position.',
  fields: {},
};
