// What the loss “Cross-entropy” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.

export const words = {
  label: 'Cross-entropy',
  explanation:
    'How surprised the network is by the true class: −ln of the probability it gave it. 0 is perfect; guessing among ten classes costs 2.30. Its gradient with respect to the logits is simply probability minus truth, which keeps learning while the network is confidently wrong. The usual choice for classifiers.',
  fields: {
    labelSmoothing: {
      label: 'Label smoothing',
      help: 'The share of certainty taken from the true class and spread over all, so that the network is not pushed to be infinitely sure. The loss of training includes it, and never falls to 0 then; the losses of validation and evaluation leave it out.',
    },
  },
};
