// What the layer “Adaptive pooling” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.

export const words = {
  label: 'Adaptive pooling',
  synonyms: 'adaptive average pooling, adaptive max pooling, spatial pyramid pooling, aap',
  explanation:
    'Cuts the map into a grid of so many rows and columns, whatever its size, and keeps the mean or the largest value of each part. Layers behind it see the same size for every image, so that Flatten and dense layers can follow where images differ in size; unlike one number of a whole map it keeps a rough idea of where things are. Neighbouring parts share a row or column where the grid does not divide the map.',
  fields: {
    operation: {
      label: 'Operation',
      help: 'The mean of each part, or its largest value.',
      options: { average: 'Average', max: 'Maximum' },
    },
    size: { label: 'Grid', help: 'Rows and columns that come out, whatever comes in.' },
  },
};
