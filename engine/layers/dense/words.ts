// What the layer “Dense” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.
import { initializerWords } from '../words.ts';

export const words = {
  label: 'Dense',
  synonyms: 'fc, fully connected, linear, inner product, mlp, perceptron',
  explanation:
    'Every unit sees every input: y = x·W + b. It assumes nothing about where things are, so it needs a weight for every pair of input and unit; after convolution and pooling it combines what the maps found.',
  fields: {
    units: { label: 'Units', help: 'Number of outputs.' },
    bias: { label: 'Bias', help: 'Adds one learned value to every unit.' },
    initializer: initializerWords,
  },
  problems: {
    'not-a-vector': {
      message: 'A dense layer takes a vector, and a map comes in.',
      expected: 'a vector, such as 400',
      received: 'a map of {shape}',
    },
  },
} as const;
