// Words that several layers share: those of the fields in initialization.ts and end.ts, in English.
// A loss's own settings bring theirs with them.

export const initializerWords = {
  label: 'Initialisation',
  help: 'How the first weights are drawn: He for ReLU and its kin, Glorot for tanh and sigmoid, LeCun for SELU-like and linear layers.',
  options: {
    he: 'He: normal, variance 2 / inputs',
    glorot: 'Glorot: uniform, variance 2 / (inputs + outputs)',
    lecun: 'LeCun: normal, variance 1 / inputs',
  },
};

export const weightWords = { label: 'Weight', help: 'What the loss of this end counts beside those of other ends.' };

/** Its options are the losses, by their labels. */
export const lossWords = { label: 'Loss', help: 'What training makes small.' };
