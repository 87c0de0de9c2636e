// What the layer “Add” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.

export const words = {
  label: 'Add',
  synonyms: 'sum, residual, skip connection, shortcut, plus, eltwise',
  explanation:
    'Adds its inputs value by value; all must have the same size. In a residual block one input is the block’s own input, so the layers between only learn what to change, and the gradient passes the sum unhindered: very deep networks become trainable.',
  fields: {},
  problems: {
    'sizes-differ': {
      message:
        'Add needs inputs of one size: input 1 is {first}, input {position} is {other}. A 1×1 convolution changes channels, its stride changes height and width.',
      expected: '{first}',
      received: '{other}',
    },
  },
} as const;
