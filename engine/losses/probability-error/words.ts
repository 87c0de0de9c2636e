// What the loss “Mean squared error” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.

export const words = {
  label: 'Mean squared error',
  explanation:
    'The mean squared distance between the probabilities and the truth (1 for the right class, 0 for the others). Never larger than 2 divided by the number of classes, so single wrong labels weigh little; but where the network is confidently wrong its gradient almost vanishes, and learning starts slowly.',
  fields: {},
};
