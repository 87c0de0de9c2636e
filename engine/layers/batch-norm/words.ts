// What the layer “Batch normalisation” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.

export const words = {
  label: 'Batch normalisation',
  synonyms: 'bn, batchnorm, batch norm, batch normalization, normalization',
  explanation:
    'Brings every channel to mean 0 and variance 1 over the batch, then gives it a learned scale and shift. The layer behind sees values of a steady size however the weights in front move, so larger learning rates work and training is less touchy. The statistics of training are remembered as a running average and used unchanged for prediction.',
  fields: {
    momentum: {
      label: 'Momentum',
      help: 'The share of each new batch in the running statistics: running ← (1 − m) · running + m · batch.',
    },
    epsilon: { label: 'ε', help: 'Added to the variance, so that nothing is divided by 0.' },
  },
};
