// What the layer “Pooling” says of itself, in English. Fields and ports go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.

export const words = {
  label: 'Pooling',
  synonyms: 'maxpool, max pooling, avgpool, average pooling, pool, subsampling, downsampling',
  explanation:
    'Slides a window over each channel and keeps one number of it: the largest, which tells that a feature was found somewhere in the window, or the mean. With a stride of 2 the map halves, the layers behind see twice as far with the same kernels, and small shifts of the image change less. There is nothing to learn. Of a maximum, the second output tells where in its window each was found, for an Unpooling layer to put values back there.',
  outputs: {
    y: { label: 'Output', help: 'The largest value or the mean of each window.' },
    switches: { label: 'Positions', help: 'Where in its window each maximum was found, for an Unpooling layer.' },
  },
  fields: {
    operation: {
      label: 'Operation',
      help: 'The largest value of the window, or the mean of its values.',
      options: { max: 'Maximum', average: 'Average' },
    },
    size: { label: 'Window', help: 'Height and width of the window in cells of the map.' },
    stride: { label: 'Stride', help: 'Cells from one window to the next, down and across.' },
    padding: {
      label: 'Padding',
      help: 'Empty cells around the map: none, so many that the output is ⌈input / stride⌉, or as given. They never win a maximum.',
    },
    ceilMode: {
      label: 'Keep partial windows',
      help: 'Rows and columns left over at the end get a smaller window of their own instead of being ignored.',
    },
    countPadding: {
      label: 'Count padding',
      help: 'Padding counts as zeros in the mean, which darkens the border; otherwise only real cells count.',
    },
  },
  problems: {
    'padding-exceeds-window': {
      message: 'The padding must be smaller than the window on every side, or a window would see nothing but padding.',
      expected: 'less than {height} above and below, less than {width} left and right',
      received: '{top} above, {bottom} below, {left} left, {right} right',
    },
    'window-exceeds-input': {
      message: 'A window of {window} does not fit into a map of {map}.',
      expected: 'a map of at least {window}',
      received: '{input}',
    },
  },
  fixes: { 'use-window': 'Use a window of {window}' },
} as const;
