// What the loss “Huber” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.

export const words = {
  label: 'Huber',
  explanation:
    'Squared up to δ, straight beyond: small errors are smoothed as by the squared error, and wild ones weigh no more than by the absolute error.',
  fields: {
    delta: { label: 'δ', help: 'The size of an error from which on it weighs only as much as it is large; images lie between 0 and 1.' },
  },
};
