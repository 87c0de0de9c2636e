// What the schedule “Constant” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.

export const words = {
  label: 'Constant',
  explanation: 'The learning rate stays as it is. Simple, and right while one is still looking for a rate that works.',
  fields: {},
};
