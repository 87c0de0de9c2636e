// What the layer “Concat” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.

export const words = {
  label: 'Concat',
  synonyms: 'concatenate, cat, join, stack, skip connection',
  explanation:
    'Puts the channels of its inputs side by side: maps of 8 and 16 channels become one of 24 with the same height and width. The next layer sees all of them and learns itself how to combine them; branches with kernels of different sizes are joined this way.',
  fields: {},
  problems: {
    'heights-or-widths-differ': {
      message: 'Concat needs inputs of one height and width; only channels may differ. Input 1 is {first}, input {position} is {other}.',
      expected: '{expected}',
      received: '{other}',
    },
  },
  phrases: { 'a-vector': 'a vector', 'any-channels': '{size}×any' },
} as const;
