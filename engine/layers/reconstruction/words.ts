// What the layer “Reconstruction output” says of itself, in English. Fields go by their names in definition.ts,
// which does not compile while a word is missing here or belongs to nothing there.
import { weightWords } from '../words.ts';

export const words = {
  label: 'Reconstruction output',
  synonyms: 'auto-encoder, autoencoder, decoder output, image output, mse, regression',
  explanation:
    'Holds a map against the image that went in, as values from 0 to 1. A network that must give back what it saw through a narrow place in its middle learns what images consist of, and needs no labels for it: an auto-encoder. The map must be as large as the image, with as many channels.',
  fields: { weight: weightWords },
  problems: {
    'vector-instead-of-image': {
      message: 'An image is a map of height×width×channels, and a vector comes in.',
      expected: 'a map as large as the Input',
      received: 'a vector of {shape}',
    },
  },
} as const;
