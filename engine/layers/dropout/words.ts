// What the layer “Dropout” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.

export const words = {
  label: 'Dropout',
  synonyms: 'drop, regularization, do',
  explanation:
    'While training, each value is set to 0 with this probability, anew for every image, and the others grow by 1 / (1 − rate) so that the expected sum stays. No unit can rely on one particular other unit, which keeps a network from learning the training images by heart. Outside training it does nothing.',
  fields: {
    rate: { label: 'Rate', help: 'The share of values set to 0 while training.' },
  },
};
