// What the loss “Mean squared error” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.

export const words = {
  label: 'Mean squared error',
  explanation:
    'The mean of the squared differences between what the network gives and the target. Large errors weigh much, small ones hardly: what is uncertain comes out blurred. The measure behind the signal-to-noise ratio.',
  fields: {},
};
