// What the layer “Global pooling” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.

export const words = {
  label: 'Global pooling',
  synonyms: 'gap, gmp, global average pooling, global max pooling, globalpool',
  explanation:
    'Makes one number of each channel: the mean over the whole map, or its largest value. It answers “how much of this feature is there, wherever it is”, works for any image size, and replaces Flatten with its many weights at the end of modern networks.',
  fields: {
    operation: {
      label: 'Operation',
      help: 'The mean over the map, or its largest value.',
      options: { average: 'Average', max: 'Maximum' },
    },
  },
};
