// What the schedule “Steps” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.

export const words = {
  label: 'Steps',
  explanation:
    'Lowers the learning rate by a factor every few epochs. Large steps first find the valley, smaller ones then settle in it; the loss often drops visibly at each change.',
  fields: {
    everyEpochs: { label: 'Every', help: 'Epochs between two changes.' },
    factor: { label: 'Factor', help: 'What the learning rate is multiplied by.' },
  },
};
