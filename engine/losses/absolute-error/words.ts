// What the loss “Mean absolute error” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.

export const words = {
  label: 'Mean absolute error',
  explanation:
    'The mean of the differences without their sign. Every error weighs as much as it is large, so single wild values do not steer the rest; where half of the errors are above and half below, it is content.',
  fields: {},
};
