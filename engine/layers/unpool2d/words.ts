// What the layer “Unpooling” says of itself, in English. Fields and ports go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.

export const words = {
  label: 'Unpooling',
  synonyms: 'upsampling, max unpooling, switches, unpool',
  explanation:
    'Makes a map large again: each value goes to the place where max pooling found its window’s largest, and all other cells become 0. Decoders use it to bring back where things were, which pooling had thrown away. Connect the Positions of the pooling layer, and use the same window, stride and padding. Where windows overlap, values that meet in one cell are added.',
  inputs: {
    x: { label: 'Values', help: 'A map as large as the pooling layer’s output.' },
    switches: { label: 'Positions', help: 'Where each value belongs: the Positions of a max pooling layer.' },
  },
  fields: {
    size: { label: 'Window', help: 'Height and width of the window, as in the pooling layer.' },
    stride: { label: 'Stride', help: 'Cells from one window to the next, as in the pooling layer.' },
    padding: { label: 'Padding', help: 'As in the pooling layer: it is taken off again.' },
    outputSize: {
      label: 'Output size',
      help: 'Height and width of the map that comes out; 0 for (h − 1) · stride + window − padding. Give it where pooling left rows or columns out or kept partial windows.',
    },
  },
  problems: {
    'positions-differ': {
      message: 'Each value needs the position of its window: both inputs must have one size, that of the pooling layer’s output.',
      expected: '{expected}',
      received: '{received}',
    },
    'no-such-size': {
      message: 'Windows of {window}, {stride} apart, do not give {input} on a map of {map}.',
      expected: 'a height of {rows} and a width of {columns}',
      received: '{map}',
    },
    'other-windows': {
      message: 'The positions are those of {pooling}’s windows, and these windows have another size.',
      expected: '{expected}',
      received: '{received}',
    },
  },
  fixes: {
    'follow-windows': 'Let the size follow from the windows',
    'use-windows-of': 'Use the windows of {pooling}',
  },
  phrases: { range: '{from} to {to}' },
} as const;
