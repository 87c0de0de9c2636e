// What the schedule “Cosine” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.

export const words = {
  label: 'Cosine',
  explanation:
    'Lowers the learning rate along half a cosine: slowly at first, fast in the middle, gently at the end. It has nothing to tune but the number of epochs, and ends with steps so small that the weights settle.',
  fields: {
    minimumShare: { label: 'Final share', help: 'The share of the learning rate that is left at the end.' },
  },
};
