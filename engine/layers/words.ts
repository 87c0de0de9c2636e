// Words that several layers share, in English: those of the fields in initialization.ts and end.ts, and problems that more than
// one of them has. `words.zh.ts` has them in Chinese. A loss's own settings bring theirs with them.

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

/** Of a layer that names no outputs. */
export const plainOutputWords = { label: 'Output', help: 'What the layer puts out.' };

export const words = {
  problems: {
    'not-a-map': {
      message:
        '{layer} takes a map of height×width×channels, and a vector comes in. Put it in front of Flatten, global pooling and dense layers.',
      expected: 'a map, such as 28×28×6',
      received: '{received}',
    },
    'groups-do-not-divide': {
      message: 'Channels and filters must both split into the groups evenly.',
      expected: 'groups that divide {channels} channels and {filters} filters',
      received: '{groups} groups',
    },
  },
  fixes: {
    'set-groups': 'Set groups to {groups}',
    'set-kernel-size': 'Set kernel size to {size}',
    'use-no-padding': 'Use no padding',
    'insert-flatten': 'Insert a Flatten layer ({from} → {to})',
    'insert-global-pooling': 'Insert global pooling ({from} → {to})',
    'insert-dense': 'Insert a dense layer ({from} → {to})',
    'insert-convolution': 'Insert a {kernel} convolution{isStrided, select, true { of stride {stride}} other {}} ({from} → {to})',
  },
  phrases: {
    'a-vector-of': 'a vector of {shape}',
  },
} as const;
