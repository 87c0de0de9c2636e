// Words that several optimizers share, in English: what the help for weight decay ends in, and the words of
// decay that joins the gradient.

export const spared = 'Biases, and the scale and shift of batch normalisation, are left out.';

/** Weight decay as a term of the gradient. */
export const decayWords = {
  label: 'Weight decay',
  help: `Pulls the kernels of convolutions and the matrices of dense layers towards 0: this share of each weight is added to its gradient. ${spared}`,
};
